import { demandAllocation, listRuns, releaseParked, repeatRun, runPage, skipParked, subscriptionDemand } from "@entrepot/domain/subscriptions"
import * as contract from "@entrepot/domain/subscriptions/contract"
import { router, staff } from "../trpc.ts"

/** The distributor's side of what comes again: runs, demand by product and week, and who would get what there is. No partner's price. */
export const networkSubscriptionRunsRouter = router({
  list: staff.input(contract.ListRuns).query(({ ctx, input }) => ctx.read((work) => listRuns(work, input))),
  get: staff.input(contract.RunPageAsk).query(({ ctx, input }) => ctx.read((work) => runPage(work, input))),
  repeat: staff.input(contract.RepeatRun).mutation(({ ctx, input }) => ctx.work((work) => repeatRun(work, input))),
  release: staff.input(contract.DecideParked).mutation(({ ctx, input }) => ctx.work((work) => releaseParked(work, input))),
  skip: staff.input(contract.DecideParked).mutation(({ ctx, input }) => ctx.work((work) => skipParked(work, input))),
  demand: staff.input(contract.DemandAsk).query(({ ctx, input }) => ctx.read((work) => subscriptionDemand(work, input))),
  allocation: staff.input(contract.AllocationAsk).query(({ ctx, input }) => ctx.read((work) => demandAllocation(work, input))),
})
