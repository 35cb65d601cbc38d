import { CONSOLE_COOKIE } from "@entrepot/auth"
import { nextAuthFor, SignInRefusal } from "@entrepot/auth/next"
import { requestFacts } from "../session.ts"
import { consoleApi } from "../runtime.ts"

const text = (value: unknown) => (typeof value === "string" ? value : "")

/** next-auth at the console's host. A network's code leads through the staff's door, none through the operators'. */
export const { signIn, signOut } = nextAuthFor({
  cookie: CONSOLE_COOKIE,
  secret: async () => consoleApi().secretOf((await requestFacts()).host),
  signIn: async ({ email, password, networkCode }) => {
    const { host, address, traceId } = await requestFacts()
    const answer = await consoleApi().signIn({ email: text(email), password: text(password), networkCode: text(networkCode).trim().toLowerCase() || undefined, host, address, traceId })
    if ("outcome" in answer) throw new SignInRefusal(answer.outcome)
    return answer
  },
})
