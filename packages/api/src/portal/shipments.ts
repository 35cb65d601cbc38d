import { orderShipments } from "@entrepot/domain/fulfilment"
import { OrderShipmentsRef } from "@entrepot/domain/fulfilment/contract"
import { router, signedIn } from "../trpc.ts"

export const portalShipmentsRouter = router({
  /** The parcels of one order, with their tracking. */
  ofOrder: signedIn.input(OrderShipmentsRef).query(({ ctx, input }) => ctx.read((work) => orderShipments(work, input))),
})
