"use client"
import { createContext, useContext, type ReactNode } from "react"
import type { PortalPermission } from "@entrepot/domain/tenancy/contract"
import type { Locale } from "@entrepot/domain/tenancy/contract"

/** What islands may know about where they are and who is looking. */
export type PortalFacts = {
  readonly tenant: { readonly name: string; readonly kind: string; readonly currency: string; readonly zone: string; readonly country: string; readonly locale: Locale }
  readonly locale: Locale
  readonly user: { readonly userId: string; readonly name: string }
  readonly account: { readonly accountId: string; readonly number: string; readonly name: string; readonly kind: "house" | "customer"; readonly poPolicy: "optional" | "required" | "unique" }
  readonly reach: "tenant" | "account"
  readonly permissions: readonly string[]
}

const Portal = createContext<PortalFacts | undefined>(undefined)

export function PortalProvider({ facts, children }: { facts: PortalFacts; children: ReactNode }) {
  return <Portal value={facts}>{children}</Portal>
}

/** Inside the portal, after sign-in. */
export function usePortal(): PortalFacts {
  const facts = useContext(Portal)
  if (!facts) throw new Error("Only a page behind the sign-in knows who looks.")
  return facts
}

/** Whether to offer something; the server decides whether it happens. */
export function useMay(permission: PortalPermission): boolean {
  return usePortal().permissions.includes(permission)
}
