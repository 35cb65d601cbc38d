import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { quantity, quantityVerdict, type Quantity } from "@entrepot/kernel"
import { entitledProduct } from "../catalog/index.ts"
import { actingAccount, authorize } from "../tenancy/index.ts"
import { addLines } from "./cart-lines.ts"
import type { OrderLine } from "./order.ts"
import { getOrder, orderNotFound } from "./order.db.ts"
import { statusOf } from "./status.ts"

/**
 * added: as it was. changed: another quantity, because the old one breaks today's rule. replaced: its successor went in.
 * skipped: it can no longer be ordered here, and why.
 */
export type ReorderedLine = {
  readonly sku: string; readonly name: string; readonly verdict: "added" | "changed" | "replaced" | "skipped"
  readonly why: "below_minimum" | "above_maximum" | "off_step" | "superseded" | "not_entitled" | "not_sold" | "unit_not_sold" | "not_found" | "ship_to_missing" | null
  readonly quantity: Quantity | null; readonly unit: string; readonly replacedBy: string | null
}
export type Reordered = { readonly orderId: string; readonly lines: readonly ReorderedLine[] }

type Unit = { readonly unit: string; readonly minimum: string; readonly step: string; readonly sellable: boolean }
type Product = { readonly productId: string; readonly sku: string; readonly status: string; readonly successorId: string | null; readonly entitled: boolean; readonly baseUnit: string; readonly units: readonly Unit[] }

/**
 * Puts what was ordered before into the actor's cart, and answers for every line what became of it. Nothing changes in silence:
 * a rounded quantity, a successor and a line that is no longer sold all say so. Four statements, however long the order.
 */
export async function reorder(work: Work, { orderId }: { readonly orderId: string }): Promise<Reordered> {
  authorize(work, "order.place")
  const order = await getOrder(work, orderId)
  if (statusOf(order) === "draft" || order.accountId !== actingAccount(work)) throw orderNotFound()
  const products = await productsOf(work, order.lines.map((line) => line.productId))
  const wanted = order.lines.map((line) => ({ line, ...verdictFor(line, products) }))
  const going = wanted.filter((one) => one.productId !== null)
  if (going.length === 0) return { orderId, lines: wanted.map(({ answer }) => answer) }
  const current = new Set(order.shipTos.filter((one) => !one.archived).map((one) => one.addressId))
  const pages = Array.from({ length: Math.ceil(going.length / 500) }, (_, page) => going.slice(page * 500, (page + 1) * 500))
  for (const page of pages) {
    const own = (shipToId: string | null) => (shipToId !== null && shipToId !== order.shipToId && current.has(shipToId) ? shipToId : null)
    await addLines(work, { lines: page.map(({ line, productId, answer }) => ({ productId: productId as string, unit: answer.unit, quantity: answer.quantity as string, shipToId: own(line.shipToId), requestedOn: null })) })
  }
  return { orderId, lines: wanted.map(({ answer }) => answer) }
}

/** What may be sold today of a line that was sold before. Pure. */
function verdictFor(line: Pick<OrderLine, "productId" | "sku" | "name" | "unit" | "quantity">, products: ReadonlyMap<string, Product>): { readonly productId: string | null; readonly answer: ReorderedLine } {
  const skip = (why: ReorderedLine["why"]) => ({ productId: null, answer: { sku: line.sku, name: line.name, verdict: "skipped" as const, why, quantity: null, unit: line.unit, replacedBy: null } })
  const found = products.get(line.productId)
  if (!found) return skip("not_found")
  const product = currentOf(found, products)
  if (product.status !== "active" && product.status !== "run_out") return skip("not_sold")
  if (!product.entitled) return skip("not_entitled")
  const unit = product.units.find((one) => one.unit === line.unit && one.sellable)
  if (!unit) return skip("unit_not_sold")
  const verdict = quantityVerdict(line.quantity, { minimum: quantity(unit.minimum), step: quantity(unit.step) })
  const wanted = verdict.ok ? line.quantity : (verdict.roundUp ?? verdict.roundDown ?? line.quantity)
  const replaced = product.productId !== line.productId
  return {
    productId: product.productId,
    answer: {
      sku: line.sku, name: line.name, unit: unit.unit, quantity: wanted, replacedBy: replaced ? product.sku : null,
      verdict: replaced ? "replaced" : verdict.ok ? "added" : "changed", why: verdict.ok ? (replaced ? "superseded" : null) : verdict.reason,
    },
  }
}

/** Follows successors of what is no longer sold. A circle, which the catalogue refuses, would end after as many steps as there are products. */
function currentOf(product: Product, products: ReadonlyMap<string, Product>): Product {
  let current = product
  for (let step = 0; step < products.size && current.status === "discontinued" && current.successorId; step += 1) current = products.get(current.successorId) ?? current
  return current
}

/** Products with their successors, however long the chain, in one statement. */
async function productsOf(work: Work, productIds: readonly string[]): Promise<ReadonlyMap<string, Product>> {
  const { networkId, tenantId } = work.scope
  const group = sql<string>`(select a.account_group from tenancy.account a where a.network_id = ${networkId} and a.tenant_id = ${tenantId} and a.account_id = ${actingAccount(work)})`
  const { rows } = await sql<Product>`
    with recursive chain as (
      select p.product_id, p.successor_id, p.status from catalog.product p where p.network_id = ${networkId} and p.product_id = any (${[...new Set(productIds)]}::uuid[])
      union
      select s.product_id, s.successor_id, s.status from chain c join catalog.product s on s.network_id = ${networkId} and s.product_id = c.successor_id where c.status = 'discontinued'
    )
    select p.product_id as "productId", p.sku, p.status, p.successor_id as "successorId", p.base_unit as "baseUnit", ${entitledProduct("p", { accountGroup: group, scope: { networkId: networkId!, tenantId: tenantId! } })} as entitled,
           (select coalesce(json_agg(json_build_object('unit', u.unit, 'minimum', trim_scale(u.minimum)::text, 'step', trim_scale(u.step)::text, 'sellable', u.sellable)), '[]') from catalog.product_unit u where u.network_id = p.network_id and u.product_id = p.product_id) as units
      from chain c join catalog.product p on p.network_id = ${networkId} and p.product_id = c.product_id`.execute(work.db)
  return new Map(rows.map((row) => [row.productId, row]))
}
