import { anyone, router } from "../trpc.ts"
import { Refusal } from "@entrepot/kernel"

export const consoleSessionRouter = router({
  /** Who is signed in at which door, and what they may do; the network for its staff. */
  me: anyone.query(({ ctx }) => {
    if (!ctx.actor) throw new Refusal("auth.sign_in_first", "forbidden")
    return ctx.read(async (work) => {
      const { kind, id, name, roles, permissions } = work.actor
      const network = ctx.networkId === undefined ? null : await work.db.selectFrom("tenancy.network").select(["network_id as networkId", "code", "name", "currency", "zone", "locale"]).where("network_id", "=", ctx.networkId).executeTakeFirstOrThrow()
      return { kind, id, name, roles: [...roles], permissions: [...permissions], locale: ctx.locale, network }
    })
  }),
})
