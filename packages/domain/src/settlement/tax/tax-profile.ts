import { sql } from "kysely"
import { actorRecord, audit, json, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { NO_ACCOUNT, readRemitTo } from "../../billing/index.ts"
import type { RemitTo } from "../../billing/contract.ts"
import { keepDistributorNumbers } from "../../pricing/index.ts"
import { authorize, may } from "../../tenancy/index.ts"
import { SaveTaxProfile, type PersonRef, type TaxProfileView } from "../contract.ts"
import { networkDay, registeredNumbers } from "./registered.ts"

type Row = Omit<TaxProfileView, "manages" | "since" | "remitTo"> & { readonly remitTo: Partial<RemitTo>; readonly since: Date }

/** Who the distributor is by law, by its newest version, and where it is registered today; null while nobody said so. One statement. */
export async function taxProfile(work: Work): Promise<TaxProfileView | null> {
  authorize(work, "network.settlement.view")
  const { rows } = await sql<Row & { by: PersonRef }>`
    select version, legal_name as "legalName", address, country, ${registeredNumbers(sql`p.network_id`, networkDay(sql`p.network_id`, work.now.toString()))} as numbers, remit_to as "remitTo", email, actor as "by", created_at as since
      from settlement.tax_profile p where p.network_id = ${work.scope.networkId} order by version desc limit 1`.execute(work.db)
  const [found] = rows
  return found ? { ...found, remitTo: { ...NO_ACCOUNT, ...found.remitTo }, by: { kind: found.by.kind, name: found.by.name }, since: found.since.toISOString(), manages: may(work, "network.settlement.manage") } : null
}

/**
 * Says anew who the distributor is: a version of its own, for what happens from now on. Its registrations are pricing's, and are left as they are unless they are said too. Refuses
 * `settlement.tax_profile_changed` where somebody else has done so meanwhile, and as `readRemitTo` does.
 */
export async function saveTaxProfile(work: Work, input: SaveTaxProfile): Promise<{ readonly version: number }> {
  authorize(work, "network.settlement.manage")
  const { expectedVersion, legalName, address, country, email, ...said } = SaveTaxProfile.parse(input)
  const remitTo = readRemitTo(said.remitTo, legalName)
  const numbers = said.numbers && Object.fromEntries(said.numbers.map((one) => [one.country, one.number]))
  const version = expectedVersion + 1
  const { rows } = await sql`
    insert into settlement.tax_profile (network_id, version, legal_name, address, country, numbers, remit_to, email, actor, created_at)
    select ${work.scope.networkId}::integer, ${version}::integer, ${legalName}, ${json(address)}::jsonb, ${country}, ${json(numbers ?? {})}::jsonb, ${json(remitTo)}::jsonb, ${email}, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
     where coalesce((select max(version) from settlement.tax_profile where network_id = ${work.scope.networkId}), 0) = ${expectedVersion}
    on conflict (network_id, version) do nothing returning version`.execute(work.db)
  if (rows.length === 0) throw new Refusal("settlement.tax_profile_changed", "conflict")
  if (numbers) await keepDistributorNumbers(work, numbers)
  audit(work, { action: "settlement.tax_profile_saved", subjectKind: "tax_profile", subjectId: String(version), after: { legalName, address, country, ...(numbers && { numbers }), remitTo, email } })
  return { version }
}
