import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, moneyToJson, Refusal } from "@entrepot/kernel"
import { actingAccount, authorize, getAccount, getTenant } from "../../tenancy/index.ts"
import { AskStatement, type OpenItemView, type StatementEntry, type StatementView } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"
import { bucketOf, rowOf, totalsOf } from "./ageing.ts"

type Movement = Pick<StatementEntry, "on" | "kind" | "documentId" | "number" | "reference" | "occurredOn"> & { readonly minor: bigint }
type Opening = { readonly currencies: readonly string[]; readonly opening: bigint; readonly credit: bigint }

/**
 * What an account was charged and paid from one day to another in one currency, with a running balance, and what is open now.
 * The balance is what it owes less what it has to its credit: money and credit notes count on the day on which the
 * books have them, whatever they were set against: a month that is closed stays as it was. Refuses `tenancy.account_not_found`, `billing.day_is_invalid`.
 */
export async function statement(work: Work, input: AskStatement): Promise<StatementView> {
  authorize(work, "invoice.view")
  const ask = AskStatement.parse(input)
  if (ask.from > ask.to) throw new Refusal("billing.day_is_invalid", "invalid")
  const accountId = work.scope.accountId ?? ask.accountId ?? actingAccount(work)
  const [account, tenant] = await Promise.all([getAccount(work, accountId), getTenant(work)])
  const currency = ask.currency ?? tenant.currency
  const today = businessDate(work.now, tenant.zone).toString()
  const [before, moved, open, sums] = await Promise.all([openingOf(work, accountId, currency, ask.from), movements(work, accountId, currency, ask), openItems(work, accountId, currency, today), totalsOf(work, { on: today, today, accountId })])
  const amount = (minor: bigint) => moneyToJson(moneyOf(minor, currency))
  let balance = before.opening
  const entries = moved.map(({ minor, ...entry }): StatementEntry => {
    balance += minor
    return { ...entry, debit: minor > 0n ? amount(minor) : null, credit: minor < 0n ? amount(-minor) : null, balance: amount(balance) }
  })
  const none = { currency, current: 0n, days_1_30: 0n, days_31_60: 0n, days_61_90: 0n, days_over_90: 0n, credit: 0n, invoices: 0 }
  return {
    accountId, accountName: account.name, currency, currencies: before.currencies.length > 0 ? before.currencies : [currency], from: ask.from, to: ask.to, opening: amount(before.opening), entries, closing: amount(balance), credit: amount(before.credit),
    openItems: open, ageing: rowOf(sums.find((row) => row.currency === currency) ?? none),
  }
}

const of = (work: Work, alias: string, accountId: string, currency: string) =>
  sql`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and ${sql.ref(`${alias}.tenant_id`)} = ${work.scope.tenantId} and ${sql.ref(`${alias}.account_id`)} = ${accountId} and ${sql.ref(`${alias}.currency`)} = ${currency}`

/** Everything that makes an account owe more or less, with its day; debits above zero. */
const everything = (work: Work, accountId: string, currency: string) => sql`
  select i.issued_on as on, 1 as rank, 'invoice' as kind, i.invoice_id as id, i.number, i.po_number as reference, i.total_minor as minor, i.issued_on as own from billing.invoice i where ${of(work, "i", accountId, currency)}
  union all select n.issued_on, 2, 'credit_note', n.credit_note_id, n.number, n.invoice_number, -n.total_minor, n.issued_on from billing.credit_note n where ${of(work, "n", accountId, currency)}
  union all select p.booked_on, 3, 'payment', p.payment_id, coalesce(nullif(p.reference, ''), p.payment_ref, ''), p.method, -p.amount_minor, p.received_on from billing.payment p where ${of(work, "p", accountId, currency)}
  union all select c.booked_on, 4, c.kind, case when c.kind in ('dispute', 'refund') then c.invoice_id else c.clearing_id end, (select i.number from billing.invoice i where (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (c.network_id, c.tenant_id, c.account_id, c.invoice_id)), c.reason, -c.amount_minor, c.occurred_on
    from billing.clearing c where ${of(work, "c", accountId, currency)} and c.kind in ('discount', 'write_off', 'void', 'dispute', 'refund')
  union all select e.booked_on, 5, case e.kind when 'disputed' then 'dispute' else 'refund' end, e.entry_id, '', '', -e.amount_minor, e.occurred_on from billing.credit_entry e where ${of(work, "e", accountId, currency)} and e.kind in ('refunded', 'restored', 'disputed')`

async function openingOf(work: Work, accountId: string, currency: string, from: string): Promise<Opening> {
  const { rows } = await sql<Opening>`
    select coalesce((select sum(m.minor) from (${everything(work, accountId, currency)}) m where m.on < ${from}::date), 0)::bigint as opening,
           coalesce((select b.balance_minor from billing.credit_balance b where ${of(work, "b", accountId, currency)}), 0)::bigint as credit,
           ${currenciesOf(work, accountId)} as currencies`.execute(work.db)
  return rows[0]!
}

/** Each of an account's currencies, one step through the index apiece, however many invoices it has. */
function currenciesOf(work: Work, accountId: string): RawBuilder<unknown> {
  const next = (after: RawBuilder<unknown>) => sql`(select i.currency from billing.invoice i where i.network_id = ${work.scope.networkId} and i.tenant_id = ${work.scope.tenantId} and i.account_id = ${accountId} ${after} order by i.currency limit 1)`
  return sql`(with recursive each (currency) as (select ${next(sql``)} union all select ${next(sql`and i.currency > each.currency`)} from each where each.currency is not null)
     select coalesce(json_agg(currency order by currency), '[]') from each where currency is not null)`
}

async function movements(work: Work, accountId: string, currency: string, { from, to }: AskStatement): Promise<readonly Movement[]> {
  const { rows } = await sql<Movement>`
    select m.on, m.kind, m.id as "documentId", m.number, m.reference, nullif(m.own, m.on) as "occurredOn", m.minor::bigint as minor from (${everything(work, accountId, currency)}) m where m.on between ${from}::date and ${to}::date order by m.on, m.rank, m.number, m.id`.execute(work.db)
  return rows
}

async function openItems(work: Work, accountId: string, currency: string, today: string): Promise<readonly OpenItemView[]> {
  const { rows } = await sql<{ invoiceId: string; number: string; issuedOn: string; dueOn: string; late: number; totalMinor: bigint; openMinor: bigint }>`
    select o.invoice_id as "invoiceId", i.number, o.issued_on as "issuedOn", o.due_on as "dueOn", ${today}::date - o.due_on as late, o.total_minor as "totalMinor", o.open_minor as "openMinor"
      from billing.open_item o join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (o.network_id, o.tenant_id, o.account_id, o.invoice_id)
     where ${of(work, "o", accountId, currency)} and o.open_minor > 0 order by o.due_on, i.number`.execute(work.db)
  return rows.map(({ late, totalMinor, openMinor, ...row }) => ({ ...row, overdueDays: Math.max(0, late), bucket: bucketOf(late), total: moneyToJson(moneyOf(totalMinor, currency)), open: moneyToJson(moneyOf(openMinor, currency)) }))
}
