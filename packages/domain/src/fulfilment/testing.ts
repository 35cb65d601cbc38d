import { onAdmin } from "@entrepot/db/testing"
import { newId, quantity } from "@entrepot/kernel"
import { reserve } from "../inventory/index.ts"
import { NETWORK_ID, TENANTS, ACCOUNTS, PRODUCTS, type AccountName, type ProductName, type World } from "../testing/index.ts"

type PlacedLine = { readonly lineId: string; readonly product: ProductName; readonly quantity: string }
export type PlacedOrder = { readonly orderId: string; readonly number: string; readonly tenantId: number; readonly accountId: string; readonly lines: readonly PlacedLine[] }

let placed = 0

/**
 * A confirmed order of Praxis Dr. Lindner (or another account) with its stock reserved, and what is short of it queued, as ordering
 * leaves it. Quantities in base units.
 */
export async function placeOrder(world: World, wanted: readonly (readonly [ProductName, string])[], options: { readonly account?: AccountName; readonly shipComplete?: boolean; readonly promiseOn?: string } = {}): Promise<PlacedOrder> {
  const account = options.account ?? "lindner"
  const { tenantId } = TENANTS[ACCOUNTS[account].tenant]
  const [orderId, number, accountId, at] = [newId(), `ZW-${1_000 + ++placed}`, world.accountId[account], "2026-11-20T10:00:00Z"]
  const person = account === "summit" ? "lily" : "tim"
  const lines = wanted.map(([product, amount]) => ({ lineId: newId(), product, quantity: amount }))
  const scope = `${NETWORK_ID}, ${tenantId}, '${accountId}', '${orderId}'`
  const promise = options.promiseOn ? `'${options.promiseOn}'` : "null"
  await onAdmin(world.database.adminUrl,
    `insert into ordering.order (network_id, tenant_id, account_id, order_id, number, status, user_id, currency, ship_to_id, ship_complete, created_at, submitted_at, confirmed_at, updated_at)
     values (${scope}, '${number}', 'confirmed', '${world.userId[person]}', 'EUR', '${world.addressId[account]}', ${options.shipComplete ?? false}, '${at}', '${at}', '${at}', '${at}')`,
    ...lines.map((line, i) => `insert into ordering.order_line (network_id, tenant_id, account_id, order_id, line_id, position, product_id, sku, name, category_path, unit, unit_factor, quantity, unit_price, net_minor, promise_on)
     values (${scope}, '${line.lineId}', ${i + 1}, '${world.productId[line.product]}', '${PRODUCTS[line.product].sku}', '${PRODUCTS[line.product].name}', 'x.', 'each', 1, ${line.quantity}, 1, ${Math.round(Number(line.quantity) * 100)}, ${promise})`))
  const destination = { country: TENANTS[ACCOUNTS[account].tenant].country, latitude: ACCOUNTS[account].latitude, longitude: ACCOUNTS[account].longitude }
  const results = await world.worker(ACCOUNTS[account].tenant, (work) => reserve(work, {
    orderId, tenantId, accountId, shipComplete: options.shipComplete ?? false, lines: lines.map((line) => ({ orderLineId: line.lineId, productId: world.productId[line.product], baseQuantity: quantity(line.quantity), destination })),
  }))
  const short = results.filter((line) => line.short !== "0")
  await onAdmin(world.database.adminUrl, "select 1", ...short.map((line) => `insert into ordering.backorder (network_id, tenant_id, account_id, order_id, line_id, product_id, base_quantity, queued_at)
    values (${scope}, '${line.orderLineId}', '${world.productId[lines.find(({ lineId }) => lineId === line.orderLineId)!.product]}', ${line.short}, '${at}')`), ...(short.length > 0 ? [`update ordering.order set backordered = true where order_id = '${orderId}'`] : []))
  return { orderId, number, tenantId, accountId, lines }
}
