/** Where a mail leads to in a portal. The portal's pages stand at these addresses. */
export const portalPaths = {
  invitation: (token: string) => `/invitation/${encodeURIComponent(token)}`,
  passwordReset: (token: string) => `/reset-password/${encodeURIComponent(token)}`,
  order: (orderId: string) => `/orders/${orderId}`,
  subscription: (subscriptionId: string) => `/subscriptions/${subscriptionId}`,
  approval: (orderId: string) => `/approvals/${orderId}`,
} as const

/** PUBLIC_PORTAL_ORIGIN, "https://{host}", with the tenant's own verified host in it. */
export function portalLink(host: string, path: string, pattern: string = process.env["PUBLIC_PORTAL_ORIGIN"] ?? "http://{host}"): string {
  return new URL(path, pattern.replace("{host}", host)).href
}
