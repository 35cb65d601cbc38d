import { sql } from "kysely"
import { audit, json, type Work } from "@entrepot/db"
import { businessDate } from "@entrepot/kernel"
import { extended, keptUntil, needsUntil, ruleDays } from "./holiday-rule.ts"
import type { LeftOutHoliday } from "./views.ts"

type Due = { readonly tenantId: number; readonly zone: string; readonly locale: string; readonly version: number; readonly holidays: readonly string[] | null; readonly country: string; readonly region: string | null; readonly until: string; readonly leftOut: readonly LeftOutHoliday[] }

/**
 * For the worker's clock, in the network's scope: calendars that follow a country's holidays and reach less than eighteen months ahead get the years that are missing. What people
 * added stays, what they took out does not come back. Two statements, whatever the number of tenants; where somebody saves at the same moment, the next turn does it.
 * Answers how many calendars grew.
 */
export async function renewHolidays(work: Work): Promise<number> {
  const grown = await Promise.all((await dueNow(work)).map((one) => grow(work, one)))
  if (grown.length === 0) return 0
  const { rows } = await sql<{ tenantId: number }>`
    update subscriptions.setting s set settings = jsonb_set(s.settings, '{holidays}', w.holidays), holidays_until = w.until, version = s.version + 1, updated_at = ${work.now.toString()}
      from jsonb_to_recordset(${json(grown.map(({ tenantId, version, holidays, until }) => ({ tenant_id: tenantId, version, holidays, until })))}::jsonb) w (tenant_id int, version int, holidays jsonb, until date)
     where s.network_id = ${work.scope.networkId} and s.tenant_id = w.tenant_id and s.version = w.version returning s.tenant_id as "tenantId"`.execute(work.db)
  const done = new Set(rows.map(({ tenantId }) => tenantId))
  for (const { tenantId, country, region, before, until, added } of grown.filter((one) => done.has(one.tenantId))) {
    audit(work, { action: "recurring.holidays_renewed", subjectKind: "tenant", subjectId: String(tenantId), tenantId, before: { until: before }, after: { country, region, until, added: [...added] } })
  }
  return done.size
}

async function dueNow(work: Work): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    select s.tenant_id as "tenantId", t.zone, t.locale, s.version, s.settings -> 'holidays' as holidays, s.holiday_country as country, s.holiday_region as region, s.holidays_until as until, s.holidays_left_out as "leftOut"
      from subscriptions.setting s join tenancy.tenant t on (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id)
     where s.network_id = ${work.scope.networkId} and s.holiday_country is not null and s.holidays_until <= (${work.now.toString()}::timestamptz + interval '20 months')::date`.execute(work.db)
  return rows.filter(({ zone, until }) => until < needsUntil(businessDate(work.now, zone)))
}

async function grow(work: Work, { tenantId, zone, locale, version, holidays, country, region, until: before, leftOut }: Due) {
  const today = businessDate(work.now, zone)
  const until = keptUntil(today)
  const { days } = await ruleDays({ country, region }, { from: before > today.toString() ? before : today.toString(), to: until, locale })
  return { tenantId, version, country, region, before, until, ...extended(holidays ?? [], days.filter(({ on }) => on > before), leftOut, today.toString()) }
}
