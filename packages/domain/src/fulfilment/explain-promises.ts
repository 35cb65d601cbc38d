import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"
import type { ShipmentStatus } from "./contract.ts"

/** Whose promise a reservation is, and on which shipment it is now. */
export type ExplainedPromise = {
  readonly reservationId: string
  readonly orderNumber: string
  readonly orderStatus: string
  readonly tenantName: string
  readonly accountName: string
  readonly promiseOn: string | null
  readonly shipment: { readonly shipmentId: string; readonly number: string; readonly status: ShipmentStatus } | null
}

/** Names the orders and shipments behind reservations, for a stock page that explains every number. One statement. */
export async function explainPromises(work: Work, reservations: readonly { readonly reservationId: string; readonly tenantId: number; readonly accountId: string }[]): Promise<ExplainedPromise[]> {
  authorize(work, "network.stock.view")
  if (reservations.length === 0) return []
  const keys = JSON.stringify(reservations.map(({ reservationId, tenantId, accountId }) => ({ reservation_id: reservationId, tenant_id: tenantId, account_id: accountId })))
  const { rows } = await sql<ExplainedPromise>`
    select r.reservation_id as "reservationId", o.number as "orderNumber", o.status as "orderStatus", t.name as "tenantName", a.name as "accountName", ol.promise_on as "promiseOn",
           (select json_build_object('shipmentId', s.shipment_id, 'number', s.number, 'status', s.status)
              from fulfilment.shipment_line l
              join fulfilment.shipment s on (s.network_id, s.tenant_id, s.account_id, s.shipment_id) = (l.network_id, l.tenant_id, l.account_id, l.shipment_id)
             where l.network_id = r.network_id and l.tenant_id = r.tenant_id and l.reservation_id = r.reservation_id and s.status in ('planned', 'picked', 'packed')
             order by s.planned_at desc limit 1) as shipment
      from jsonb_to_recordset(${keys}::jsonb) as k(reservation_id uuid, tenant_id integer, account_id uuid)
      join inventory.reservation r on r.network_id = ${work.scope.networkId} and (r.tenant_id, r.account_id, r.reservation_id) = (k.tenant_id, k.account_id, k.reservation_id)
      join ordering.order o on (o.network_id, o.tenant_id, o.account_id, o.order_id) = (r.network_id, r.tenant_id, r.account_id, r.order_id)
      join ordering.order_line ol on (ol.network_id, ol.tenant_id, ol.account_id, ol.order_id, ol.line_id) = (r.network_id, r.tenant_id, r.account_id, r.order_id, r.order_line_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (r.network_id, r.tenant_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (r.network_id, r.tenant_id, r.account_id)
     order by r.reservation_id`.execute(work.db)
  return rows
}
