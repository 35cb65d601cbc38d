import { json, scoped, scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { authorize } from "../../../tenancy/index.ts"
import { ImportOptions, ListProfiles, Mapping, type ImportKind } from "../contract.ts"

export type ImportProfile = { readonly profileId: string; readonly kind: ImportKind; readonly name: string; readonly headerHash: string; readonly mapping: Mapping; readonly options: ImportOptions; readonly usedAt: string }

const COLUMNS = ["profile_id as profileId", "kind", "name", "header_hash as headerHash", "mapping", "options", "used_at as usedAt"] as const

const toProfile = (row: unknown): ImportProfile => {
  const profile = row as Omit<ImportProfile, "usedAt"> & { usedAt: Date }
  return { ...profile, usedAt: profile.usedAt.toISOString(), mapping: Mapping.parse(profile.mapping), options: ImportOptions.parse(profile.options) }
}

/** The remembered mappings, the last used first. */
export async function listProfiles(work: Work, input: ListProfiles = {}): Promise<ImportProfile[]> {
  authorize(work, "network.import.run")
  const { kind } = ListProfiles.parse(input)
  const all = scoped(work, "integrations.import_profile").select(COLUMNS).orderBy("used_at", "desc").limit(200)
  return (await (kind ? all.where("kind", "=", kind) : all).execute()).map(toProfile)
}

/** The mapping that was remembered for files of this header and kind. */
export async function findProfile(work: Work, kind: ImportKind, headerHash: string): Promise<ImportProfile | undefined> {
  const row = await scoped(work, "integrations.import_profile").select(COLUMNS).where("kind", "=", kind).where("header_hash", "=", headerHash).executeTakeFirst()
  return row && toProfile(row)
}

/** One profile per kind and header; saving it again takes the newer mapping, what concerns one import alone is not kept. */
export async function rememberProfile(work: Work, { kind, name, headerHash, mapping, options }: Pick<ImportProfile, "kind" | "name" | "headerHash" | "mapping" | "options">): Promise<void> {
  const { validFrom: _day, rehearse: _rehearse, ...lasting } = options
  const used_at = work.now.toString()
  const values = { name, mapping: json(mapping), options: json(lasting), used_at }
  await scopedInsert(work, "integrations.import_profile", { profile_id: newId(work.now.epochMilliseconds), kind, header_hash: headerHash, ...values })
    .onConflict((conflict) => conflict.columns(["network_id", "kind", "header_hash"]).doUpdateSet(values)).execute()
}
