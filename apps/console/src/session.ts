import { cache } from "react"
import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { asLocale, type Locale } from "./i18n/locale.ts"
import { consoleApi, REQUEST_HEADERS } from "./runtime.ts"

/** Who is at the console. Operators have no network; their clock is UTC. */
export type Session = {
  readonly kind: "staff" | "operator"
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly locale: Locale
  readonly zone: string
  readonly network: { readonly networkId: number; readonly code: string; readonly name: string; readonly currency: string; readonly zone: string; readonly locale: string } | null
}

export type RequestFacts = { host: string; address: string; traceId: string; path: string; cookie: string | undefined }

export const requestFacts = cache(async (): Promise<RequestFacts> => {
  const head = await headers()
  const of = (name: string) => head.get(name) ?? ""
  return { host: of(REQUEST_HEADERS.host), address: of(REQUEST_HEADERS.address), traceId: of(REQUEST_HEADERS.trace), path: of(REQUEST_HEADERS.path), cookie: head.get("cookie") ?? undefined }
})

/** The procedures, called in this process as whoever asked for the page. */
export const api = cache(async () => consoleApi().caller(await requestFacts()))

export const session = cache(async (): Promise<Session | undefined> => {
  try {
    const { kind, locale, network, ...person } = await (await api()).session.me()
    return { ...person, kind: kind === "staff" ? "staff" : "operator", locale: asLocale(locale) ?? "en", zone: network?.zone ?? "UTC", network }
  } catch (error) {
    if ((error as { code?: string }).code === "UNAUTHORIZED" || (error as { code?: string }).code === "FORBIDDEN") return undefined
    throw error
  }
})

/** Whoever is here, or the way to the door and back. */
export async function signedIn(): Promise<Session> {
  const here = await session()
  if (here) return here
  const { path } = await requestFacts()
  redirect(path && path !== "/" ? `/sign-in?to=${encodeURIComponent(path)}` : "/sign-in")
}

export function may(session: Session, permission: string): boolean {
  return session.permissions.includes(permission)
}
