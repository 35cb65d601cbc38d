import { drawBrandAsset, type DrawnAsset } from "../tenancy/index.ts"
import type { StampParams } from "./contract.ts"

/** The logo and the mark that come along with a stamp, drawn anew. Throws tenancy.logo_too_large, tenancy.logo_not_an_image. */
export async function drawPictures({ pictures = {} }: StampParams): Promise<DrawnAsset[]> {
  const given = (["logo", "mark"] as const).flatMap((kind) => (pictures[kind] === undefined ? [] : [{ kind, bytes: Buffer.from(pictures[kind], "base64") }]))
  return Promise.all(given.map(drawBrandAsset))
}
