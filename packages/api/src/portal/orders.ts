import { invoiceTrail } from "@entrepot/domain/billing"
import { cancelOrder, changeOrder, countOrders, creditStanding, listOrders, orderView, releaseHold, reviewOrder, setCreditLimit } from "@entrepot/domain/ordering"
import { orderShipments } from "@entrepot/domain/fulfilment"
import * as contract from "@entrepot/domain/ordering/contract"
import { orderEntries } from "@entrepot/domain/settlement"
import { orderOrigin } from "@entrepot/domain/subscriptions"
import { may } from "@entrepot/domain/tenancy"
import { router, signedIn } from "../trpc.ts"

export const portalOrdersRouter = router({
  list: signedIn.input(contract.ListOrders).query(({ ctx, input }) => ctx.read((work) => listOrders(work, input))),
  counts: signedIn.input(contract.AccountRef.optional()).query(({ ctx, input }) => ctx.read((work) => countOrders(work, input))),
  /** The order with its parcels: what was agreed, what has left, what comes next. */
  get: signedIn.input(contract.OrderRef).query(({ ctx, input }) => ctx.read(async (work) => {
    const [order, shipments] = await Promise.all([orderView(work, input), orderShipments(work, input)])
    return { ...order, shipments }
  })),
  /** Where the order came from and what became money of it, as far as the reader may see each: null is what they may not. */
  documents: signedIn.input(contract.OrderRef).query(({ ctx, input }) => ctx.read(async (work) => {
    const [origin, invoices, settlement] = await Promise.all([
      may(work, "subscription.view") ? orderOrigin(work, input) : null, may(work, "invoice.view") ? invoiceTrail(work, input) : null, may(work, "settlement.view") ? orderEntries(work, input) : null,
    ])
    return { origin, invoices, settlement }
  })),
  /** What changed since it was submitted, with a fix for each. */
  review: signedIn.input(contract.OrderRef).query(({ ctx, input }) => ctx.read((work) => reviewOrder(work, input))),
  change: signedIn.input(contract.ChangeOrder).mutation(({ ctx, input }) => ctx.work((work) => changeOrder(work, input))),
  cancel: signedIn.input(contract.CancelOrder).mutation(({ ctx, input }) => ctx.work((work) => cancelOrder(work, input))),
  releaseHold: signedIn.input(contract.ReleaseHold).mutation(({ ctx, input }) => ctx.work((work) => releaseHold(work, input))),
  credit: signedIn.input(contract.AccountRef).query(({ ctx, input }) => ctx.read((work) => creditStanding(work, input.accountId))),
  setCreditLimit: signedIn.input(contract.SetCreditLimit).mutation(({ ctx, input }) => ctx.work((work) => setCreditLimit(work, input))),
})
