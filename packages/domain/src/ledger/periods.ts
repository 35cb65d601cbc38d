import { sql } from "kysely"
import { actorRecord, json, scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import type { Books, CloseCheck, PeriodRow, PersonRef } from "./contract.ts"
import { authorizeBooks, currentMonth, entityOf, findEntity, firstDay, lastDay, monthOf, nextMonth, type Entity } from "./entity.ts"

/** So many months back are listed, from the current one. */
const MOST_MONTHS = 36

/**
 * The entity's months, the newest first: from the one in which the books begin, or the first that is open, to the current one.
 * Months close in their order, and the last that was closed can be opened again. Two statements.
 */
export async function books(work: Work): Promise<Books> {
  authorizeBooks(work, "view")
  const [entity, { begins, months }] = await Promise.all([findEntity(work), readMonths(work)])
  const current = currentMonth(work, entity)
  const next = nextToClose(entity, begins, current)
  const periods: PeriodRow[] = []
  for (let period = begins ?? current; period <= current; period = nextMonth(period)) {
    const endsOn = lastDay(period)
    const closed = entity.closedThrough !== null && endsOn <= entity.closedThrough
    const known = months.get(period)
    periods.push({
      period, endsOn, status: closed ? "closed" : "open", journals: known?.journals ?? 0, last: known?.last ?? null,
      canClose: period === next && period < current, canReopen: endsOn === entity.closedThrough,
    })
  }
  return { entity: entity.tenantId, currency: entity.currency, zone: entity.zone, closedThrough: entity.closedThrough, periods: periods.reverse().slice(0, MOST_MONTHS) }
}

/** The month after the last closed one; where none is, the one in which the books begin. */
export function nextToClose({ closedThrough }: Pick<Entity, "closedThrough">, begins: string | null, current: string): string {
  return closedThrough === null ? (begins ?? current) : nextMonth(monthOf(closedThrough))
}

/** The month of the first thing that was posted; null for empty books. */
export async function beginning(work: Work): Promise<string | null> {
  const { rows } = await sql<{ first: string | null }>`select min(period)::text as first from ledger.balance where network_id = ${work.scope.networkId} and tenant_id = ${entityOf(work)}`.execute(work.db)
  return rows[0]?.first ? monthOf(rows[0].first) : null
}

type MonthRow = { readonly period: string; readonly journals: number; readonly last: PeriodRow["last"] }

async function readMonths(work: Work): Promise<{ begins: string | null; months: ReadonlyMap<string, MonthRow> }> {
  const { networkId } = work.scope
  const { rows } = await sql<{ first: string | null; months: readonly MonthRow[] }>`
    with counted as (
      select posted_on - (extract(day from posted_on)::integer - 1) as period, count(*)::int as journals from ledger.journal
       where network_id = ${networkId} and tenant_id = ${entityOf(work)} and posted_on >= ${work.now.toString()}::timestamptz::date - ${MOST_MONTHS * 31}::integer group by 1),
    said as (
      select distinct on (period) period, kind, reason, actor, occurred_at from ledger.period_fact
       where network_id = ${networkId} and tenant_id = ${entityOf(work)} order by period, occurred_at desc, fact_id desc)
    select (select min(period)::text from ledger.balance where network_id = ${networkId} and tenant_id = ${entityOf(work)}) as first,
           (select coalesce(json_agg(json_build_object('period', to_char(period, 'YYYY-MM'), 'journals', coalesce(c.journals, 0), 'last', case when s.kind is null then null else
              json_build_object('kind', s.kind, 'at', to_char(s.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'by', json_build_object('kind', s.actor ->> 'kind', 'name', s.actor ->> 'name'), 'reason', s.reason) end)), '[]')
              from counted c full join said s using (period)) as months`.execute(work.db)
  const { first, months } = rows[0]!
  return { begins: first ? monthOf(first) : null, months: new Map(months.map((month) => [month.period, month])) }
}

/** Keeps who closed or opened a month, why, and what the checks said. */
export async function keepFact(work: Work, { period, kind, reason, checks }: { readonly period: string; readonly kind: "closed" | "reopened"; readonly reason: string; readonly checks: readonly CloseCheck[] }): Promise<void> {
  const by: PersonRef & { readonly id: string } = actorRecord(work.actor)
  await scopedInsert(work, "ledger.period_fact", { tenant_id: entityOf(work), fact_id: newId(), period: firstDay(period), kind, reason, checks: json(checks), actor: json(by), occurred_at: work.now.toString() }).execute()
}
