import { z } from "zod"
import { TenantRef } from "@entrepot/domain/provisioning/contract"
import { listTenantAudit } from "@entrepot/domain/tenancy"
import { operator, router } from "../trpc.ts"

const ListAudit = TenantRef.extend({ before: z.iso.datetime().optional(), limit: z.int().min(1).max(200).default(50) })

export const platformAuditRouter = router({
  list: operator.input(ListAudit).query(({ ctx, input }) => ctx.read((work) => listTenantAudit(work, input))),
})
