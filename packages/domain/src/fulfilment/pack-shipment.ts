import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { ShipmentStatus, ShipmentStep } from "./contract.ts"
import { lockShipment, saveStep } from "./shipment.db.ts"
import { decidePack } from "./shipment.ts"

/** The parcel is closed. Refuses `fulfilment.shipment_changed` and `fulfilment.shipment_is_past` (conflict). */
export async function packShipment(work: Work, ref: ShipmentStep): Promise<{ readonly status: ShipmentStatus }> {
  authorize(work, "network.shipment.manage")
  const { shipment, tenant } = await lockShipment(work, ref)
  const packed = decidePack(shipment)
  if ("refused" in packed) throw new Refusal(`fulfilment.${packed.refused}`, packed.kind, packed.facts)
  await saveStep(tenant, shipment, { status: packed.status, packed_at: work.now.toString() })
  return packed
}
