import "server-only"
import { cookies, headers } from "next/headers"
import { cache } from "react"
import type { PortalTenant } from "@entrepot/api/trpc"
import { LOCALES, type Locale } from "@entrepot/domain/tenancy/contract"
import { brandOf } from "../brand.ts"
import { runtime } from "../process/runtime.ts"

/** What a visitor chose before signing in; somebody signed in has it in their profile. */
export const LOCALE_COOKIE = "locale"

export type RequestFacts = { readonly host: string; readonly cookie: string | undefined; readonly address: string; readonly traceId: string; readonly nonce: string; readonly path: string }

/** What this request says about itself; the server has checked and set the headers that are read here. */
export const requestFacts = cache(async (): Promise<RequestFacts> => {
  const head = await headers()
  return {
    host: head.get("host") ?? "", cookie: head.get("cookie") ?? undefined, address: head.get("x-portal-address") ?? "",
    traceId: head.get("traceparent")?.split("-")[1] ?? "", nonce: head.get("x-nonce") ?? "", path: head.get("x-portal-path") ?? "/",
  }
})

/** The tenant that answers at this request's host. */
export const theTenant = cache(async (): Promise<PortalTenant> => {
  const tenant = await runtime().tenantAt((await requestFacts()).host)
  if (!tenant) throw new Error("A page was asked for at a host that nobody has.")
  return tenant
})

export const theBrand = cache(async () => brandOf(await theTenant()))

/** The reader's language: their session's, else what this browser chose, else the tenant's. */
export const theLocale = cache(async (): Promise<Locale> => {
  const [tenant, { cookie }, jar] = await Promise.all([theTenant(), requestFacts(), cookies()])
  const chosen = LOCALES.find((locale) => locale === jar.get(LOCALE_COOKIE)?.value)
  return (await runtime().claimsAt(tenant, cookie))?.locale ?? chosen ?? tenant.locale
})
