import type { Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"
import { compose } from "./compose.ts"
import { PreviewSubscription } from "./contract.ts"
import { entriesOf, productsOf } from "./entries.ts"
import { productNames } from "./product-names.db.ts"
import { Temporal } from "@entrepot/kernel"
import { planFeeView } from "./service-fee.ts"
import { lineViews } from "./subscription-page.ts"
import type { SubscriptionPreview } from "./views.ts"

/** What a new subscription would be: its dates for some months, what each costs, and what keeps it from being made. Nothing is written. */
export async function previewSubscription(work: Work, input: PreviewSubscription, locale?: string): Promise<SubscriptionPreview> {
  authorize(work, "subscription.manage")
  const ask = PreviewSubscription.parse(input)
  const { subscription: draft, recurring, quote, plan, problems } = await compose(work, ask)
  const subscription = { ...draft, status: "active" as const }
  const to = Temporal.PlainDate.from(subscription.schedule.anchor).add({ months: ask.months }).toString()
  const [entries, names] = await Promise.all([entriesOf(work, [subscription], recurring, { to, locale }), productNames(work, subscription.lines.flatMap(productsOf), locale ?? recurring.locale)])
  return {
    currency: subscription.currency, cadence: subscription.schedule.cadence, anchor: subscription.schedule.anchor, lines: lineViews(subscription.lines, quote, names), problems, entries,
    plan: plan && { planId: plan.planId, name: plan.name, discountPercent: plan.discountPercent }, serviceFee: planFeeView(plan?.terms.serviceFee, subscription.currency),
  }
}
