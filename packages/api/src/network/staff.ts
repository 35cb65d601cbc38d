import { listStaff } from "@entrepot/domain/tenancy"
import { router, staff } from "../trpc.ts"

export const networkStaffRouter = router({
  list: staff.query(({ ctx }) => ctx.read(listStaff)),
})
