"use client"
import { usePortal } from "#client/portal.tsx"

/** The customer for whom the tenant's staff act; null where somebody acts for the company that they belong to. */
export function useBehalfOf(accountName: string): string | null {
  const { reach, account } = usePortal()
  return reach === "tenant" && !(account.kind === "house" && account.name === accountName) ? accountName : null
}
