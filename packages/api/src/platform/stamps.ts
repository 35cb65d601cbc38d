import { getStamp, listStamps, previewStamp, requestStamp, retryStamp } from "@entrepot/domain/provisioning"
import * as contract from "@entrepot/domain/provisioning/contract"
import { operator, router } from "../trpc.ts"

export const platformStampsRouter = router({
  list: operator.input(contract.ListStamps).query(({ ctx, input }) => ctx.read((work) => listStamps(work, input))),
  get: operator.input(contract.StampRef).query(({ ctx, input }) => ctx.read((work) => getStamp(work, input))),
  preview: operator.input(contract.PreviewStamp).query(({ ctx, input }) => ctx.read((work) => previewStamp(work, input))),
  request: operator.input(contract.RequestStamp).mutation(({ ctx, input }) => ctx.work((work) => requestStamp(work, input))),
  retry: operator.input(contract.StampRef).mutation(({ ctx, input }) => ctx.work((work) => retryStamp(work, input).then(() => input))),
})
