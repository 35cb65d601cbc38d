import { deliverShipment, getShipment, listShipments, packShipment, pickingList, pickShipment, putBack, shipShipment } from "@entrepot/domain/fulfilment"
import * as contract from "@entrepot/domain/fulfilment/contract"
import { router, staff } from "../trpc.ts"

export const networkShipmentsRouter = router({
  list: staff.input(contract.ListShipments).query(({ ctx, input }) => ctx.read((work) => listShipments(work, input))),
  /** What a warehouse has to pick, what is due first on top. */
  pickingList: staff.input(contract.PickingList).query(({ ctx, input }) => ctx.read((work) => pickingList(work, input))),
  get: staff.input(contract.ShipmentRef).query(({ ctx, input }) => ctx.read((work) => getShipment(work, input))),
  pick: staff.input(contract.PickShipment).mutation(({ ctx, input }) => ctx.work((work) => pickShipment(work, input))),
  putBack: staff.input(contract.PutBack).mutation(({ ctx, input }) => ctx.work((work) => putBack(work, input))),
  pack: staff.input(contract.ShipmentStep).mutation(({ ctx, input }) => ctx.work((work) => packShipment(work, input))),
  ship: staff.input(contract.ShipShipment).mutation(({ ctx, input }) => ctx.work((work) => shipShipment(work, input))),
  deliver: staff.input(contract.ShipmentStep).mutation(({ ctx, input }) => ctx.work((work) => deliverShipment(work, input))),
})
