import { sql } from "kysely"
import { json, type Work } from "@entrepot/db"
import { businessDate, newId, quantity, subtractQuantity } from "@entrepot/kernel"
import { takeNumbers } from "../ordering/index.ts"
import { decidePlan, type Plan, type PlannedPart, type PlannedShipment } from "./plan.ts"
import { isOpenOrder } from "./shipment.ts"
import { lockOrderRow } from "./shipment.db.ts"

/**
 * Plans the shipments of an order from what is promised to it: one per warehouse and ship-to. Safe to run again and at the same
 * time: the order is locked, and a second run finds nothing to do. An order that is not open has nothing planned.
 */
export async function planShipments(work: Work, { orderId }: { readonly orderId: string }): Promise<Plan> {
  const [order, state] = await Promise.all([lockOrderRow(work, orderId), stateOf(work, orderId)])
  if (!order) return { cancel: [], join: [], create: [] }
  const plan = decidePlan(isOpenOrder(order) ? state.parts : [], state.planned)
  await cancelShipments(work, orderId, plan.cancel)
  await saveShipments(work, { orderId, accountId: order.accountId }, plan, state)
  return plan
}

type State = { readonly parts: readonly PlannedPart[]; readonly planned: readonly PlannedShipment[]; readonly zones: Readonly<Record<string, string>> }

/** Sent behind the lock, so it sees what the lock waited for. */
async function stateOf(work: Work, orderId: string): Promise<State> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ parts: (PlannedPart & { inHands: string })[] | null; planned: PlannedShipment[] | null; zones: Record<string, string> | null }>`
    select
      (select json_agg(json_build_object('reservationId', r.reservation_id, 'orderLineId', r.order_line_id, 'productId', r.product_id, 'warehouseId', r.warehouse_id,
                'shipToId', coalesce(l.ship_to_id, o.ship_to_id), 'promiseOn', l.promise_on, 'quantity', r.quantity::text,
                'inHands', (select coalesce(sum(sl.picked_base), 0)::text from fulfilment.shipment_line sl
                   join fulfilment.shipment s on (s.network_id, s.tenant_id, s.account_id, s.shipment_id) = (sl.network_id, sl.tenant_id, sl.account_id, sl.shipment_id)
                  where sl.network_id = r.network_id and sl.tenant_id = r.tenant_id and sl.reservation_id = r.reservation_id and s.status in ('picked', 'packed'))) order by l.position, r.reservation_id)
         from inventory.reservation r
         join ordering.order o on (o.network_id, o.tenant_id, o.account_id, o.order_id) = (r.network_id, r.tenant_id, r.account_id, r.order_id)
         join ordering.order_line l on (l.network_id, l.tenant_id, l.account_id, l.order_id, l.line_id) = (r.network_id, r.tenant_id, r.account_id, r.order_id, r.order_line_id)
        where r.network_id = ${networkId} and r.tenant_id = ${tenantId} and r.order_id = ${orderId} and r.settled_at is null) as parts,
      (select json_agg(json_build_object('shipmentId', s.shipment_id, 'warehouseId', s.warehouse_id, 'shipToId', s.ship_to_id,
                'lines', (select coalesce(json_agg(json_build_object('reservationId', sl.reservation_id, 'quantity', sl.base_quantity::text)), '[]') from fulfilment.shipment_line sl
                           where (sl.network_id, sl.tenant_id, sl.account_id, sl.shipment_id) = (s.network_id, s.tenant_id, s.account_id, s.shipment_id))))
         from fulfilment.shipment s where s.network_id = ${networkId} and s.tenant_id = ${tenantId} and s.order_id = ${orderId} and s.status = 'planned') as planned,
      (select json_object_agg(w.warehouse_id, w.zone) from inventory.warehouse w where w.network_id = ${networkId}) as zones`.execute(work.db)
  const { parts, planned, zones } = rows[0]!
  return {
    zones: zones ?? {},
    parts: (parts ?? []).map(({ inHands, ...part }) => ({ ...part, quantity: subtractQuantity(quantity(part.quantity), quantity(inHands)) })).filter((part) => part.quantity !== "0"),
    planned: (planned ?? []).map((shipment) => ({ ...shipment, lines: shipment.lines.map((line) => ({ ...line, quantity: quantity(line.quantity) })) })),
  }
}

