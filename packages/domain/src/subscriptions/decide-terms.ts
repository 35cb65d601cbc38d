import { businessDate, Temporal } from "@entrepot/kernel"
import type { Change } from "./contract.ts"
import type { Plan } from "./plan.db.ts"
import { offersCadence } from "./plan-terms.ts"
import { feeChangesAfter, feeOn, nextVersion, sameFee, type FeeVersion } from "./service-fee.ts"
import type { Recurring, Subscription } from "./subscription.ts"

/** What a change of terms looks at beside the subscription: its fees so far, and the plan that it would move to. */
export type Terms = { readonly fees: readonly FeeVersion[]; readonly plan: Plan | null }
export type DecidedTerms = { readonly after: Subscription; readonly fee: FeeVersion | null; readonly detail: Readonly<Record<string, unknown>> }
type Refused = { readonly refused: string; readonly facts: Readonly<Record<string, string | number>> }

const FURTHEST_FEE_DAYS = 730
const refuse = (refused: string, facts: Refused["facts"] = {}): Refused => ({ refused, facts })

/** Another fee, or none, from a day on. What was decided of days after it before is no longer so: the last word counts. Pure. */
export function decideFee(subscription: Subscription, { fee, from }: Extract<Change, { kind: "fee" }>, { fees }: Terms, today: string): DecidedTerms | Refused {
  if (from < today) return refuse("date_is_too_soon", { earliest: today })
  if (Temporal.PlainDate.from(today).until(from, { largestUnit: "days" }).days > FURTHEST_FEE_DAYS) return refuse("date_is_too_far", { days: FURTHEST_FEE_DAYS })
  const next = nextVersion(fees, fee && { ...fee, everyMonths: fee.everyMonths ?? 1 }, from)
  const stays = sameFee(feeOn(fees, from), feeOn([next], from)) && feeChangesAfter(fees, from).length === 0
  if (stays) return refuse("fee_is_the_same")
  return { after: subscription, fee: next, detail: { from, version: next.version, ends: fee === null } }
}

/**
 * The terms of a plan as it is offered now, and its fee from today on. What the customer chose line by line stays, and so does an end that was
 * agreed where the plan has no term; a plan's term begins on this day. Pure.
 */
export function decidePlan(subscription: Subscription, { fees, plan }: Terms, today: string): DecidedTerms | Refused {
  if (!plan) return refuse("plan_not_found")
  if (plan.status !== "active") return refuse("plan_is_retired")
  const { terms } = plan
  if (!offersCadence(plan, subscription.schedule.cadence)) return refuse("cadence_not_offered")
  const fee = nextVersion(fees, terms.serviceFee, today)
  const takes = !sameFee(feeOn(fees, today), feeOn([fee], today)) || feeChangesAfter(fees, today).length > 0
  const after: Subscription = {
    ...subscription, planId: plan.planId, planName: plan.name, discountPercent: plan.discountPercent, invoicing: terms.invoicing, collect: terms.collect.includes(subscription.collect) ? subscription.collect : (terms.collect[0] ?? "terms"),
    catchUp: terms.catchUp, noticeDays: terms.noticeDays, ceilingPercent: terms.ceilingPercent, endsOn: terms.termMonths ? Temporal.PlainDate.from(today).add({ months: terms.termMonths }).subtract({ days: 1 }).toString() : subscription.endsOn,
  }
  const moves = (["planId", "discountPercent", "invoicing", "collect", "catchUp", "noticeDays", "ceilingPercent"] as const).some((key) => after[key] !== subscription[key])
  if (!moves && !takes) return refuse("plan_is_the_same")
  return { after, fee: takes ? fee : null, detail: { planId: plan.planId, name: plan.name, before: subscription.planName, ...(takes && { from: today, version: fee.version }) } }
}

/** What a fee or a plan is decided by, at this moment in the tenant's calendar. */
export const todayOf = (recurring: Recurring, now: Temporal.Instant) => businessDate(now, recurring.calendar.zone).toString()
