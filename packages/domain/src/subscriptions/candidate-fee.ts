import type { Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"
import { PreviewFee } from "./contract.ts"
import { decideChange } from "./decide-change.ts"
import { termsFor } from "./change-subscription.ts"
import { getSubscription, recurringOf } from "./subscription.db.ts"
import type { FeeVersion } from "./service-fee.ts"

/**
 * The version of the fee that a change of fee or plan would add; null where it leaves the fee as it is, or would be refused. For billing, which knows what
 * that comes to. Nothing is written.
 */
export async function candidateFee(work: Work, input: PreviewFee): Promise<FeeVersion | null> {
  const { subscriptionId, change } = PreviewFee.parse(input)
  authorize(work, "subscription.manage")
  if (change.kind === "fee") authorize(work, "price.manage")
  const [recurring, subscription, terms] = await Promise.all([recurringOf(work), getSubscription(work, subscriptionId), termsFor(work, subscriptionId, change)])
  const decided = decideChange(subscription, change, { recurring, now: work.now, reason: "", terms })
  return "refused" in decided ? null : decided.fee
}