async function cancelShipments(work: Work, orderId: string, shipmentIds: readonly string[]): Promise<void> {
  if (shipmentIds.length === 0) return
  await sql`
    update fulfilment.shipment set status = 'cancelled', cancelled_at = ${work.now.toString()}, version = version + 1
     where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and order_id = ${orderId} and shipment_id = any(${[...shipmentIds]}::uuid[]) and status = 'planned'`.execute(work.db)
}

/** Numbers come from the tenant's own series. The address is kept as it is on the day of planning. */
async function saveShipments(work: Work, { orderId, accountId }: { orderId: string; accountId: string }, { create, join }: Plan, { zones }: State): Promise<void> {
  if (create.length + join.length === 0) return
  const { networkId, tenantId } = work.scope
  const today = (warehouseId: string) => businessDate(work.now, zones[warehouseId] ?? "UTC").toString()
  const numbers = create.length > 0 ? await takeNumbers(work, { kind: "shipment", count: create.length }) : []
  const shipments = create.map(({ warehouseId, shipToId, parts }, i) => ({
    shipment_id: newId(), number: numbers[i], warehouse_id: warehouseId, ship_to_id: shipToId, parts,
    due_on: parts.flatMap(({ promiseOn }) => (promiseOn ? [promiseOn] : [])).toSorted()[0] ?? today(warehouseId),
  }))
  const lines = [...shipments.map(({ shipment_id, parts }) => ({ shipment_id, parts })), ...join.map(({ shipmentId, parts }) => ({ shipment_id: shipmentId, parts }))]
    .flatMap(({ shipment_id, parts }) => parts.map((part) => ({ shipment_id, line_id: newId(), order_line_id: part.orderLineId, product_id: part.productId, reservation_id: part.reservationId, quantity: part.quantity })))
  await Promise.all([
    sql`insert into fulfilment.shipment (network_id, tenant_id, account_id, shipment_id, number, order_id, warehouse_id, status, ship_to_id, ship_to, due_on, planned_at)
      select ${networkId}, ${tenantId}, ${accountId}, x.shipment_id, x.number, ${orderId}, x.warehouse_id, 'planned', x.ship_to_id,
             jsonb_build_object('label', a.label, 'recipient', a.recipient, 'line1', a.line1, 'line2', a.line2, 'city', a.city, 'region', a.region, 'postalCode', a.postal_code, 'country', a.country),
             x.due_on, ${work.now.toString()}
        from jsonb_to_recordset(${json(shipments)}::jsonb) as x(shipment_id uuid, number text, warehouse_id uuid, ship_to_id uuid, due_on date)
        join tenancy.address a on a.network_id = ${networkId} and a.tenant_id = ${tenantId} and a.account_id = ${accountId} and a.address_id = x.ship_to_id`.execute(work.db),
    sql`insert into fulfilment.shipment_line (network_id, tenant_id, account_id, shipment_id, shipment_line_id, order_id, order_line_id, product_id, reservation_id, base_quantity)
      select ${networkId}, ${tenantId}, ${accountId}, x.shipment_id, x.line_id, ${orderId}, x.order_line_id, x.product_id, x.reservation_id, x.quantity
        from jsonb_to_recordset(${json(lines)}::jsonb) as x(shipment_id uuid, line_id uuid, order_line_id uuid, product_id uuid, reservation_id uuid, quantity numeric)`.execute(work.db),
    joinVersions(work, accountId, join),
  ])
}

/** A planned shipment that gained lines is another version: whoever holds its picking list is told. */
async function joinVersions(work: Work, accountId: string, join: Plan["join"]): Promise<void> {
  if (join.length === 0) return
  const due = json(join.map(({ shipmentId, parts }) => ({ shipment_id: shipmentId, due_on: parts.flatMap(({ promiseOn }) => (promiseOn ? [promiseOn] : [])).toSorted()[0] ?? null })))
  await sql`
    update fulfilment.shipment s set version = s.version + 1, due_on = least(s.due_on, x.due_on)
      from jsonb_to_recordset(${due}::jsonb) as x(shipment_id uuid, due_on date)
     where s.network_id = ${work.scope.networkId} and s.tenant_id = ${work.scope.tenantId} and s.account_id = ${accountId} and s.shipment_id = x.shipment_id`.execute(work.db)
}
