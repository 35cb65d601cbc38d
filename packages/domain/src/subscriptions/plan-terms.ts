import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { isSameCadence, type Cadence, type Change } from "./contract.ts"
import { getPlan, type Plan } from "./plan.db.ts"
import type { Subscription } from "./subscription.ts"
import type { PlanOffers } from "./views.ts"

/** None offered is any. */
export const offersCadence = (plan: Plan, cadence: Cadence) => plan.terms.cadences.length === 0 || plan.terms.cadences.some((one) => isSameCadence(one, cadence))

/** Whoever may change plans agrees with a customer to what the plan does not offer. */
const agreesToMore = (work: Work) => work.actor.permissions.has("plan.manage")

/** What the plan leaves a customer to choose of; null where this person may agree to anything, or there is no plan. */
export async function planOffers(work: Work, planId: string | null): Promise<PlanOffers | null> {
  if (!planId || agreesToMore(work)) return null
  const { status, terms: { cadences, collect, termMonths } } = await getPlan(work, planId)
  return { cadences, collect, termMonths: termMonths ?? null, renews: status === "active" }
}

/**
 * A customer's change stays within what the plan offers: a discount for one rhythm, one way to pay and one term is not taken along to others. What a subscription
 * has already stays allowed. Ending earlier is a cancellation, which is always free.
 * Refuses `subscriptions.cadence_not_offered`, `collect_not_offered`, `term_is_the_plans`, `plan_is_retired`.
 */
export async function refuseOutsidePlan(work: Work, subscription: Subscription, change: Change): Promise<void> {
  const { planId, schedule, collect, endsOn } = subscription
  if (!planId || agreesToMore(work) || !["schedule", "details", "renew"].includes(change.kind)) return
  const plan = await getPlan(work, planId)
  if (change.kind === "schedule" && !isSameCadence(change.cadence, schedule.cadence) && !offersCadence(plan, change.cadence)) throw new Refusal("subscriptions.cadence_not_offered", "rule")
  if (change.kind === "details") {
    if (change.collect && change.collect !== collect && !plan.terms.collect.includes(change.collect)) throw new Refusal("subscriptions.collect_not_offered", "rule")
    const longer = change.endsOn !== undefined && endsOn !== null && (change.endsOn === null || change.endsOn > endsOn)
    if (longer && plan.terms.termMonths) throw new Refusal("subscriptions.term_is_the_plans", "rule", { months: plan.terms.termMonths })
  }
  if (change.kind !== "renew") return
  if (plan.status !== "active") throw new Refusal("subscriptions.plan_is_retired", "rule")
  if (plan.terms.termMonths && change.months !== plan.terms.termMonths) throw new Refusal("subscriptions.term_is_the_plans", "rule", { months: plan.terms.termMonths })
}
