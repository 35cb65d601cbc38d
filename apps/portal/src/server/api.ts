import "server-only"
import { COOKIE_OPTIONS, PORTAL_COOKIE, SESSION_SECONDS } from "@entrepot/auth"
import type { PortalCaller } from "@entrepot/api/portal"
import { cookies } from "next/headers"
import { forbidden, notFound, redirect } from "next/navigation"
import { cache } from "react"
import { runtime } from "../process/runtime.ts"
import { requestFacts, theTenant } from "./request.ts"

/** The API as it is: refusals are thrown as they come. For server actions, which answer them on the page. */
export const plainApi = cache(async (): Promise<PortalCaller> => {
  const [tenant, { cookie, address, traceId }, jar] = await Promise.all([theTenant(), requestFacts(), cookies()])
  const keepCookie = (value: string): void => {
    jar.set(PORTAL_COOKIE, value, { ...COOKIE_OPTIONS, maxAge: value ? SESSION_SECONDS : 0 })
  }
  return runtime().caller({ tenant, cookie, address, traceId, keepCookie })
})

/**
 * The API for pages: `(await api()).orders.get({ orderId })`. It needs no request over the network. Whoever is not signed in
 * (any more) is led to the sign-in and back; what is not there, or not theirs, is the "not found" page; what they have no right
 * to is said so.
 */
export const api = cache(async (): Promise<PortalCaller> => leading(await plainApi(), (await requestFacts()).path) as PortalCaller)

type Callable = ((...given: unknown[]) => unknown) & Record<string, unknown>

function leading(part: unknown, path: string): unknown {
  if (typeof part !== "function" && typeof part !== "object") return part
  return new Proxy(part as Callable, {
    get: (target, name) => (typeof name === "symbol" || name === "then" ? undefined : leading(target[name], path)),
    apply: async (target, _self, given: unknown[]) => {
      try {
        return await target(...given)
      } catch (error) {
        const { code } = error as { code?: string }
        if (code === "UNAUTHORIZED") redirect(signInHref(path))
        // What does not fit its question was typed into the address: there is no such page.
        if (code === "NOT_FOUND" || code === "BAD_REQUEST") notFound()
        if (code === "FORBIDDEN") forbidden()
        throw error
      }
    },
  })
}

export function signInHref(path: string): string {
  return path === "/" || !path.startsWith("/") ? "/sign-in" : `/sign-in?to=${encodeURIComponent(path)}`
}

/** Who is signed in; asked once per page. */
export const me = cache(async () => (await api()).session.me())
export type Me = Awaited<ReturnType<typeof me>>

/** The refusal's code of something that a procedure threw, to answer it on the page. */
export function refusalOf(error: unknown): { code: string; facts: Record<string, unknown> } | undefined {
  const cause = (error as { cause?: { code?: unknown; facts?: Record<string, unknown>; name?: string } } | undefined)?.cause
  return cause?.name === "Refusal" && typeof cause.code === "string" ? { code: cause.code, facts: cause.facts ?? {} } : undefined
}
