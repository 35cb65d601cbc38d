import { createHash } from "node:crypto"
import { audit, record, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { clearCart, takeNumbers } from "../ordering/index.ts"
import { actingAccount, authorize } from "../tenancy/index.ts"
import { compose, type Composed } from "./compose.ts"
import { CreateSubscription, CreateSubscriptions, type ServiceFee } from "./contract.ts"
import { claimRequest, madeBy } from "./request.db.ts"
import { subscriptionCreated } from "./events.ts"
import { nextRows } from "./rows.ts"
import { keepFee } from "./service-fee.db.ts"
import { nextVersion } from "./service-fee.ts"
import { saveChange } from "./save-change.db.ts"
import type { ChangeFact, Recurring, Subscription } from "./subscription.ts"
import type { SubscriptionCreated, SubscriptionsCreated } from "./views.ts"

/**
 * Makes one subscription. Refuses `subscriptions.several_ship_tos` and whatever `createSubscriptions` refuses.
 */
export async function createSubscription(work: Work, input: CreateSubscription): Promise<SubscriptionCreated> {
  authorize(work, "subscription.manage")
  const ask = CreateSubscription.parse(input)
  const composed = await compose(work, ask)
  if (composed.deliveries.length > 1) throw new Refusal("subscriptions.several_ship_tos", "rule", { count: composed.deliveries.length })
  return (await makeAll(work, ask, composed))[0]!
}

/**
 * Makes a subscription for each ship-to, from the actor's cart (which is emptied), from an order, or from lines: all of them or none. Of each its first
 * date is written, the rest is worked out. Where the tenant's staff act for a customer, both names are kept. About a dozen statements and one or two for each ship-to,
 * whatever the number of lines. The same key again, by whomever, answers with what it made.
 *
 * Refuses `subscriptions.has_no_lines`, `lines_need_attention`, `plan_not_found`, `plan_is_retired`, `cadence_not_offered`, `collect_not_offered`, `request_key_is_used`.
 */
export async function createSubscriptions(work: Work, input: CreateSubscriptions): Promise<SubscriptionsCreated> {
  authorize(work, "subscription.manage")
  const { requestKey, ...ask } = CreateSubscriptions.parse(input)
  const request = { accountId: actingAccount(work), requestKey, contentHash: createHash("sha256").update(JSON.stringify(ask)).digest("hex") }
  const before = await madeBy(work, request)
  if (before) return { made: before }
  const composed = await compose(work, ask)
  // Of two at the same moment the second waits here for the first, and then finds what it made.
  if (!(await claimRequest(work, request))) return { made: (await madeBy(work, request)) ?? [] }
  return { made: await makeAll(work, ask, composed, requestKey) }
}

async function makeAll(work: Work, ask: ReturnType<typeof CreateSubscription.parse>, { deliveries, recurring, plan, cartOrderId }: Composed, requestKey: string | null = null): Promise<SubscriptionCreated[]> {
  const problems = deliveries.flatMap((one) => one.problems)
  if (problems[0]) throw new Refusal("subscriptions.lines_need_attention", "rule", { sku: problems[0].sku, problem: problems[0].code, count: problems.length })
  const numbers = await takeNumbers(work, { kind: "subscription", count: deliveries.length })
  if (cartOrderId) await clearCart(work, cartOrderId)
  const several = deliveries.length > 1
  return Promise.all(deliveries.map(({ subscription, shipTo, quote }, place) => {
    const named = { ...subscription, number: numbers[place]!, name: several && shipTo ? nameOf(subscription.name, shipTo.label) : subscription.name }
    return make(work, { subscription: named, recurring, expectedMinor: quote.total.amount.toString(), serviceFee: plan?.terms.serviceFee, requestKey })
  }))
}

const LONGEST_NAME = 120
/** Its ship-to tells each of several apart. */
const nameOf = (name: string, label: string) => `${name.slice(0, LONGEST_NAME - label.length - 3)} · ${label}`.slice(0, LONGEST_NAME)

type Made = { readonly subscription: Subscription; readonly recurring: Recurring; readonly expectedMinor: string; readonly serviceFee: ServiceFee | null | undefined; readonly requestKey: string | null }

async function make(work: Work, { subscription, recurring, expectedMinor, serviceFee, requestKey }: Made): Promise<SubscriptionCreated> {
  const { subscriptionId, number, status, accountId } = subscription
  const rows = status === "draft" ? [] : nextRows(subscription, recurring).map((row) => ({ ...row, expectedMinor }))
  const onBehalfOf = behalfOf(work, subscription)
  await saveChange(work, { subscription, facts: [createdFact(subscription, work)], rows, lines: subscription.lines, newSchedule: false, created: true, requestKey, onBehalfOf })
  if (serviceFee) await keepFee(work, subscription, { ...nextVersion([], serviceFee, subscription.startsOn), from: null })
  record(work, subscriptionCreated, { subscriptionId, number, accountId })
  audit(work, { action: "subscription.created", subjectKind: "subscription", subjectId: subscriptionId, after: { number, status, onBehalfOf } })
  return { subscriptionId, number, status, nextOn: rows.find((row) => row.status === "planned")?.dueOn ?? null }
}

function createdFact(subscription: Subscription, work: Work): ChangeFact {
  return { changeId: newId<"change">(work.now.epochMilliseconds), kind: "created", scheduleVersion: 1, fromN: null, toN: null, detail: { lines: subscription.lines.length, anchor: subscription.schedule.anchor }, reason: "" }
}

/** For whom somebody acts who is not the owner: the customer's name stands beside theirs. */
export function behalfOf(work: Work, subscription: Pick<Subscription, "ownerId" | "ownerName" | "accountName">): string | null {
  return work.scope.accountId !== undefined || work.actor.id === subscription.ownerId || work.actor.kind === "automation" ? null : `${subscription.ownerName}, ${subscription.accountName}`
}
