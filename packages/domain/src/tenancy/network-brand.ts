import { sql } from "kysely"
import { actorRecord, audit, json, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { may, authorize } from "./authorize.ts"
import { drawBrandAsset, type DrawnAsset } from "./brand-asset.ts"
import { saveNetworkBrand as SaveNetworkBrand, type NetworkBrand, type SaveNetworkBrand as Input } from "./contract.ts"

/** Beneath the papers of a network that chose none: the console's own. */
export const NETWORK_ACCENT = "#2b59c3"

/** How the distributor's papers look; version 0 while nobody chose. One statement. */
export async function networkBrand(work: Work): Promise<NetworkBrand> {
  authorize(work, "network.settlement.view")
  const { rows } = await sql<{ accent: string; version: number; bytes: Buffer | null }>`
    select b.accent, b.version, a.bytes from tenancy.network_brand b left join tenancy.network_asset a on (a.network_id, a.content_hash) = (b.network_id, b.logo) where b.network_id = ${work.scope.networkId}`.execute(work.db)
  const [found] = rows
  return { accent: found?.accent ?? NETWORK_ACCENT, version: found?.version ?? 0, logo: found?.bytes ? `data:image/png;base64,${found.bytes.toString("base64")}` : null, manages: may(work, "network.settlement.manage") }
}

/**
 * Changes the accent, and puts on or takes off the logo, from the next document on; what was issued keeps its look. A logo is rasterised anew. Refuses
 * `tenancy.settings_changed_meanwhile`, `tenancy.logo_too_large` and `tenancy.logo_not_an_image`.
 */
export async function saveNetworkBrand(work: Work, input: Input): Promise<{ readonly version: number }> {
  authorize(work, "network.settlement.manage")
  const { accent, logo, expectedVersion } = SaveNetworkBrand.parse(input)
  const drawn = logo ? await drawBrandAsset({ kind: "logo", bytes: Buffer.from(logo, "base64") }) : undefined
  if (drawn) await keepAsset(work, drawn)
  const { rows } = await sql<{ version: number }>`
    insert into tenancy.network_brand as b (network_id, accent, logo, saved_by, saved_at)
    select ${work.scope.networkId}::integer, ${accent.toLowerCase()}, ${drawn?.hash ?? null}, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
     where ${expectedVersion}::integer = coalesce((select version from tenancy.network_brand where network_id = ${work.scope.networkId}), 0)
    on conflict (network_id) do update set accent = excluded.accent, logo = case when ${logo === undefined} then b.logo else excluded.logo end, version = b.version + 1, saved_by = excluded.saved_by, saved_at = excluded.saved_at
      where b.version = ${expectedVersion}::integer
    returning version`.execute(work.db)
  const [saved] = rows
  if (!saved) throw new Refusal("tenancy.settings_changed_meanwhile", "conflict")
  audit(work, { action: "network.brand_saved", subjectKind: "network", subjectId: String(work.scope.networkId), after: { accent, ...(logo !== undefined && { logo: drawn?.hash ?? null }) } })
  return saved
}

async function keepAsset(work: Work, { hash, width, height, data }: DrawnAsset): Promise<void> {
  await work.db.insertInto("tenancy.network_asset").values({ network_id: work.scope.networkId!, content_hash: hash, width, height, bytes: data, created_at: work.now.toString() }).onConflict((conflict) => conflict.doNothing()).execute()
}

/** The picture under a hash, for the network's own papers; undefined beyond its walls. */
export async function findNetworkLogo(work: Work, hash: string): Promise<Buffer | undefined> {
  const row = await work.db.selectFrom("tenancy.network_asset").select("bytes").where("network_id", "=", work.scope.networkId!).where("content_hash", "=", hash).executeTakeFirst()
  return row && (row.bytes as Buffer)
}
