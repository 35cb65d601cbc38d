import { z } from "zod"
import { inTenant } from "@entrepot/db"
import { listBuyers, listPartners } from "@entrepot/domain/tenancy"
import { router, staff } from "../trpc.ts"

/** Whom stewards keep prices and catalogues for. */
export const networkPartnersRouter = router({
  list: staff.query(({ ctx }) => ctx.read((work) => listPartners(work))),
  buyers: staff.input(z.object({ tenantId: z.number().int().positive(), search: z.string().max(100).default(""), limit: z.number().int().min(1).max(200).default(50) }))
    .query(({ ctx, input: { tenantId, ...ask } }) => ctx.read((work) => listBuyers(inTenant(work, tenantId), ask))),
})
