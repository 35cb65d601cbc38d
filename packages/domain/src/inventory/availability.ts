import { sql, type RawBuilder } from "kysely"
import { addQuantity, compareQuantities, quantity, subtractQuantity, type Quantity } from "@entrepot/kernel"

/**
 * What can be said about a product's supply, in base units, as it comes out of one row's jsonb. `stock` has a row per open
 * warehouse that ever held it; `expected` what is still to arrive, by day; `waiting` what others were promised and still wait
 * for, asked for only where something is expected or nothing is left.
 */
export type Availability = {
  readonly stock: readonly { readonly warehouseId: string; readonly onHand: string; readonly reserved: string }[]
  readonly expected: readonly { readonly on: string; readonly quantity: string; readonly warehouseId: string }[]
  readonly waiting: string
}

/**
 * A product's availability as jsonb, for any query that has the product in a table or common table expression called `alias`
 * (columns network_id and product_id). Three index look-ups a product; the list of open warehouses is read once a statement.
 * `sql\`select p.sku, ${availabilityOf("p")} as availability from catalog.product p …\``
 */
export function availabilityOf(alias: string): RawBuilder<Availability> {
  const product = { network: sql.ref(`${alias}.network_id`), id: sql.ref(`${alias}.product_id`) }
  const open = sql`array(select w.warehouse_id from inventory.warehouse w where w.network_id = ctx.network_id() and w.active)`
  return sql<Availability>`(
    select jsonb_build_object('stock', held.stock, 'expected', coming.expected,
             'waiting', case when held.unreserved > 0 and coming.expected = '[]' then '0' else trim_scale(inventory.waiting_for(${product.id}))::text end)
      from (select coalesce(jsonb_agg(jsonb_build_object('warehouseId', b.warehouse_id, 'onHand', trim_scale(b.on_hand)::text, 'reserved', trim_scale(b.reserved)::text)), '[]') as stock,
                   coalesce(sum(b.on_hand - b.reserved), 0) as unreserved
              from inventory.balance b
             where b.network_id = ${product.network} and b.product_id = ${product.id} and b.warehouse_id = any(${open})) held,
           (select coalesce(jsonb_agg(jsonb_build_object('on', e.expected_on, 'quantity', trim_scale(e.quantity - e.received)::text, 'warehouseId', e.warehouse_id) order by e.expected_on), '[]') as expected
              from inventory.expected_receipt e
             where e.network_id = ${product.network} and e.product_id = ${product.id} and e.received_at is null and e.cancelled_at is null
               and e.quantity > e.received and e.warehouse_id = any(${open})) coming)`
}

const ZERO = quantity("0")

/** Hard-available: what is on the shelf and promised to nobody. This, and only this, can be reserved now. */
export function hardAvailable({ stock }: Pick<Availability, "stock">): Quantity {
  return stock.reduce((total, { onHand, reserved }) => addQuantity(total, subtractQuantity(quantity(onHand), quantity(reserved))), ZERO)
}

/**
 * Planning-available: what is unreserved, and what arrives by that day, less what others wait for. Without a day, everything
 * that is announced counts. Below zero, more is waited for than is in sight.
 */
export function planningAvailable(availability: Availability, by?: string): Quantity {
  const arriving = availability.expected.filter(({ on }) => by === undefined || on <= by)
  const supply = arriving.reduce((total, { quantity: more }) => addQuantity(total, quantity(more)), hardAvailable(availability))
  return subtractQuantity(supply, quantity(availability.waiting))
}

/** Whether that much could be reserved now. */
export function isAvailable(availability: Availability, wanted: Quantity): boolean {
  return compareQuantities(hardAvailable(availability), wanted) >= 0
}
