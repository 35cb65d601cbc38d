import { sql } from "kysely"
import { json, scopedUpdate, type Work } from "@entrepot/db"
import type { JsonValue } from "@entrepot/kernel"

/** Keeps one setting of the tenant, or takes it away with null. Whoever owns the meaning of the setting authorises and audits. */
export async function saveTenantSetting(work: Work, name: string, value: JsonValue): Promise<void> {
  const settings = value === null ? sql<string>`settings - ${name}::text` : sql<string>`jsonb_set(settings, array[${name}::text], ${json(value)}::jsonb)`
  await scopedUpdate(work, "tenancy.tenant").set({ settings, version: sql`version + 1` }).execute()
}
