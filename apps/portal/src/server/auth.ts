import "server-only"
import { PORTAL_COOKIE, type PortalClaims } from "@entrepot/auth"
import { nextAuthFor, SignInRefusal } from "@entrepot/auth/next"
import { runtime } from "../process/runtime.ts"
import { requestFacts, theTenant } from "./request.ts"

/** next-auth at this request's host; used by server actions alone. */
export const { signIn, signOut } = nextAuthFor<PortalClaims>({
  cookie: PORTAL_COOKIE,
  secret: async () => runtime().secretOf(await theTenant()),
  signIn: async ({ email, password }) => {
    const [tenant, { address, traceId }] = await Promise.all([theTenant(), requestFacts()])
    const answer = await runtime().signIn(tenant, { email: String(email ?? ""), password: String(password ?? ""), address, traceId })
    if ("outcome" in answer) throw new SignInRefusal(answer.outcome)
    return answer
  },
})
