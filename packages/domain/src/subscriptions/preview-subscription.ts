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

/** What new subscriptions would be: for each ship-to its dates for some months, what each costs, and what keeps it from being made. Nothing is written. */
export async function previewSubscription(work: Work, input: PreviewSubscription, locale?: string): Promise<SubscriptionPreview> {
  authorize(work, "subscription.manage")
  const ask = PreviewSubscription.parse(input)
  const { deliveries, recurring, plan, leftOut } = await compose(work, ask)
  const drafts = deliveries.map(({ subscription }) => ({ ...subscription, status: "active" as const }))
  const { currency, schedule } = drafts[0]!
  const to = Temporal.PlainDate.from(schedule.anchor).add({ months: ask.months }).toString()
  const [entries, names] = await Promise.all([entriesOf(work, drafts, recurring, { to, locale }), productNames(work, drafts.flatMap(({ lines }) => lines.flatMap(productsOf)), locale ?? recurring.locale)])
  return {
    currency, cadence: schedule.cadence, anchor: schedule.anchor, plan: plan && { planId: plan.planId, name: plan.name, discountPercent: plan.discountPercent }, serviceFee: planFeeView(plan?.terms.serviceFee, currency), leftOut,
    deliveries: deliveries.map(({ subscription, shipTo, quote, problems }) => ({
      shipTo: shipTo && { addressId: shipTo.addressId, label: shipTo.label, city: shipTo.city }, lines: lineViews(subscription, subscription.schedule.anchor, quote, names), problems,
      entries: entries.filter((entry) => entry.subscriptionId === subscription.subscriptionId),
    })),
  }
}
