import NextAuth, { CredentialsSignin, type NextAuthConfig, type NextAuthResult } from "next-auth"
import Credentials from "next-auth/providers/credentials"
import { CONSOLE_COOKIE, COOKIE_OPTIONS, PORTAL_COOKIE, SESSION_SECONDS, type ConsoleClaims, type PortalClaims } from "./session.ts"

/** A sign-in that was refused, with the code that says why. */
export class SignInRefusal extends CredentialsSignin {
  constructor(code: "refused" | "limited") {
    super()
    this.code = code
  }
}

export type Door<Claims> = {
  readonly cookie: typeof PORTAL_COOKIE | typeof CONSOLE_COOKIE
  /** The secret of the host that this request came to. */
  readonly secret: () => Promise<string>
  /** Who this is, as the session's claims; throws SignInRefusal. */
  readonly signIn: (credentials: Partial<Record<string, unknown>>) => Promise<Claims>
}

/**
 * next-auth for one door. The configuration is made anew for each request, because its secret belongs to the request's host.
 * There is no route handler: signing in and out are server actions, and reading a session is `readPortalSession`.
 */
export function nextAuthFor<Claims extends PortalClaims | ConsoleClaims>(door: Door<Claims>): Pick<NextAuthResult, "signIn" | "signOut"> {
  return NextAuth(async (): Promise<NextAuthConfig> => ({
    secret: await door.secret(),
    trustHost: true,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    cookies: {
      sessionToken: { name: door.cookie, options: COOKIE_OPTIONS },
      // Where to go afterwards is the form's own affair; the library's cookie for it is gone as soon as it is set.
      callbackUrl: { name: "__Host-next", options: { ...COOKIE_OPTIONS, maxAge: 0 } },
    },
    providers: [Credentials({ authorize: async (credentials) => ({ claims: await door.signIn(credentials) }) as object })],
    callbacks: {
      jwt: ({ token, user }) => {
        const signedIn = user as { claims?: Claims } | undefined
        return signedIn?.claims ? { ...signedIn.claims } : token
      },
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  }))
}
