import { getTenantHealth, listTenants, resumeTenant, suspendTenant } from "@entrepot/domain/provisioning"
import * as contract from "@entrepot/domain/provisioning/contract"
import { operator, router } from "../trpc.ts"

export const platformTenantsRouter = router({
  list: operator.input(contract.ListTenants).query(({ ctx, input }) => ctx.read((work) => listTenants(work, input))),
  get: operator.input(contract.TenantRef).query(({ ctx, input }) => ctx.read((work) => getTenantHealth(work, input))),
  suspend: operator.input(contract.SuspendTenant).mutation(({ ctx, input }) => ctx.work((work) => suspendTenant(work, input))),
  resume: operator.input(contract.TenantRef).mutation(({ ctx, input }) => ctx.work((work) => resumeTenant(work, input))),
})
