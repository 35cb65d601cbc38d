import { dayAtAGlance } from "@entrepot/domain/fulfilment"
import { router, staff } from "../trpc.ts"

export const networkHomeRouter = router({
  day: staff.query(({ ctx }) => ctx.read(dayAtAGlance)),
})
