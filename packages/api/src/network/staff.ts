import { confirmStaffAddress, listStaff } from "@entrepot/domain/tenancy"
import { confirmAddress } from "@entrepot/domain/tenancy/contract"
import { router, staff } from "../trpc.ts"

export const networkStaffRouter = router({
  list: staff.query(({ ctx }) => ctx.read(listStaff)),
  /** A colleague's address works: mails go there again. */
  confirmAddress: staff.input(confirmAddress).mutation(({ ctx, input }) => ctx.work((work) => confirmStaffAddress(work, input).then(() => input))),
})
