import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { returnReservations } from "../inventory/index.ts"
import type { Shipment } from "./shipment.ts"

/**
 * A shipment that has left, or was put back, holds nothing any more. What is still promised of its lines may be changed again,
 * unless another shipment has a part of the same promise in hand. Answers the order lines that nobody has in hand now.
 */
export async function letGo(tenant: Work, { tenantId, accountId, lines }: Shipment): Promise<readonly string[]> {
  const reservationIds = lines.map(({ reservationId }) => reservationId)
  const { rows } = await sql<{ reservationId: string; orderLineId: string }>`
    select l.reservation_id as "reservationId", l.order_line_id as "orderLineId"
      from fulfilment.shipment_line l
      join fulfilment.shipment s on (s.network_id, s.tenant_id, s.account_id, s.shipment_id) = (l.network_id, l.tenant_id, l.account_id, l.shipment_id)
     where l.network_id = ${tenant.scope.networkId} and l.tenant_id = ${tenantId} and l.account_id = ${accountId} and l.reservation_id = any(${reservationIds}::uuid[])
       and s.status in ('picked', 'packed') and l.picked_base > 0`.execute(tenant.db)
  const inHand = new Set(rows.map(({ reservationId }) => reservationId))
  await returnReservations(tenant, { tenantId, accountId, reservationIds: reservationIds.filter((id) => !inHand.has(id)) })
  const linesInHand = new Set(rows.map(({ orderLineId }) => orderLineId))
  return [...new Set(lines.map(({ orderLineId }) => orderLineId))].filter((id) => !linesInHand.has(id))
}
