import { countOrders, listNetworkOrders, networkOrderView } from "@entrepot/domain/ordering"
import * as contract from "@entrepot/domain/ordering/contract"
import { router, staff } from "../trpc.ts"

/** Orders of all tenants, as the distributor supplies them: never at the partner's sale prices. */
export const networkOrdersRouter = router({
  list: staff.input(contract.ListOrders).query(({ ctx, input }) => ctx.read((work) => listNetworkOrders(work, input))),
  counts: staff.query(({ ctx }) => ctx.read((work) => countOrders(work))),
  get: staff.input(contract.OrderRef).query(({ ctx, input }) => ctx.read((work) => networkOrderView(work, input))),
})
