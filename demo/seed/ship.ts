import { scoped, type Work } from "@entrepot/db"
import { packShipment, pickShipment, planShipments, shipShipment } from "@entrepot/domain/fulfilment"
import { quantity, type Quantity, type Temporal } from "@entrepot/kernel"
import { asNetwork, asWorker, NETWORK_ID, type Pools } from "./actors.ts"

const CARRIERS = ["Hanseroute", "Lys Express", "Kontor Parcel"] as const

type Goods = { readonly tenantId: number; readonly orderId: string }
/** `only`: just so much of those lines. `nth` tells parcels apart. */
type Shipping = { readonly at: Temporal.Instant; readonly nth: number; readonly only?: Map<string | undefined, Quantity> }

export async function planOrder(pools: Pools, { tenantId, orderId }: Goods, at: Temporal.Instant): Promise<void> {
  await asWorker(pools, tenantId, (work) => planShipments(work, { orderId }), { now: at })
}

/** Picks, packs and ships what is planned of an order, at one moment. */
export async function shipOrder(pools: Pools, { tenantId, orderId }: Goods, { at, nth, only }: Shipping): Promise<void> {
  const shipments = await asWorker(pools, tenantId, (work) => scoped(work, "fulfilment.shipment").select("shipment_id").where("order_id", "=", orderId).where("status", "=", "planned").execute())
  for (const { shipment_id: shipmentId } of shipments) {
    const parts = only && (await partsOf(pools, tenantId, shipmentId, only))
    if (parts?.length === 0) continue
    const step = <T>(task: (work: Work, version: number) => Promise<T>) => asNetwork(pools, async (work) => {
      const row = await work.db.selectFrom("fulfilment.shipment").select("version").where("network_id", "=", NETWORK_ID).where("tenant_id", "=", tenantId).where("shipment_id", "=", shipmentId).executeTakeFirstOrThrow()
      return task(work, row.version)
    }, { now: at })
    await step((work, version) => pickShipment(work, { shipmentId, version }))
    await step((work, version) => packShipment(work, { shipmentId, version }))
    await step((work, version) => shipShipment(work, { shipmentId, version, carrier: CARRIERS[nth % CARRIERS.length] ?? CARRIERS[0], trackingNumber: `${9_400_000 + nth * 37}`, ...(parts ? { lines: parts } : {}) }))
  }
}

/** What of a shipment goes; it is taken off what is wanted. */
async function partsOf(pools: Pools, tenantId: number, shipmentId: string, wanted: Map<string | undefined, Quantity>): Promise<{ shipmentLineId: string; quantity: string }[]> {
  const lines = await asWorker(pools, tenantId, (work) => scoped(work, "fulfilment.shipment_line").select(["shipment_line_id", "order_line_id", "base_quantity"]).where("shipment_id", "=", shipmentId).execute())
  return lines.flatMap((line) => {
    const left = wanted.get(line.order_line_id)
    if (left === undefined || Number(left) <= 0) return []
    const take = Math.min(Number(left), Number(line.base_quantity))
    wanted.set(line.order_line_id, quantity(String(Number(left) - take)))
    return [{ shipmentLineId: line.shipment_line_id, quantity: String(take) }]
  })
}
