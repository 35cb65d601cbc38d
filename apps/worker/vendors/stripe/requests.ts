import type { Merchant } from "@entrepot/domain/billing"
import type Stripe from "stripe"

/** Whose account a request is about. */
export function on({ accountRef }: Merchant): Stripe.RequestOptions {
  return accountRef === null ? {} : { stripeAccount: accountRef }
}

/** What we write on everything that we make, so that it can be found again and nobody else's is taken for ours. */
export function marks(merchant: Merchant, accountId: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { network_id: String(merchant.networkId), tenant_id: String(merchant.tenantId), account_id: accountId, ...more }
}

/** Whether this is what was answered to the same key before. */
export function isReplayed(headers: Readonly<Record<string, unknown>> | undefined): boolean {
  return headers?.["idempotent-replayed"] === "true"
}
