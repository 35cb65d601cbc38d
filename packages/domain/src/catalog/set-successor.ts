import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { applyProducts } from "./apply-products.ts"
import { SetSuccessor } from "./contract.ts"
import { refuseStale } from "./last-change.db.ts"
import { lockProduct } from "./product.db.ts"
import type { Product } from "./product.ts"

/**
 * Says which product follows this one, or that none does. Old numbers lead along the chain to what can be bought, so a
 * chain that came back to its beginning is refused: `catalog.successor_makes_a_cycle`, with the numbers on the way.
 */
export async function setSuccessor(work: Work, input: SetSuccessor): Promise<Product> {
  authorize(work, "network.product.manage")
  const { productId, version, successorId } = SetSuccessor.parse(input)
  await oneChainAtATime(work)
  const before = await lockProduct(work, productId)
  await refuseStale(work, before, version)
  if (before.successorId === successorId) return before
  if (successorId !== null) await refuseCycle(work, productId, successorId)
  const after = { ...before, successorId }
  await applyProducts(work, [{ before, after }], new Map())
  return { ...after, version: before.version + 1 }
}

/** Two links that are set at once could close a circle that neither of them sees. */
async function oneChainAtATime(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('catalog.successor'), ${work.scope.networkId}::integer)`.execute(work.db)
}

async function refuseCycle(work: Work, productId: string, successorId: string): Promise<void> {
  const network = work.scope.networkId
  const { rows } = await sql<{ id: string; sku: string }>`
    with recursive chain as (
      select p.product_id, p.sku, p.successor_id from catalog.product p where p.network_id = ${network} and p.product_id = ${successorId}
      union
      select p.product_id, p.sku, p.successor_id from chain c join catalog.product p on p.network_id = ${network} and p.product_id = c.successor_id
    )
    select product_id as id, sku from chain`.execute(work.db)
  if (rows.length === 0) throw new Refusal("catalog.product_not_found", "not_found", { productId: successorId })
  if (rows.some(({ id }) => id === productId)) throw new Refusal("catalog.successor_makes_a_cycle", "rule", { chain: rows.map(({ sku }) => sku).join(" → ") })
}
