import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, Refusal } from "@entrepot/kernel"
import { AccountLedgerOf, type AccountEntryRow, type AccountLedger } from "./contract.ts"
import { authorizeBooks, currentMonth, entityOf, findEntity, firstDay, jsonOf, lastDay } from "./entity.ts"
import { cursorOf, readCursor } from "./cursor.ts"
import { accountColumns, accountOf, type AccountColumns } from "./trial-balance.ts"

/**
 * One account from a month to a month: what it stood at, each line with its document and the balance after it, and what it stands
 * at. Paged by key; a cursor carries the running balance, so that no page adds up what came before it. Three statements.
 * Refuses `ledger.account_not_found` and `ledger.cursor_is_invalid`.
 */
export async function accountLedger(work: Work, input: AccountLedgerOf): Promise<AccountLedger> {
  authorizeBooks(work, "view")
  const ask = AccountLedgerOf.parse(input)
  const entity = await findEntity(work)
  const to = ask.to ?? currentMonth(work, entity)
  const from = ask.from ?? to
  const [account, entries] = await Promise.all([findAccount(work, ask.accountKey, from, to), entriesOf(work, ask, from, to)])
  if (!account) throw new Refusal("ledger.account_not_found", "not_found")
  let balance = ask.cursor ? BigInt(readCursor(ask.cursor, 4)[3]!) : BigInt(account.opening)
  const page = entries.slice(0, ask.limit)
  const rows = page.map(({ amount, currency: code, base, documentKind: kind, documentId: id, documentNumber: number, ...row }): AccountEntryRow => {
    balance += BigInt(base)
    return { ...row, document: { kind, id, number }, amount: jsonOf(amount, currency(code)), base: jsonOf(base, entity.currency), balance: jsonOf(balance, entity.currency) }
  })
  const last = entries.length > ask.limit ? page.at(-1) : undefined
  return {
    account: accountOf(account), currency: entity.currency, from, to, opening: jsonOf(account.opening, entity.currency), closing: jsonOf(account.closing, entity.currency), rows,
    nextCursor: last ? cursorOf([last.postedOn, last.journalId, String(last.position), balance.toString()]) : null,
  }
}

type AccountSums = AccountColumns & { readonly opening: string; readonly closing: string }

async function findAccount(work: Work, accountKey: string, from: string, to: string): Promise<AccountSums | undefined> {
  const { rows } = await sql<AccountSums>`
    select ${accountColumns}, (select coalesce(sum(b.debit_base - b.credit_base), 0) from ledger.balance b where ${balanceOfAccount} and b.period < ${firstDay(from)})::text as opening,
           (select coalesce(sum(b.debit_base - b.credit_base), 0) from ledger.balance b where ${balanceOfAccount} and b.period <= ${firstDay(to)})::text as closing
      from ledger.account a where a.network_id = ${work.scope.networkId} and a.tenant_id = ${entityOf(work)} and a.account_key = ${accountKey}`.execute(work.db)
  return rows[0]
}

const balanceOfAccount = sql`b.network_id = a.network_id and b.tenant_id = a.tenant_id and b.account_key = a.account_key`

type EntryRow = Omit<AccountEntryRow, "document" | "amount" | "base" | "balance"> & { readonly documentKind: string; readonly documentId: string; readonly documentNumber: string; readonly amount: bigint; readonly currency: string; readonly base: bigint }

async function entriesOf(work: Work, { accountKey, cursor, limit }: ReturnType<typeof AccountLedgerOf.parse>, from: string, to: string): Promise<readonly EntryRow[]> {
  const [postedOn, journalId, position] = cursor ? readCursor(cursor, 4) : []
  const { rows } = await sql<EntryRow>`
    select l.journal_id as "journalId", l.position, j.document_kind as "documentKind", j.document_id as "documentId", j.document_number as "documentNumber", j.document_on as "documentOn",
           l.posted_on as "postedOn", j.memo, l.amount_minor as amount, l.currency, l.base_minor as base
      from ledger.journal_line l
      join ledger.journal j on (j.network_id, j.tenant_id, j.journal_id) = (l.network_id, l.tenant_id, l.journal_id)
     where l.network_id = ${work.scope.networkId} and l.tenant_id = ${entityOf(work)} and l.account_key = ${accountKey} and l.posted_on >= ${firstDay(from)} and l.posted_on <= ${lastDay(to)}
       ${postedOn === undefined ? sql`` : sql`and (l.posted_on, l.journal_id, l.position) > (${postedOn}::date, ${journalId}::uuid, ${position}::integer)`}
     order by l.posted_on, l.journal_id, l.position limit ${limit + 1}`.execute(work.db)
  return rows
}
