import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, Refusal, type Temporal } from "@entrepot/kernel"
import { expectedSupply } from "../subscriptions/index.ts"
import { NextLinesOf, type NextStatement, type PreviewStatement, type StatementLines } from "./contract.ts"
import { readCursor } from "./cursor.ts"
import { readLines } from "./lines.db.ts"
import { jsonOf, partnerOf } from "./partner.ts"
import { sumsOf, type Sums } from "./statement.db.ts"
import { linesOf } from "./statements.ts"

type NextRow = { readonly name: string; readonly zone: string; readonly currency: string | null; readonly sums: Sums | null; readonly total: string | null; readonly lines: number; readonly ordered: string; readonly since: string | null }

/**
 * What the distributor will charge: everything that stands on no issued statement yet, with tax; what confirmed orders will add at the transfer price, before tax, when
 * they ship; and what subscriptions are expected to add, which nobody has ordered yet. One statement, and what the expected ones take. Refuses `settlement.partner_not_found`.
 */
export async function nextStatement(work: Work, input: PreviewStatement = {}): Promise<NextStatement> {
  const tenantId = partnerOf(work, input.tenantId)
  const { networkId } = work.scope
  const { rows } = await sql<NextRow>`
    with pending as (
      select k.currency, json_object_agg(k.kind, k.minor::text) as sums, sum(k.gross) as total, sum(k.n)::int as lines, min(k.since) as since
        from (select currency, kind, sum(amount_minor) as minor, sum(amount_minor + tax_minor) as gross, count(*) as n, min(occurred_on) as since from settlement.pending_entry where network_id = ${networkId} and tenant_id = ${tenantId} group by currency, kind) k group by k.currency),
    ordered as (
      select o.currency, sum(round(l.supply_minor * (l.quantity * l.unit_factor - l.shipped_base - l.cancelled_base) / nullif(l.quantity * l.unit_factor, 0))) as minor
        from ordering.order o join ordering.order_line l on (l.network_id, l.tenant_id, l.account_id, l.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)
       where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.status in ('confirmed', 'partly_shipped') and l.cancelled_at is null group by o.currency)
    select t.name, t.zone, s.currency, s.sums, s.total::text, coalesce(s.lines, 0) as lines, coalesce(s.minor, 0)::text as ordered, s.since
      from tenancy.tenant t left join (select coalesce(p.currency, o.currency) as currency, p.sums, p.total, p.lines, p.since, o.minor from pending p full join ordered o on o.currency = p.currency) s on true
     where t.network_id = ${networkId} and t.tenant_id = ${tenantId} order by s.currency`.execute(work.db)
  const [first] = rows
  if (!first) throw new Refusal("settlement.partner_not_found", "not_found")
  const expected = (await expectedSupply(work, tenantId, monthsFrom(businessDate(work.now, first.zone)))).filter(({ dates }) => dates > 0)
  const known = rows.flatMap(({ currency, ...row }) => (currency === null ? [] : [{ ...row, currency }]))
  const own = expected[0]?.supply.currency
  const all = own === undefined || known.some(({ currency }) => currency === own) ? known : [...known, { currency: own, sums: null, total: null, lines: 0, ordered: "0", since: null }]
  return {
    partner: { tenantId, name: first.name },
    currencies: all.map(({ currency, sums, total, lines, ordered, since }) => ({ currency, sums: sumsOf(sums ?? {}, BigInt(total ?? "0"), lines, currency), ordered: jsonOf(ordered, currency), expected: expected.filter(({ supply }) => supply.currency === currency), since })),
  }
}

/** What is left of the month, and the month after it. */
function monthsFrom(today: Temporal.PlainDate): readonly { readonly from: string; readonly to: string }[] {
  const next = today.with({ day: 1 }).add({ months: 1 })
  const end = (day: Temporal.PlainDate) => day.with({ day: day.daysInMonth }).toString()
  return [{ from: today.toString(), to: end(today) }, { from: next.toString(), to: end(next) }]
}

/** The facts that the next statement will show, in the order of their days, paged by key. Refuses `settlement.cursor_is_invalid`. */
export async function nextLines(work: Work, input: NextLinesOf): Promise<StatementLines> {
  const ask = NextLinesOf.parse(input)
  const tenantId = partnerOf(work, ask.tenantId)
  const from = sql`(select n.* from settlement.pending_entry n where n.network_id = ${work.scope.networkId} and n.tenant_id = ${tenantId} and n.currency = ${ask.currency}) x`
  return linesOf(await readLines(work, from, { after: readCursor(ask.cursor), limit: ask.limit }), ask.limit)
}
