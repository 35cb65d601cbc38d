import { decideDroppedPlan, leaveTemplatePlan, listPlans, offeredPlans, restorePlan, retirePlan, savePlan, takeTemplatePlan } from "@entrepot/domain/subscriptions"
import * as contract from "@entrepot/domain/subscriptions/contract"
import { router, signedIn } from "../trpc.ts"

/** What the tenant offers its customers to subscribe to. */
export const portalPlansRouter = router({
  list: signedIn.query(({ ctx }) => ctx.read(listPlans)),
  save: signedIn.input(contract.SavePlan).mutation(({ ctx, input }) => ctx.work((work) => savePlan(work, input))),
  retire: signedIn.input(contract.PlanRef).mutation(({ ctx, input }) => ctx.work((work) => retirePlan(work, input))),
  restore: signedIn.input(contract.PlanRef).mutation(({ ctx, input }) => ctx.work((work) => restorePlan(work, input))),
  offered: signedIn.query(({ ctx }) => ctx.read(offeredPlans)),
  takeOver: signedIn.input(contract.DecideTemplatePlan).mutation(({ ctx, input }) => ctx.work((work) => takeTemplatePlan(work, input))),
  /** A plan that the template no longer has: kept as the tenant's own, or offered no more. */
  decideDropped: signedIn.input(contract.DecideDroppedPlan).mutation(({ ctx, input }) => ctx.work((work) => decideDroppedPlan(work, input))),
  leave: signedIn.input(contract.DecideTemplatePlan).mutation(({ ctx, input }) => ctx.work((work) => leaveTemplatePlan(work, input))),
})
