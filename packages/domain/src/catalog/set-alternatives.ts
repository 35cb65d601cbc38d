import { sql } from "kysely"
import { audit, json, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { SetAlternatives } from "./contract.ts"
import { refuseStale } from "./last-change.db.ts"
import { lockProduct } from "./product.db.ts"

export type Alternative = { readonly productId: string; readonly reason: string }

/**
 * What may be offered instead of a product, best first, each with its reason. Refuses `catalog.alternative_is_itself` and
 * `catalog.product_not_found`. It counts as a change of the product, so its version goes on.
 */
export async function setAlternatives(work: Work, input: SetAlternatives): Promise<void> {
  authorize(work, "network.product.manage")
  const { productId, version, alternatives } = SetAlternatives.parse(input)
  const product = await lockProduct(work, productId)
  await refuseStale(work, product, version)
  if (alternatives.some((alternative) => alternative.productId === productId)) throw new Refusal("catalog.alternative_is_itself", "rule", { sku: product.sku })
  const before = await alternativesOf(work, productId)
  const known = await replace(work, productId, alternatives)
  if (known < new Set(alternatives.map((alternative) => alternative.productId)).size) throw new Refusal("catalog.product_not_found", "not_found", {})
  audit(work, { action: "catalog.alternatives_set", subjectKind: "product", subjectId: productId, tenantId: 0, before: { alternatives: before }, after: { alternatives } })
}

async function alternativesOf(work: Work, productId: string): Promise<Alternative[]> {
  const { rows } = await sql<Alternative>`
    select alternative_id as "productId", reason from catalog.product_alternative
     where network_id = ${work.scope.networkId} and product_id = ${productId} order by rank, alternative_id`.execute(work.db)
  return rows
}

async function replace(work: Work, productId: string, alternatives: readonly Alternative[]): Promise<number> {
  const network = work.scope.networkId
  const rows = [...new Map(alternatives.map((alternative) => [alternative.productId, alternative])).values()].map((alternative, rank) => ({ ...alternative, rank }))
  const { rows: [counted] } = await sql<{ known: number }>`
    with wanted as materialized (
      select p.product_id, r.reason, r.rank from jsonb_to_recordset(${json(rows)}::jsonb) as r ("productId" uuid, reason text, rank integer)
        join catalog.product p on p.network_id = ${network} and p.product_id = r."productId"
    ), gone as (
      delete from catalog.product_alternative where network_id = ${network} and product_id = ${productId} and alternative_id not in (select product_id from wanted)
    ), come as (
      insert into catalog.product_alternative (network_id, product_id, alternative_id, rank, reason)
      select ${network}, ${productId}, product_id, rank, reason from wanted
      on conflict (network_id, product_id, alternative_id) do update set rank = excluded.rank, reason = excluded.reason
    ), next as (
      update catalog.product set version = version + 1, updated_at = ${work.now.toString()}::timestamptz where network_id = ${network} and product_id = ${productId}
    )
    select count(*)::integer as known from wanted`.execute(work.db)
  return counted?.known ?? 0
}
