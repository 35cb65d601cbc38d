import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, pageOf, Refusal, type Currency } from "@entrepot/kernel"
import { ListJournals, type DocumentRef, type JournalLineView, type JournalPage, type JournalRef, type JournalRow, type JournalView, type PersonRef } from "./contract.ts"
import { cursorOf, readCursor } from "./cursor.ts"
import { authorizeBooks, entityOf, findEntity, firstDay, jsonOf, lastDay } from "./entity.ts"
import { accountOf, type AccountColumns } from "./trial-balance.ts"

type HeadRow = Omit<JournalRow, "document" | "amount" | "base"> & {
  readonly documentKind: string; readonly documentId: string; readonly documentNumber: string; readonly currency: string; readonly amount: string; readonly base: string
  readonly businessKey: string; readonly rate: string; readonly actor: PersonRef; readonly recordedAt: Date; readonly reversedById: string | null; readonly lines: readonly LineRow[]
}
type LineRow = AccountColumns & { readonly position: number; readonly amount: string; readonly base: string; readonly customerId: string | null; readonly customerName: string | null; readonly partnerId: number | null; readonly partnerName: string | null }

/** The entity's journals, newest first, paged by key. Two statements. Refuses `ledger.cursor_is_invalid`. */
export async function listJournals(work: Work, input: ListJournals = {}): Promise<JournalPage> {
  authorizeBooks(work, "view")
  const ask = ListJournals.parse(input)
  const [postedOn, journalId] = ask.cursor ? readCursor(ask.cursor, 2) : []
  const [entity, rows] = await Promise.all([findEntity(work), readJournals(work, sql`
    ${ask.period ? sql`and j.posted_on >= ${firstDay(ask.period)} and j.posted_on <= ${lastDay(ask.period)}` : sql``} ${ask.documentKind ? sql`and j.document_kind = ${ask.documentKind}` : sql``}
    ${postedOn === undefined ? sql`` : sql`and (j.posted_on, j.journal_id) < (${postedOn}::date, ${journalId}::uuid)`}
    order by j.posted_on desc, j.journal_id desc limit ${ask.limit + 1}`)])
  const { page, last } = pageOf(rows, ask.limit)
  return { rows: page.map((row) => rowOf(row, entity.currency)), nextCursor: last ? cursorOf([last.postedOn, last.journalId]) : null }
}

/** One journal with its lines. Refuses `ledger.journal_not_found`. */
export async function getJournal(work: Work, { journalId }: JournalRef): Promise<JournalView> {
  authorizeBooks(work, "view")
  const [entity, rows] = await Promise.all([findEntity(work), readJournals(work, sql`and j.journal_id = ${journalId}`)])
  const [journal] = rows
  if (!journal) throw new Refusal("ledger.journal_not_found", "not_found")
  return viewOf(journal, entity.currency)
}

/** What a document did in the books, in its order; empty while nothing is posted of it. */
export async function journalsOfDocument(work: Work, { kind, id }: DocumentRef): Promise<readonly JournalView[]> {
  authorizeBooks(work, "view")
  const [entity, rows] = await Promise.all([findEntity(work), readJournals(work, sql`and j.document_kind = ${kind} and j.document_id = ${id} order by j.recorded_at, j.journal_id limit 200`)])
  return rows.map((row) => viewOf(row, entity.currency))
}

async function readJournals(work: Work, rest: RawBuilder<unknown>): Promise<readonly HeadRow[]> {
  const { networkId } = work.scope
  const tenantId = entityOf(work)
  const { rows } = await sql<HeadRow>`
    select j.journal_id as "journalId", j.document_kind as "documentKind", j.document_id as "documentId", j.document_number as "documentNumber", j.document_on as "documentOn", j.posted_on as "postedOn",
           j.memo, j.currency, trim_scale(j.rate)::text as rate, j.business_key as "businessKey", j.reverses_id as "reversesId", j.actor, j.recorded_at as "recordedAt", r.journal_id as "reversedById", l.amount, l.base, l.lines
      from ledger.journal j
      left join ledger.journal r on r.network_id = j.network_id and r.tenant_id = j.tenant_id and r.reverses_id = j.journal_id
      cross join lateral (
        select coalesce(sum(l.amount_minor) filter (where l.amount_minor > 0), 0)::text as amount, coalesce(sum(l.base_minor) filter (where l.base_minor > 0), 0)::text as base,
               json_agg(json_build_object('accountKey', a.account_key, 'code', a.code, 'role', a.role, 'kind', a.kind,
                 'tax', case when a.tax_country is null then null else json_build_object('country', a.tax_country, 'region', coalesce(a.tax_region, ''), 'percent', trim_scale(a.tax_percent)::text) end,
                 'position', l.position, 'amount', l.amount_minor::text, 'base', l.base_minor::text, 'customerId', l.customer_id, 'customerName', c.name, 'partnerId', l.partner_id, 'partnerName', t.name) order by l.position) as lines
          from ledger.journal_line l
          join ledger.account a on (a.network_id, a.tenant_id, a.account_key) = (l.network_id, l.tenant_id, l.account_key)
          left join tenancy.account c on c.network_id = l.network_id and c.tenant_id = l.tenant_id and c.account_id = l.customer_id
          left join tenancy.tenant t on t.network_id = l.network_id and t.tenant_id = l.partner_id
         where (l.network_id, l.tenant_id, l.journal_id) = (j.network_id, j.tenant_id, j.journal_id)) l
     where j.network_id = ${networkId} and j.tenant_id = ${tenantId} ${rest}`.execute(work.db)
  return rows
}

function rowOf({ journalId, documentKind, documentId, documentNumber, documentOn, postedOn, memo, amount, base, currency: code, reversesId }: HeadRow, books: Currency): JournalRow {
  return { journalId, document: { kind: documentKind, id: documentId, number: documentNumber }, documentOn, postedOn, memo, amount: jsonOf(amount, currency(code)), base: jsonOf(base, books), reversesId }
}

function viewOf(head: HeadRow, books: Currency): JournalView {
  const own = currency(head.currency)
  return {
    ...rowOf(head, books), businessKey: head.businessKey, rate: head.rate, reversedById: head.reversedById, by: { kind: head.actor.kind, name: head.actor.name }, recordedAt: head.recordedAt.toISOString(),
    lines: head.lines.map((line) => lineOf(line, own, books)),
  }
}

function lineOf(line: LineRow, own: Currency, books: Currency): JournalLineView {
  const debit = (minor: string, code: Currency) => (BigInt(minor) > 0n ? jsonOf(minor, code) : null)
  const credit = (minor: string, code: Currency) => (BigInt(minor) < 0n ? jsonOf(-BigInt(minor), code) : null)
  return {
    ...accountOf(line), position: line.position,
    debit: debit(line.amount, own), credit: credit(line.amount, own), baseDebit: debit(line.base, books), baseCredit: credit(line.base, books),
    customer: line.customerId ? { accountId: line.customerId, name: line.customerName ?? "" } : null, partner: line.partnerId === null ? null : { tenantId: line.partnerId, name: line.partnerName ?? "" },
  }
}
