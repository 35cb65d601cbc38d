import { sql, type RawBuilder } from "kysely"
import { json, scoped, type Work } from "@entrepot/db"
import { quantity, type Quantity } from "@entrepot/kernel"
import type { ApprovalState } from "./order.ts"
import { orderNotFound } from "./order.db.ts"
import { writeFacts, type OrderFact } from "./save-order.db.ts"
import type { OrderStatus } from "./contract.ts"

/**
 * An order as fulfilment's doors need it: no prices, because the distributor's staff, who come through here, may not read what
 * a partner charges; the database would refuse.
 */
export type ShippingOrder = {
  readonly tenantId: number; readonly accountId: string; readonly orderId: string; readonly number: string; readonly status: OrderStatus
  readonly approval: ApprovalState; readonly hold: string | null; readonly submittedAt: string | null; readonly closedAt: string | null
  readonly lines: readonly ShippingLine[]
}
export type ShippingLine = {
  readonly lineId: string; readonly sku: string; readonly productId: string; readonly quantity: Quantity; readonly factor: Quantity; readonly shippedBase: Quantity; readonly cancelledBase: Quantity
  readonly pickedAt: string | null; readonly cancelledAt: string | null
}

/** Locks the order's row, then reads it; one round trip. A network's work finds the order of any of its tenants. */
export async function lockForShipping(work: Work, orderId: string): Promise<ShippingOrder> {
  const [, { rows }] = await Promise.all([
    scoped(work, "ordering.order").select("order_id").where("order_id", "=", orderId).forNoKeyUpdate().execute(),
    sql<ShippingOrder>`
      select o.tenant_id as "tenantId", o.account_id as "accountId", o.order_id as "orderId", o.number, o.status, o.approval, o.hold_code as hold, o.submitted_at as "submittedAt", o.closed_at as "closedAt",
             (select coalesce(json_agg(json_build_object('lineId', l.line_id, 'sku', l.sku, 'productId', l.product_id, 'quantity', l.quantity::text, 'factor', l.unit_factor::text, 'shippedBase', l.shipped_base::text,
                'cancelledBase', l.cancelled_base::text, 'pickedAt', l.picked_at, 'cancelledAt', l.cancelled_at) order by l.position), '[]')
                from ordering.order_line l where (l.network_id, l.tenant_id, l.account_id, l.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)) as lines
        from ordering.order o
       where o.network_id = ${work.scope.networkId} and o.order_id = ${orderId} and o.status <> 'draft' ${work.scope.tenantId === undefined ? sql`` : sql`and o.tenant_id = ${work.scope.tenantId}`}`.execute(work.db),
  ])
  const order = rows[0]
  if (!order) throw orderNotFound()
  return { ...order, lines: order.lines.map((line) => ({ ...line, quantity: quantity(line.quantity), factor: quantity(line.factor), shippedBase: quantity(line.shippedBase), cancelledBase: quantity(line.cancelledBase) })) }
}

export type ShippingChange = { readonly lines: readonly ShippingLine[]; readonly status: OrderStatus; readonly fact: OrderFact; readonly backordered?: boolean; readonly also?: RawBuilder<unknown> }

/** Writes what shipped and what is picked, the status and the fact, in one statement. */
export async function saveShipping(work: Work, order: ShippingOrder, { lines, status, fact, backordered, also }: ShippingChange): Promise<void> {
  const key = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and (${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)}, ${sql.ref(`${alias}.order_id`)}) = (${order.tenantId}::int, ${order.accountId}::uuid, ${order.orderId}::uuid)`
  const rows = lines.map((line) => ({ line_id: line.lineId, shipped_base: line.shippedBase, picked_at: line.pickedAt }))
  await sql`
    with head as (
      update ordering.order o set status = ${status}, version = o.version + 1, updated_at = ${work.now.toString()} ${backordered === undefined ? sql`` : sql`, backordered = ${backordered}`} where ${key("o")}
    ), written as (
      update ordering.order_line l set shipped_base = g.shipped_base, picked_at = g.picked_at
        from jsonb_to_recordset(${json(rows)}::jsonb) g (line_id uuid, shipped_base numeric, picked_at timestamptz) where ${key("l")} and l.line_id = g.line_id
    ) ${also ? sql`, also as (${also})` : sql``}
    ${writeFacts(work, order, [fact])}`.execute(work.db)
}
