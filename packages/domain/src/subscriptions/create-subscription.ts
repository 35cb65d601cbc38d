import { audit, record, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { clearCart, takeNumbers } from "../ordering/index.ts"
import { authorize } from "../tenancy/index.ts"
import { compose } from "./compose.ts"
import { CreateSubscription } from "./contract.ts"
import { subscriptionCreated } from "./events.ts"
import { nextRows } from "./rows.ts"
import { keepFee } from "./service-fee.db.ts"
import { nextVersion } from "./service-fee.ts"
import { saveChange } from "./save-change.db.ts"
import type { ChangeFact, Subscription } from "./subscription.ts"
import type { SubscriptionCreated } from "./views.ts"

/**
 * Makes a subscription from the actor's cart (which is emptied), from an order, or from lines. Its first date is written, the rest is worked
 * out. Where the tenant's staff act for a customer, both names are kept. About a dozen statements, whatever the number of lines.
 *
 * Refuses `subscriptions.has_no_lines`, `lines_need_attention`, `plan_not_found`, `plan_is_retired`, `cadence_not_offered`, `collect_not_offered`.
 */
export async function createSubscription(work: Work, input: CreateSubscription): Promise<SubscriptionCreated> {
  authorize(work, "subscription.manage")
  const ask = CreateSubscription.parse(input)
  const { subscription: draft, recurring, quote, plan, problems, cartOrderId } = await compose(work, ask)
  if (problems[0]) throw new Refusal("subscriptions.lines_need_attention", "rule", { sku: problems[0].sku, problem: problems[0].code, count: problems.length })
  const [number] = await takeNumbers(work, { kind: "subscription", count: 1 })
  const subscription = { ...draft, number: number! }
  const rows = ask.draft ? [] : nextRows(subscription, recurring).map((row) => ({ ...row, expectedMinor: quote.total.amount.toString() }))
  await Promise.all([saveChange(work, { subscription, facts: [createdFact(subscription, work)], rows, lines: subscription.lines, newSchedule: false, created: true, onBehalfOf: behalfOf(work, subscription) }), ...(cartOrderId ? [clearCart(work)] : [])])
  if (plan?.terms.serviceFee) await keepFee(work, subscription, { ...nextVersion([], plan.terms.serviceFee, subscription.startsOn), from: null })
  record(work, subscriptionCreated, { subscriptionId: subscription.subscriptionId, number: subscription.number, accountId: subscription.accountId })
  audit(work, { action: "subscription.created", subjectKind: "subscription", subjectId: subscription.subscriptionId, after: { number: subscription.number, status: subscription.status, onBehalfOf: behalfOf(work, subscription) } })
  return { subscriptionId: subscription.subscriptionId, number: subscription.number, status: subscription.status, nextOn: rows.find((row) => row.status === "planned")?.dueOn ?? null }
}

function createdFact(subscription: Subscription, work: Work): ChangeFact {
  return { changeId: newId<"change">(work.now.epochMilliseconds), kind: "created", scheduleVersion: 1, fromN: null, toN: null, detail: { lines: subscription.lines.length, anchor: subscription.schedule.anchor }, reason: "" }
}

/** For whom somebody acts who is not the owner: the customer's name stands beside theirs. */
export function behalfOf(work: Work, subscription: Pick<Subscription, "ownerId" | "ownerName" | "accountName">): string | null {
  return work.scope.accountId !== undefined || work.actor.id === subscription.ownerId || work.actor.kind === "automation" ? null : `${subscription.ownerName}, ${subscription.accountName}`
}
