import { z } from "zod"
import { isPortalClaims, type PortalClaims } from "@entrepot/auth"
import {
  acceptInvitation, accountsToActFor, chooseLocale, findInvitation, findReset, getAccount, getUser, requestPasswordReset, resetPassword,
} from "@entrepot/domain/tenancy"
import * as contract from "@entrepot/domain/tenancy/contract"
import { Refusal } from "@entrepot/kernel"
import { anyone, router, signedIn, type ApiContext } from "../trpc.ts"

const choice = z.object({ search: z.string().trim().max(80).optional() })

/** Signing in and out are server actions of the pages; everything else about a session is here. */
export const sessionRouter = router({
  /** Who is signed in, for which account, and what they may do. */
  me: signedIn.query(({ ctx }) => ctx.read(async (work) => {
    const claims = claimsOf(ctx)
    const [user, account] = await Promise.all([getUser(work, claims.sub), getAccount(work, claims.accountId)])
    const canSwitch = claims.reach === "tenant" || claims.severalAccounts === true
    return { user: { userId: user.userId, name: user.name, email: user.email, locale: user.locale }, account, reach: claims.reach, canSwitch, roles: [...work.actor.roles], permissions: [...work.actor.permissions] }
  })),
  /** The accounts that one may act for; a session that is held to one of them asks beyond its walls, about itself alone. */
  accounts: signedIn.input(choice).query(async ({ ctx, input }) => {
    await stillSignedIn(ctx)
    return ctx.anonymously((work) => accountsToActFor(work, claimsOf(ctx).sub, input))
  }),
  /** Acts for another account from now on; the session is issued anew. */
  switchAccount: signedIn.input(contract.accountRef).mutation(async ({ ctx, input }) => {
    const claims = claimsOf(ctx)
    await stillSignedIn(ctx)
    const [account] = await ctx.anonymously((work) => accountsToActFor(work, claims.sub, input))
    if (!account) throw new Refusal("tenancy.account_not_found", "not_found")
    await ctx.keepSession?.({ ...claims, accountId: account.accountId })
    return account
  }),
  setLocale: signedIn.input(z.object({ locale: contract.localeSchema })).mutation(async ({ ctx, input }) => {
    await ctx.work((work) => chooseLocale(work, input.locale))
    await ctx.keepSession?.({ ...claimsOf(ctx), locale: input.locale })
    return input
  }),
  requestReset: anyone.input(contract.requestPasswordReset).mutation(async ({ ctx, input }) => {
    await ctx.anonymously((work) => requestPasswordReset(work, { email: input.email, address: ctx.address ?? "" }))
    return { asked: true }
  }),
  reset: anyone.input(contract.tokenRef).query(({ ctx, input }) => ctx.anonymously(async (work) => {
    const { email, name } = await findReset(work, input.token)
    return { email, name }
  })),
  resetPassword: anyone.input(contract.resetPassword).mutation(({ ctx, input }) => ctx.anonymously((work) => resetPassword(work, input))),
  invitation: anyone.input(contract.tokenRef).query(({ ctx, input }) => ctx.anonymously(async (work) => {
    const { email, name, locale } = await findInvitation(work, input.token)
    return { email, name, locale }
  })),
  acceptInvitation: anyone.input(contract.acceptInvitation).mutation(({ ctx, input }) => ctx.anonymously((work) => acceptInvitation(work, input))),
})

/** A portal's session; the portal's context holds no other. */
export function claimsOf({ claims }: ApiContext): PortalClaims {
  if (!isPortalClaims(claims)) throw new Refusal("auth.sign_in_first", "forbidden")
  return claims
}

/** Throws auth.session_ended when it is not so. */
async function stillSignedIn(ctx: ApiContext): Promise<void> {
  await ctx.read(async () => undefined)
}
