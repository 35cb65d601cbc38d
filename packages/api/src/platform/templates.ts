import { getRelease, listTemplates, publishRelease } from "@entrepot/domain/provisioning"
import * as contract from "@entrepot/domain/provisioning/contract"
import { authorize } from "@entrepot/domain/tenancy"
import { operator, router } from "../trpc.ts"

export const platformTemplatesRouter = router({
  list: operator.query(({ ctx }) => ctx.read((work) => listTemplates(work))),
  release: operator.input(contract.ReleaseRef).query(({ ctx, input }) => ctx.read((work) => {
    authorize(work, "platform.tenant.view")
    return getRelease(work, input)
  })),
  publish: operator.input(contract.PublishRelease).mutation(({ ctx, input }) => ctx.work((work) => publishRelease(work, input))),
})
