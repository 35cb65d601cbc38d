import { createHash } from "node:crypto"
import sharp from "sharp"
import { audit, scoped, scopedInsert, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "./authorize.ts"

export type BrandAssetKind = "logo" | "mark"
export type BrandAsset = { readonly hash: string; readonly kind: BrandAssetKind; readonly width: number; readonly height: number }

const MOST_BYTES = 4 * 1024 * 1024
/** Far below what decoding could be made to cost; a logo is a few hundred pixels. */
const MOST_PIXELS = 24_000_000
const BOX: Readonly<Record<BrandAssetKind, { width: number; height: number }>> = { logo: { width: 640, height: 160 }, mark: { width: 192, height: 192 } }

/**
 * Keeps a tenant's logo or mark, rasterised anew: what leaves us is a PNG that we drew, never the file that came in. Equal
 * pictures are kept once, under their own hash. The brand points to it by that hash when it is saved. Throws
 * tenancy.logo_too_large, tenancy.logo_not_an_image.
 */
export async function saveBrandAsset(work: Work, { kind, bytes }: { kind: BrandAssetKind; bytes: Uint8Array }): Promise<BrandAsset> {
  authorize(work, "brand.manage")
  const { data, ...asset } = await drawBrandAsset({ kind, bytes })
  await keepBrandAsset(work, { data, ...asset })
  audit(work, { action: "tenant.brand_asset_saved", subjectKind: "brand_asset", subjectId: asset.hash, after: { kind } })
  return asset
}

export type DrawnAsset = BrandAsset & { readonly data: Buffer }

/** The picture drawn anew, and what it will be found by; nothing is kept yet. Throws as `saveBrandAsset` does. */
export async function drawBrandAsset({ kind, bytes }: { kind: BrandAssetKind; bytes: Uint8Array }): Promise<DrawnAsset> {
  if (bytes.byteLength > MOST_BYTES) throw new Refusal("tenancy.logo_too_large", "invalid", { megabytes: MOST_BYTES / 1024 / 1024 })
  const { data, info } = await rasterise(bytes, kind)
  return { hash: createHash("sha256").update(data).digest("hex"), kind, width: info.width, height: info.height, data }
}

/** Keeps a drawn picture for the tenant that the work is in: a stamp does this with its tenant. */
export async function keepBrandAsset(work: Work, { hash, kind, width, height, data }: DrawnAsset): Promise<void> {
  await scopedInsert(work, "tenancy.brand_asset", { content_hash: hash, kind, width, height, bytes: data, created_at: work.now.toString() })
    .onConflict((conflict) => conflict.doNothing()).execute()
}

async function rasterise(bytes: Uint8Array, kind: BrandAssetKind): Promise<{ data: Buffer; info: sharp.OutputInfo }> {
  try {
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" }).rotate().resize({ ...BOX[kind], fit: "inside", withoutEnlargement: true })
      .png({ compressionLevel: 9, palette: true }).toBuffer({ resolveWithObject: true })
  } catch {
    throw new Refusal("tenancy.logo_not_an_image", "invalid")
  }
}

/** The picture under a hash, for this tenant alone; a foreign hash and a missing one get the same answer. */
export async function findBrandAsset(work: Work, hash: string): Promise<{ bytes: Buffer; type: "image/png" } | undefined> {
  const row = await scoped(work, "tenancy.brand_asset").select("bytes").where("content_hash", "=", hash).executeTakeFirst()
  return row && { bytes: row.bytes as Buffer, type: "image/png" }
}
