import { addLines, cartView, clearCart, removeCartLines, reorder, setCartDetails, setCartLine, submitOrder } from "@entrepot/domain/ordering"
import * as contract from "@entrepot/domain/ordering/contract"
import { router, signedIn } from "../trpc.ts"

/** The cart of the person at the account that they act for. A write answers the cart's version; `get` prices it and says what stands in its way. */
export const portalCartRouter = router({
  get: signedIn.query(({ ctx }) => ctx.read((work) => cartView(work, ctx.locale))),
  addLines: signedIn.input(contract.AddLines).mutation(({ ctx, input }) => ctx.work((work) => addLines(work, input))),
  setLine: signedIn.input(contract.SetCartLine).mutation(({ ctx, input }) => ctx.work((work) => setCartLine(work, input))),
  removeLines: signedIn.input(contract.RemoveCartLines).mutation(({ ctx, input }) => ctx.work((work) => removeCartLines(work, input))),
  setDetails: signedIn.input(contract.CartDetails).mutation(({ ctx, input }) => ctx.work((work) => setCartDetails(work, input))),
  clear: signedIn.mutation(({ ctx }) => ctx.work((work) => clearCart(work))),
  submit: signedIn.input(contract.SubmitOrder).mutation(({ ctx, input }) => ctx.work((work) => submitOrder(work, input))),
  reorder: signedIn.input(contract.OrderRef).mutation(({ ctx, input }) => ctx.work((work) => reorder(work, input))),
})
