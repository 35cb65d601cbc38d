/** Where a mail leads to in a portal. The portal's pages stand at these addresses. */
export const portalPaths = {
  invitation: (token: string) => `/invitation/${encodeURIComponent(token)}`,
  passwordReset: (token: string) => `/reset-password/${encodeURIComponent(token)}`,
  order: (orderId: string) => `/orders/${orderId}`,
  subscription: (subscriptionId: string) => `/subscriptions/${subscriptionId}`,
  invoice: (invoiceId: string) => `/invoices/${invoiceId}`,
  plans: () => "/plans",
  invoices: () => "/invoices",
  creditNote: (creditNoteId: string) => `/credit-notes/${creditNoteId}`,
  receivable: (accountId: string) => `/receivables/${accountId}`,
  statement: () => "/statement",
  settings: () => "/settings",
  team: () => "/team",
  paymentMethods: () => "/payment-methods",
  settlement: (statementId: string) => `/settlement/${statementId}`,
  books: () => "/books",
  approval: (orderId: string) => `/approvals/${orderId}`,
  approvals: () => "/approvals",
} as const

/** PUBLIC_PORTAL_ORIGIN, "https://{host}", with the tenant's own verified host in it. */
export function portalLink(host: string, path: string, pattern: string = process.env["PUBLIC_PORTAL_ORIGIN"] ?? "http://{host}"): string {
  return new URL(path, pattern.replace("{host}", host)).href
}

/** Where the distributor's staff find the console; mails to them lead there. */
export function consoleOrigin(): string {
  return process.env["PUBLIC_CONSOLE_ORIGIN"] ?? "http://localhost:3100"
}

/** The console's page of what the proofs of the books say. */
export function consoleChecks(): string {
  return new URL("/books/checks", consoleOrigin()).href
}

/** The console's page of who works there. */
export function consoleStaff(): string {
  return new URL("/staff", consoleOrigin()).href
}

/** The console's page of one settlement; the same whoever's it is. */
export function consoleSettlement(statementId: string): string {
  return new URL(`/settlement/${statementId}`, consoleOrigin()).href
}
