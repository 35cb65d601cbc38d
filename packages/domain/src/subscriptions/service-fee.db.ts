import { scoped, scopedInsert, type Work } from "@entrepot/db"
import type { FeeVersion } from "./service-fee.ts"
import type { Subscription } from "./subscription.ts"

/** Adds a version of a subscription's fee: a subscription keeps what was agreed with it, so a plan that changes later changes nobody's. One statement. */
export async function keepFee(work: Work, { accountId, subscriptionId }: Pick<Subscription, "accountId" | "subscriptionId">, { version, from, name, amountMinor, everyMonths, taxCategory }: FeeVersion): Promise<void> {
  await scopedInsert(work, "subscriptions.service_fee", { account_id: accountId, subscription_id: subscriptionId, version, from_on: from, name, amount_minor: amountMinor, every_months: everyMonths, tax_category: taxCategory }).execute()
}

/** Everything that was decided of a subscription's fee, the first first. One statement. */
export async function feesOf(work: Work, subscriptionId: string): Promise<readonly FeeVersion[]> {
  const rows = await scoped(work, "subscriptions.service_fee").select(["version", "from_on", "name", "amount_minor", "every_months", "tax_category"]).where("subscription_id", "=", subscriptionId).orderBy("version").execute()
  return rows.map((row) => ({ version: row.version, from: row.from_on, name: row.name, amountMinor: row.amount_minor, everyMonths: row.every_months, taxCategory: row.tax_category }))
}
