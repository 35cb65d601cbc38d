import { sql } from "kysely"
import { audit, json, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { SaveRecurringSettings } from "./contract.ts"
import { recurringOf } from "./subscription.db.ts"
import type { SettingsView } from "./views.ts"

export async function recurringSettings(work: Work): Promise<SettingsView> {
  authorize(work, "subscription.view")
  const { settings, version, calendar } = await recurringOf(work)
  return { version, zone: calendar.zone, settings: work.scope.accountId === undefined ? settings : { ...settings, mostValuePerDay: null } }
}

/**
 * Keeps the business calendar, the cut-off and what looks wrong. Dates that are written already keep their cut-off until something else moves
 * them; every later one is worked out anew. Refuses `subscriptions.changed_meanwhile`.
 */
export async function saveRecurringSettings(work: Work, input: SaveRecurringSettings): Promise<{ version: number }> {
  authorize(work, "plan.manage")
  const { version, settings: { mostValuePerDay, ...settings } } = SaveRecurringSettings.parse(input)
  const before = await recurringOf(work)
  if (before.version !== version) throw new Refusal("subscriptions.changed_meanwhile", "conflict", { version: before.version })
  const { rows } = await sql<{ version: number }>`
    insert into subscriptions.setting as s (network_id, tenant_id, settings, most_value_minor, version, updated_at)
    values (${work.scope.networkId}, ${work.scope.tenantId}, ${json(settings)}, ${mostValuePerDay}, 1, ${work.now.toString()})
    on conflict (network_id, tenant_id) do update set settings = excluded.settings, most_value_minor = excluded.most_value_minor, version = s.version + 1, updated_at = excluded.updated_at
      where s.version = ${version} returning s.version`.execute(work.db)
  if (!rows[0]) throw new Refusal("subscriptions.changed_meanwhile", "conflict")
  audit(work, { action: "recurring.settings_saved", subjectKind: "tenant", subjectId: String(work.scope.tenantId), before: before.settings, after: { ...settings, mostValuePerDay } })
  return rows[0]
}
