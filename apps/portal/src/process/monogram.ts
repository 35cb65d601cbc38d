import type { PortalTenant } from "@entrepot/api/trpc"
import { brandOf } from "../brand.ts"

/**
 * The mark of a brand that brings no picture: its initials on its accent. The colours went through the theme, and the initials
 * are escaped, so nothing a tenant typed is drawn as anything but text.
 */
export function monogram(tenant: PortalTenant): string {
  const { initials, tokens } = brandOf(tenant)
  const size = [...initials].length > 2 ? 22 : 28
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" rx="14" fill="${tokens.accent}"/><text x="32" y="33" fill="${tokens["accent-contrast"]}" font-family="ui-sans-serif,system-ui,sans-serif" font-size="${size}" font-weight="700" text-anchor="middle" dominant-baseline="central">${escaped(initials)}</text></svg>`
}

function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} .-]/gu, "")
}
