import { cancelOrder, changeOrder, countOrders, creditStanding, listOrders, orderView, releaseHold, reviewOrder, setCreditLimit } from "@entrepot/domain/ordering"
import { orderShipments } from "@entrepot/domain/fulfilment"
import * as contract from "@entrepot/domain/ordering/contract"
import { router, signedIn } from "../trpc.ts"

export const portalOrdersRouter = router({
  list: signedIn.input(contract.ListOrders).query(({ ctx, input }) => ctx.read((work) => listOrders(work, input))),
  counts: signedIn.input(contract.AccountRef.optional()).query(({ ctx, input }) => ctx.read((work) => countOrders(work, input))),
  /** The order with its parcels: what was agreed, what has left, what comes next. */
  get: signedIn.input(contract.OrderRef).query(({ ctx, input }) => ctx.read(async (work) => {
    const [order, shipments] = await Promise.all([orderView(work, input), orderShipments(work, input)])
    return { ...order, shipments }
  })),
  /** What changed since it was submitted, with a fix for each. */
  review: signedIn.input(contract.OrderRef).query(({ ctx, input }) => ctx.read((work) => reviewOrder(work, input))),
  change: signedIn.input(contract.ChangeOrder).mutation(({ ctx, input }) => ctx.work((work) => changeOrder(work, input))),
  cancel: signedIn.input(contract.CancelOrder).mutation(({ ctx, input }) => ctx.work((work) => cancelOrder(work, input))),
  releaseHold: signedIn.input(contract.ReleaseHold).mutation(({ ctx, input }) => ctx.work((work) => releaseHold(work, input))),
  credit: signedIn.input(contract.AccountRef).query(({ ctx, input }) => ctx.read((work) => creditStanding(work, input.accountId))),
  setCreditLimit: signedIn.input(contract.SetCreditLimit).mutation(({ ctx, input }) => ctx.work((work) => setCreditLimit(work, input))),
})
