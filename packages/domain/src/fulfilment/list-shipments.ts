import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { fromBase, quantity, Refusal, pageOf, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { ListShipments, PickingList, ShipmentStatus, ShortReason } from "./contract.ts"
import { actionsOf } from "./shipment.ts"

export type ShipToText = { readonly label: string; readonly recipient: string; readonly line1: string; readonly line2: string; readonly city: string; readonly region: string; readonly postalCode: string; readonly country: string }

export type ShipmentRow = {
  readonly shipmentId: string
  readonly number: string
  readonly tenantId: number
  readonly tenantName: string
  readonly accountId: string
  readonly accountName: string
  readonly orderId: string
  readonly orderNumber: string
  readonly orderStatus: string
  readonly warehouseId: string
  readonly warehouseCode: string
  readonly status: ShipmentStatus
  readonly version: number
  readonly shipTo: ShipToText
  readonly dueOn: string
  readonly carrier: string
  readonly trackingNumber: string
  readonly lines: number
  readonly plannedAt: string
  readonly shippedAt: string | null
}

const COLUMNS = sql`
  s.shipment_id as "shipmentId", s.number, s.tenant_id as "tenantId", t.name as "tenantName", s.account_id as "accountId", a.name as "accountName", s.order_id as "orderId", o.number as "orderNumber",
  o.status as "orderStatus", s.warehouse_id as "warehouseId", w.code as "warehouseCode", s.status, s.version, s.ship_to as "shipTo", s.due_on as "dueOn", s.carrier, s.tracking_number as "trackingNumber",
  (select count(*)::int from fulfilment.shipment_line l where (l.network_id, l.tenant_id, l.account_id, l.shipment_id) = (s.network_id, s.tenant_id, s.account_id, s.shipment_id)) as lines,
  s.planned_at as "plannedAt", s.picked_at as "pickedAt", s.packed_at as "packedAt", s.shipped_at as "shippedAt", s.delivered_at as "deliveredAt", s.cancelled_at as "cancelledAt"`
const JOINS = sql`
  join tenancy.tenant t on (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id)
  join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (s.network_id, s.tenant_id, s.account_id)
  join ordering.order o on (o.network_id, o.tenant_id, o.account_id, o.order_id) = (s.network_id, s.tenant_id, s.account_id, s.order_id)
  join inventory.warehouse w on (w.network_id, w.warehouse_id) = (s.network_id, s.warehouse_id)`

type Instants = "plannedAt" | "pickedAt" | "packedAt" | "shippedAt" | "deliveredAt" | "cancelledAt"
type Raw = Omit<ShipmentRow, Instants> & Readonly<Record<Instants, Date | null>>

const iso = (instant: Date | null) => instant?.toISOString() ?? null

function rowOf({ pickedAt: _p, packedAt: _k, deliveredAt: _d, cancelledAt: _c, plannedAt, shippedAt, ...row }: Raw): ShipmentRow {
  return { ...row, plannedAt: iso(plannedAt) ?? "", shippedAt: iso(shippedAt) }
}

export type ShipmentPage = { readonly shipments: readonly ShipmentRow[]; readonly next: { readonly plannedAt: string; readonly shipmentId: string } | null }

/** The network's shipments of every tenant, the latest planned first. One statement. */
export async function listShipments(work: Work, { status, warehouseId, tenantId, orderId, search, after, limit }: ListShipments): Promise<ShipmentPage> {
  authorize(work, "network.order.view")
  const when = (given: unknown, condition: RawBuilder<unknown>) => (given === undefined || given === "" ? sql`` : sql`and ${condition}`)
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from fulfilment.shipment s ${JOINS}
     where s.network_id = ${work.scope.networkId} ${when(status[0], sql`s.status = any(${status})`)} ${when(warehouseId, sql`s.warehouse_id = ${warehouseId}`)}
       ${when(tenantId, sql`s.tenant_id = ${tenantId}`)} ${when(orderId, sql`s.order_id = ${orderId}`)} ${when(search, foundBy(work, search.toUpperCase()))}
       ${when(after, sql`(s.planned_at, s.shipment_id) < (${after?.plannedAt}::timestamptz, ${after?.shipmentId}::uuid)`)}
     order by s.planned_at desc, s.shipment_id desc limit ${limit + 1}`.execute(work.db)
  const { page: shipments, last } = pageOf(rows.map(rowOf), limit)
  return { shipments, next: last ? { plannedAt: last.plannedAt, shipmentId: last.shipmentId } : null }
}

/** By the beginning of its own number, or of its order's: each through its index. */
function foundBy(work: Work, prefix: string): RawBuilder<unknown> {
  return sql`s.shipment_id in (
    select n.shipment_id from fulfilment.shipment n where n.network_id = ${work.scope.networkId} and n.number ^@ ${prefix}
    union all
    select n.shipment_id from ordering.order o join fulfilment.shipment n on (n.network_id, n.tenant_id, n.account_id, n.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)
     where o.network_id = ${work.scope.networkId} and o.number ^@ ${prefix})`
}

export type PickingPage = { readonly shipments: readonly ShipmentRow[]; readonly next: { readonly dueOn: string; readonly shipmentId: string } | null }

/** What a warehouse has to pick, what is due first on top. One statement. */
export async function pickingList(work: Work, { warehouseId, after, limit }: PickingList): Promise<PickingPage> {
  authorize(work, "network.order.view")
  const { rows } = await sql<Raw>`
    select ${COLUMNS} from fulfilment.shipment s ${JOINS}
     where s.network_id = ${work.scope.networkId} and s.warehouse_id = ${warehouseId} and s.status = 'planned'
       ${after ? sql`and (s.due_on, s.shipment_id) > (${after.dueOn}::date, ${after.shipmentId}::uuid)` : sql``}
     order by s.due_on, s.shipment_id limit ${limit + 1}`.execute(work.db)
  const { page: shipments, last } = pageOf(rows.map(rowOf), limit)
  return { shipments, next: last ? { dueOn: last.dueOn, shipmentId: last.shipmentId } : null }
}

export type ShipmentLineRow = {
  readonly shipmentLineId: string
  readonly orderLineId: string
  readonly productId: string
  readonly sku: string
  readonly name: string
  readonly baseUnit: string
  /** Base units. */
  readonly baseQuantity: Quantity
  readonly picked: Quantity | null
  readonly shipped: Quantity | null
  readonly shortReason: ShortReason | null
  /** As it was ordered: how many of that unit `baseQuantity` is. */
  readonly unit: string
  readonly quantity: Quantity
}
export type ShipmentDetail = Omit<ShipmentRow, "lines"> & {
  readonly lines: readonly ShipmentLineRow[]
  readonly pickedAt: string | null
  readonly packedAt: string | null
  readonly deliveredAt: string | null
  readonly cancelledAt: string | null
  readonly shipComplete: boolean
  readonly actions: ReturnType<typeof actionsOf>
}

/** One shipment with its lines in the order of their part numbers, and what can be done with it. Refuses `fulfilment.shipment_not_found`. */
export async function getShipment(work: Work, { shipmentId }: { readonly shipmentId: string }): Promise<ShipmentDetail> {
  authorize(work, "network.order.view")
  const { rows } = await sql<Omit<Raw, "lines"> & { lines: (Omit<ShipmentLineRow, "quantity"> & { factor: string })[]; shipComplete: boolean }>`
    select x.*, (select coalesce(json_agg(json_build_object('shipmentLineId', l.shipment_line_id, 'orderLineId', l.order_line_id, 'productId', l.product_id, 'sku', ol.sku, 'name', ol.name, 'baseUnit', p.base_unit,
               'baseQuantity', l.base_quantity::text, 'picked', l.picked_base::text, 'shipped', l.shipped_base::text, 'shortReason', l.short_reason, 'unit', ol.unit, 'factor', ol.unit_factor::text) order by ol.sku, l.shipment_line_id), '[]')
          from fulfilment.shipment_line l
          join ordering.order_line ol on (ol.network_id, ol.tenant_id, ol.account_id, ol.order_id, ol.line_id) = (l.network_id, l.tenant_id, l.account_id, l.order_id, l.order_line_id)
          join catalog.product p on (p.network_id, p.product_id) = (l.network_id, l.product_id)
         where (l.network_id, l.tenant_id, l.account_id, l.shipment_id) = (${work.scope.networkId}::integer, x."tenantId", x."accountId", x."shipmentId")) as lines
      from (select ${COLUMNS}, o.ship_complete as "shipComplete" from fulfilment.shipment s ${JOINS} where s.network_id = ${work.scope.networkId} and s.shipment_id = ${shipmentId}) x`.execute(work.db)
  const row = rows[0]
  if (!row) throw new Refusal("fulfilment.shipment_not_found", "not_found")
  const { lines, plannedAt, shippedAt, pickedAt, packedAt, deliveredAt, cancelledAt, ...head } = row
  return {
    ...head, plannedAt: iso(plannedAt) ?? "", shippedAt: iso(shippedAt), pickedAt: iso(pickedAt), packedAt: iso(packedAt), deliveredAt: iso(deliveredAt), cancelledAt: iso(cancelledAt),
    actions: actionsOf(row.status, { status: row.orderStatus }),
    lines: lines.map(({ factor, baseQuantity, picked, shipped, ...line }) => ({
      ...line, baseQuantity: quantity(baseQuantity), picked: picked === null ? null : quantity(picked), shipped: shipped === null ? null : quantity(shipped), quantity: fromBase(quantity(baseQuantity), quantity(factor)),
    })),
  }
}
