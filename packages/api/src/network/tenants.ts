import { getTenantHealth, listTenants } from "@entrepot/domain/provisioning"
import * as contract from "@entrepot/domain/provisioning/contract"
import { staff, router } from "../trpc.ts"

/** The partners of the staff's own network; whatever network an input names, the scope decides. */
export const networkTenantsRouter = router({
  list: staff.input(contract.ListTenants.omit({ networkId: true })).query(({ ctx, input }) => ctx.read((work) => listTenants(work, input))),
  get: staff.input(contract.TenantRef.omit({ networkId: true })).query(({ ctx, input }) => ctx.read((work) => getTenantHealth(work, { networkId: ctx.networkId ?? 0, ...input }))),
})
