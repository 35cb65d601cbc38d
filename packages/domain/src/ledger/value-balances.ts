import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { money } from "@entrepot/kernel"
import type { LedgerRole } from "./contract.ts"
import { entityOf, firstDay, lastDay, nextMonth, type Entity } from "./entity.ts"
import { postJournals, type Journal } from "./post-journal.ts"

/** Claims, debts and cash are worth what they would fetch; income and expense stay as they were earned. */
const VALUED: readonly LedgerRole[] = ["cash", "cash_in_transit", "receivable", "partner_receivable", "payable_to_distributor", "payable_to_partner", "customer_credit"]

/** What an account holds in a foreign currency at a month's end: its worth in the books, its worth at the day's rate. */
export type Valuation = { readonly role: LedgerRole; readonly currency: string; readonly booked: bigint; readonly worth: bigint | null; readonly rate: string | null; readonly run: number }

/** Reads balances alone. An earlier valuation of the same month is a part of what is booked, so that closing again adds only what is new. */
export async function valuationOf(work: Work, entity: Entity, period: string): Promise<readonly Valuation[]> {
  const { networkId } = work.scope
  const tenantId = entityOf(work)
  const { rows } = await sql<Omit<Valuation, "booked" | "worth"> & { booked: string; worth: string | null }>`
    select m.role, m.currency, (m.base + coalesce(v.base, 0))::text as booked, trim_scale(r.rate)::text as rate,
           round(m.minor * r.rate * power(10::numeric, ledger.minor_digits(${entity.currency}) - ledger.minor_digits(m.currency)))::bigint::text as worth,
           (select count(*)::int from ledger.period_fact f where f.network_id = ${networkId} and f.tenant_id = ${tenantId} and f.period = ${firstDay(period)} and f.kind = 'closed') as run
      from (select a.role, b.currency, sum(b.debit_minor - b.credit_minor) as minor, sum(b.debit_base - b.credit_base) as base
              from ledger.balance b join ledger.account a on (a.network_id, a.tenant_id, a.account_key) = (b.network_id, b.tenant_id, b.account_key)
             where b.network_id = ${networkId} and b.tenant_id = ${tenantId} and b.period <= ${firstDay(period)} and b.currency <> ${entity.currency} and a.role = any(${[...VALUED]}::text[])
             group by a.role, b.currency) m
      left join lateral (
        select sum(l.base_minor) as base from ledger.journal j
          join ledger.journal_line l on (l.network_id, l.tenant_id, l.journal_id) = (j.network_id, j.tenant_id, j.journal_id)
         where j.network_id = ${networkId} and j.tenant_id = ${tenantId} and j.document_kind = 'valuation' and j.document_id = ${period} || '/' || m.currency and l.account_key = m.role and j.posted_on <= ${lastDay(period)}) v on true
      cross join lateral (select ledger.rate_on(m.currency, ${entity.currency}, ${lastDay(period)}::date) as rate) r
     where m.minor <> 0 or m.base + coalesce(v.base, 0) <> 0
     order by m.currency, m.role`.execute(work.db)
  return rows.map((row) => ({ ...row, booked: BigInt(row.booked), worth: row.worth === null ? null : BigInt(row.worth) }))
}

/** Posts what exchange rates have gained or lost on the month's last day, unrealised, and takes it back on the first day of the next. One statement. */
export async function postValuation(work: Work, entity: Entity, period: string, values: readonly Valuation[]): Promise<void> {
  const currencies = [...new Set(values.map(({ currency }) => currency))]
  await postJournals(work, currencies.flatMap((code) => valuationJournals(entity, period, code, values.filter(({ currency }) => currency === code))))
}

function valuationJournals({ tenantId, currency: books }: Entity, period: string, code: string, values: readonly Valuation[]): readonly Journal[] {
  const changes = values.map(({ role, booked, worth }) => ({ role, change: (worth ?? booked) - booked })).filter(({ change }) => change !== 0n)
  const run = values[0]?.run ?? 0
  if (changes.length === 0) return []
  const total = changes.reduce((sum, { change }) => sum + change, 0n)
  const result: LedgerRole = total > 0n ? "exchange_gain_unrealised" : "exchange_loss_unrealised"
  const sideOf = (role: LedgerRole, change: bigint) => ({ role, ...(change > 0n ? { debit: money(change, books) } : { credit: money(-change, books) }) })
  const day = `${nextMonth(period)}-01`
  const journal = (sign: 1n | -1n, postedOn: string, what: string): Journal => ({
    entity: tenantId, businessKey: `valuation:${period}/${code}:${what}:${run}`, document: { kind: "valuation", id: `${period}/${code}`, number: `${period} ${code}` }, postedOn, currency: books,
    lines: [...changes.map(({ role, change }) => sideOf(role, sign * change)), ...(total === 0n ? [] : [sideOf(result, -sign * total)])],
  })
  return [journal(1n, lastDay(period), "posted"), journal(-1n, day, "taken_back")]
}
