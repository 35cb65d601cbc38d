import { sql } from "kysely"
import { json, type Work } from "@entrepot/db"
import { newId, type Quantity } from "@entrepot/kernel"
import { allocate, type DemandLine, type LineAllocation, type SourceWarehouse, type SourcingRule, type StockLevel, type Supply } from "./allocate.ts"
import { networkOf } from "./scope.ts"

export type ReserveAsk = {
  readonly orderId: string
  readonly tenantId: number
  readonly accountId: string
  /** The whole order or nothing: when one line is short, no line is reserved. */
  readonly shipComplete: boolean
  /** In base units. Lines of the same product share what there is, in the order in which they are given. */
  readonly lines: readonly DemandLine[]
}

export type ReserveResult = Omit<LineAllocation, "allocations"> & {
  readonly allocations: readonly { readonly reservationId: string; readonly warehouseId: string; readonly quantity: Quantity }[]
}

/**
 * Promises stock to the lines of an order, by the network's sourcing rules. What there is not comes back as `short`; that is an
 * answer, not a refusal. Two statements: the first locks the products' balances in the order of their key and brings rules and
 * warehouses along, the second writes the promises and the reserved sums together. So nobody is promised what another was, and
 * two orders never wait for each other in a circle. Every balance is locked, the empty ones too: a receipt that arrives
 * meanwhile is either seen here, or announced after this order's shortfall is known.
 */
export async function reserve(work: Work, ask: ReserveAsk): Promise<ReserveResult[]> {
  if (ask.lines.length === 0) return []
  const { supply, rules } = await lockSupply(work, ask.lines.map(({ productId }) => productId))
  const allocated = allocate(ask.lines, supply, rules, ask.shipComplete)
  const results = allocated.map((line) => ({ ...line, allocations: line.allocations.map((part) => ({ reservationId: newId(), ...part })) }))
  await saveReservations(work, ask, results)
  return results
}

type SupplyRow = { stock: StockLevel[]; warehouses: SourceWarehouse[]; rules: SourcingRule[] }

/** Locks every balance of these products until the end of the transaction, in the order of (product, warehouse). */
export async function lockSupply(work: Work, productIds: readonly string[]): Promise<{ supply: Supply; rules: readonly SourcingRule[] }> {
  const networkId = networkOf(work)
  const { rows } = await sql<SupplyRow>`
    with locked as materialized (
      select product_id, warehouse_id, trim_scale(on_hand - reserved)::text as available
        from inventory.balance
       where network_id = ${networkId} and product_id = any(${[...new Set(productIds)]}::uuid[])
       order by product_id, warehouse_id
         for no key update)
    select (select coalesce(json_agg(json_build_object('productId', product_id, 'warehouseId', warehouse_id, 'available', available)), '[]') from locked) as stock,
           ${warehousesJson(networkId)} as warehouses, ${rulesJson(networkId)} as rules`.execute(work.db)
  const { stock, warehouses, rules } = rows[0]!
  return { supply: { stock, warehouses }, rules }
}

/** The warehouses that may be promised from, as one json value. */
export function warehousesJson(networkId: number) {
  return sql<SourceWarehouse[]>`(select coalesce(json_agg(json_build_object('warehouseId', w.warehouse_id, 'code', w.code, 'country', w.country, 'latitude', w.latitude, 'longitude', w.longitude)), '[]')
    from inventory.warehouse w where w.network_id = ${networkId} and w.active)`
}

/** The rules that are in force, first to last, as one json value. */
export function rulesJson(networkId: number) {
  return sql<SourcingRule[]>`(select coalesce(json_agg(json_build_object('ruleId', r.rule_id, 'name', r.name, 'shipToCountry', r.ship_to_country, 'strategy', r.strategy, 'warehouseIds', r.warehouse_ids) order by r.position), '[]')
    from inventory.sourcing_rule r where r.network_id = ${networkId} and r.active)`
}

type Promised = Pick<ReserveAsk, "orderId" | "tenantId" | "accountId"> & { readonly lines: readonly { readonly orderLineId: string; readonly productId: string }[] }

/** Writes the promises and raises the reserved sums in one statement. The balances are locked already. */
export async function saveReservations(work: Work, { orderId, tenantId, accountId, lines }: Promised, results: readonly ReserveResult[]): Promise<void> {
  const productOf = new Map(lines.map(({ orderLineId, productId }) => [orderLineId, productId]))
  const granted = results.flatMap(({ orderLineId, allocations }) => allocations.map((part) => ({
    reservation_id: part.reservationId, order_line_id: orderLineId, product_id: productOf.get(orderLineId), warehouse_id: part.warehouseId, quantity: part.quantity,
  })))
  if (granted.length === 0) return
  const networkId = networkOf(work)
  await sql`
    with granted as (
      select * from jsonb_to_recordset(${json(granted)}::jsonb) as g(reservation_id uuid, order_line_id uuid, product_id uuid, warehouse_id uuid, quantity numeric)),
    promised as (
      insert into inventory.reservation (network_id, tenant_id, account_id, reservation_id, order_id, order_line_id, product_id, warehouse_id, quantity, reserved_quantity, created_at)
      select ${networkId}, ${tenantId}, ${accountId}, reservation_id, ${orderId}, order_line_id, product_id, warehouse_id, quantity, quantity, ${work.now.toString()} from granted)
    update inventory.balance b set reserved = b.reserved + g.quantity
      from (select product_id, warehouse_id, sum(quantity) as quantity from granted group by product_id, warehouse_id) g
     where b.network_id = ${networkId} and b.product_id = g.product_id and b.warehouse_id = g.warehouse_id`.execute(work.db)
}
