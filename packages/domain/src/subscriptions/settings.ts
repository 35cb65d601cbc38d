import { sql } from "kysely"
import { audit, json, type Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { SaveRecurringSettings } from "./contract.ts"
import { keptUntil, leftOutOf, ruleDays, type HolidayRule } from "./holiday-rule.ts"
import { recurringOf } from "./subscription.db.ts"
import type { Recurring } from "./subscription.ts"
import type { LeftOutHoliday, SettingsView } from "./views.ts"

/** Somebody should look after a calendar whose last holiday is nearer than this. */
const WARN_DAYS = 90

export async function recurringSettings(work: Work): Promise<SettingsView> {
  authorize(work, "subscription.view")
  const [{ settings, version, calendar }, rule] = await Promise.all([recurringOf(work), ruleOf(work)])
  const last = settings.holidays.toSorted().at(-1)
  const endsSoon = rule === null && last !== undefined && last < businessDate(work.now, calendar.zone).add({ days: WARN_DAYS }).toString()
  return {
    version, zone: calendar.zone, settings: work.scope.accountId === undefined ? settings : { ...settings, mostValuePerDay: null },
    holidayRule: rule && { country: rule.country, region: rule.region, until: rule.until, leftOut: rule.leftOut.map(({ name }) => name) }, holidaysEndOn: endsSoon ? last : null,
  }
}

type KeptRule = HolidayRule & { readonly until: string; readonly leftOut: readonly LeftOutHoliday[] }

async function ruleOf(work: Work): Promise<KeptRule | null> {
  const { rows } = await sql<KeptRule>`
    select s.holiday_country as country, s.holiday_region as region, s.holidays_until as until, s.holidays_left_out as "leftOut" from subscriptions.setting s
     where s.network_id = ${work.scope.networkId} and s.tenant_id = ${work.scope.tenantId} and s.holiday_country is not null`.execute(work.db)
  return rows[0] ?? null
}

/**
 * Keeps the business calendar, the cut-off and what looks wrong. Dates that are written already keep their cut-off until something else moves
 * them; every later one is worked out anew. Where the calendar follows a country's holidays, what is missing of them was taken out. Refuses `subscriptions.changed_meanwhile`.
 */
export async function saveRecurringSettings(work: Work, input: SaveRecurringSettings): Promise<{ version: number }> {
  authorize(work, "plan.manage")
  const { version, settings: { mostValuePerDay, ...settings }, holidayRule } = SaveRecurringSettings.parse(input)
  const [before, known] = await Promise.all([recurringOf(work), ruleOf(work)])
  if (before.version !== version) throw new Refusal("subscriptions.changed_meanwhile", "conflict", { version: before.version })
  const asked = holidayRule === undefined ? known : holidayRule && { country: holidayRule.country, region: holidayRule.region ?? null, until: holidayRule.until }
  const rule = asked && (await keptRule(work, before, asked, known, settings.holidays))
  const { rows } = await sql<{ version: number }>`
    insert into subscriptions.setting as s (network_id, tenant_id, settings, most_value_minor, holiday_country, holiday_region, holidays_until, holidays_left_out, version, updated_at)
    values (${work.scope.networkId}, ${work.scope.tenantId}, ${json(settings)}, ${mostValuePerDay}, ${rule?.country ?? null}, ${rule?.region ?? null}, ${rule?.until ?? null}, ${json(rule?.leftOut ?? [])}::jsonb, 1, ${work.now.toString()})
    on conflict (network_id, tenant_id) do update set settings = excluded.settings, most_value_minor = excluded.most_value_minor, holiday_country = excluded.holiday_country, holiday_region = excluded.holiday_region,
        holidays_until = excluded.holidays_until, holidays_left_out = excluded.holidays_left_out, version = s.version + 1, updated_at = excluded.updated_at
      where s.version = ${version} returning s.version`.execute(work.db)
  if (!rows[0]) throw new Refusal("subscriptions.changed_meanwhile", "conflict")
  const told = (of: KeptRule | null) => of && { country: of.country, region: of.region, leftOut: of.leftOut.map(({ name }) => name) }
  audit(work, { action: "recurring.settings_saved", subjectKind: "tenant", subjectId: String(work.scope.tenantId), before: { ...before.settings, holidayRule: told(known) }, after: { ...settings, mostValuePerDay, holidayRule: told(rule) } })
  return rows[0]
}

/** What was taken out of another country's holidays is forgotten with it. */
async function keptRule(work: Work, { calendar: { zone }, locale }: Recurring, asked: HolidayRule & { readonly until: string }, known: KeptRule | null, holidays: readonly string[]): Promise<KeptRule> {
  const today = businessDate(work.now, zone)
  const until = [asked.until, keptUntil(today)].toSorted()[0]!
  const { days } = await ruleDays(asked, { from: today.toString(), to: until < today.toString() ? today.toString() : until, locale })
  const same = known?.country === asked.country && known.region === asked.region
  return { country: asked.country, region: asked.region, until, leftOut: leftOutOf(days, holidays, same ? known.leftOut : []) }
}
