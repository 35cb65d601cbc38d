import { sql } from "kysely"
import { audit, enqueue, record, type Work } from "@entrepot/db"
import { Refusal, type Facts } from "@entrepot/kernel"
import { quoteStanding, type StandingQuote } from "../ordering/index.ts"
import { requireIndexSeries } from "../pricing/index.ts"
import { authorize } from "../tenancy/index.ts"
import { ApplyChange, PreviewChange, type Change } from "./contract.ts"
import { behalfOf } from "./create-subscription.ts"
import { datesOf, decideChange, merged, type Decided } from "./decide-change.ts"
import { askFor } from "./estimate.ts"
import { todayOf, type Terms } from "./decide-terms.ts"
import { feeChanged, subscriptionChanged, subscriptionEnded } from "./events.ts"
import { seriesOf } from "./index-price.ts"
import { dateAt, lastingAt, linesAt, nextChangeable, rowOf, type Expected } from "./outlook.ts"
import { getPlan } from "./plan.db.ts"
import { productNames, type ProductName } from "./product-names.db.ts"
import { refuseOutsidePlan } from "./plan-terms.ts"
import { agreedLine, refuseOwnPrices, sameTerms } from "./policy-price.ts"
import { expectedRows } from "./expect-rows.ts"
import { saveChange } from "./save-change.db.ts"
import { feesOf, keepFee } from "./service-fee.db.ts"
import { getSubscription, lockSubscription, recurringOf } from "./subscription.db.ts"
import { waitsFor, type Recurring, type Subscription } from "./subscription.ts"
import type { ChangeApplied, ChangePreview, DateEffect } from "./views.ts"

const PREVIEWED_DATES = 12

/** What a change would do: the next dates before and after, with what each costs. Nothing is written; the verb decides the same again. */
export async function previewChange(work: Work, input: PreviewChange): Promise<ChangePreview> {
  authorize(work, "subscription.manage")
  const { subscriptionId, change } = PreviewChange.parse(input)
  const [recurring, found, terms] = await Promise.all([recurringOf(work), getSubscription(work, subscriptionId, also(work, change)), termsFor(work, subscriptionId, change)])
  const subscription = await withSeries(work, found, change)
  refusePrices(work, subscription, recurring, change)
  await refuseOutsidePlan(work, subscription, change)
  const decided = decideChange(subscription, change, { recurring, now: work.now, reason: "", terms })
  const after = "refused" in decided ? subscription : seriesIn(change).length > 0 ? settledAfter(decided, await checkedLines(work, decided, subscription, change, recurring)) : decided.after
  const [before, then] = [[...waitingDate(subscription, recurring, change), ...datesOf(subscription, recurring, PREVIEWED_DATES)], [...waitingDate(after, recurring, change, decided), ...besideOf(work, decided), ...datesOf(after, recurring, PREVIEWED_DATES)]]
  const [quotes, names] = await Promise.all([
    quoteStanding(work, [...before.map((one) => askFor(subscription, `before ${one.n}`, one.on, one.lines)), ...then.map((one) => askFor(after, `after ${one.n}`, one.on, one.lines))]),
    productNames(work, [...before, ...then].flatMap((one) => one.lines.map((line) => line.productId)), recurring.locale),
  ])
  const row = "n" in change ? rowOf(subscription, change.n) : undefined
  const afterwards = effects(then, before, after, subscription, (n) => quotes.get(`after ${n}`), names)
  return {
    version: subscription.version, change, refused: "refused" in decided ? { code: `subscriptions.${decided.refused}`, facts: decided.facts as Record<string, string | number> } : null,
    changeOrder: row?.orderId ? { orderId: row.orderId, number: row.orderNumber ?? "" } : null, status: { before: subscription.status, after: after.status },
    before: effects(before, then, subscription, after, (n) => quotes.get(`before ${n}`), names), after: afterwards,
    orderedNow: "refused" in decided ? null : (afterwards.find(({ n }) => n === decided.orderNow)?.total ?? null),
  }
}

/** What a change of fee or plan is decided by. A plan that is not there is refused by the decision. */
export async function termsFor(work: Work, subscriptionId: string, change: Change): Promise<Terms | undefined> {
  if (change.kind !== "fee" && change.kind !== "plan") return undefined
  const [fees, plan] = await Promise.all([feesOf(work, subscriptionId), change.kind === "plan" ? getPlan(work, change.planId) : null])
  return { fees, plan }
}

/** Prices that a change names are agreed by whoever sets prices, or the line's own already, of the product that it is now. */
function refusePrices(work: Work, subscription: Subscription, recurring: Recurring, change: Change): void {
  if (change.kind === "fee") authorize(work, "price.manage")
  if (change.kind === "add_line" && change.line.pricePolicy) refuseOwnPrices(work, change.line.pricePolicy, [])
  if (change.kind !== "policies" || !change.pricePolicy) return
  for (const line of lastingAt(subscription, nextChangeable(subscription, recurring, work.now))) if (change.lineIds.includes(line.lineId)) refuseOwnPrices(work, change.pricePolicy, [line.pricePolicy])
}

/** The series that a change would have a price follow. */
const seriesIn = (change: Change): readonly string[] => seriesOf(change.kind === "policies" && change.pricePolicy ? [change.pricePolicy] : change.kind === "add_line" && change.line.pricePolicy ? [change.line.pricePolicy] : [])

/** The subscription with what a change would have its prices follow. Refuses `pricing.index_series_not_found`. */
async function withSeries(work: Work, subscription: Subscription, change: Change): Promise<Subscription> {
  const wanted = seriesIn(change).filter((id) => !subscription.indices.has(id))
  return wanted.length === 0 ? subscription : { ...subscription, indices: new Map([...subscription.indices, ...(await requireIndexSeries(work, wanted))]) }
}

/** What it becomes, at the prices that are agreed with it. */
const settledAfter = ({ after }: Decided, lines: Decided["lines"]): Subscription => (lines.length === 0 ? after : { ...after, lines: merged(after.lines, lines) })

/** The date that is changed, where it waits for somebody: it stands before the dates that lie ahead. */
function waitingDate(one: Subscription, recurring: Recurring, change: Change, decided?: ReturnType<typeof decideChange>): readonly Expected[] {
  const n = "n" in change ? change.n : "at" in change && change.at.scope === "this" ? change.at.n : undefined
  const row = n === undefined ? undefined : rowOf(one, n)
  if (!row || waitsFor(row) === null) return []
  const write = decided && "rows" in decided ? decided.rows.find((each) => each.n === row.n && each.scheduleVersion === row.scheduleVersion) : undefined
  return [{ ...dateAt(one, recurring, row.n), ...(write && { on: write.dueOn, status: write.status === "skipped" ? "skipped" : "planned" }) }]
}

/** What a change orders beside the schedule, as one more date of the preview. */
function besideOf(work: Work, decided: ReturnType<typeof decideChange>): readonly Expected[] {
  if ("refused" in decided) return []
  const { after, rows } = decided
  return rows.filter(({ n, status }) => n < 0 && status === "planned").map(({ n, scheduledOn, dueOn, reason }) => ({ n, scheduledOn, on: dueOn, cutOffAt: work.now.toString(), notifyAt: null, status: "planned", reason, lines: linesAt(after, Math.max(after.lastN, 0)) }))
}

function effects(dates: readonly Expected[], others: readonly Expected[], own: Subscription, other: Subscription, quoteOf: (n: number) => StandingQuote | undefined, names: ReadonlyMap<string, ProductName>): readonly DateEffect[] {
  return dates.map((one) => {
    const twin = own.schedule.version === other.schedule.version ? others.find((date) => date.n === one.n) : undefined
    const quote = quoteOf(one.n)
    return {
      n: one.n, on: one.on, skipped: one.status === "skipped", total: one.status === "skipped" || !quote || quote.unpriced ? null : { amount: quote.total.amount.toString(), currency: quote.total.currency },
      lines: one.lines.map((line) => ({ lineId: line.lineId, sku: names.get(line.productId)?.sku ?? "", name: names.get(line.productId)?.name ?? "", unit: line.unit, quantity: line.quantity })),
      changed: !twin || twin.on !== one.on || twin.status !== one.status || signature(twin) !== signature(one),
    }
  })
}

const signature = ({ lines }: Expected) => JSON.stringify(lines.map(({ lineId, productId, unit, quantity }) => [lineId, productId, unit, quantity]))

/** Beside the open rows: what was skipped of late and may come back, and the one that is asked about. */
export function also(work: Work, change: Change) {
  const since = work.now.subtract({ hours: 24 * 90 }).toString()
  return sql`(o.status = 'skipped' and o.due_on >= ${since}::timestamptz::date) or o.n < 0 or o.status = 'failed' ${"n" in change ? sql`or (o.n = ${change.n} and o.schedule_version = s.schedule_version)` : sql``}`
}

/**
 * Does what the preview showed, or refuses. Until the cut-off an occurrence is changed here; after it, it is an order. What is to be made at
 * once is made by the worker, which is woken with the commit.
 *
 * Refuses `subscriptions.changed_meanwhile`, `past_cut_off`, `occurrence_not_found`, `line_not_found`, `lines_need_attention`, `subscription_is_over`,
 * `is_not_active`, `is_not_paused`, `choose_catch_up`, `costs_more_than_shown`, `is_skipped_already`, `is_not_skipped`, `last_line_stays`, `nothing_is_next`,
 * `date_is_too_soon`, `date_is_too_far`, `date_is_no_business_day`, `price_needs_agreement`, `index_has_no_value`, `has_no_term`, `fee_is_the_same`, `plan_is_the_same`, `plan_not_found`,
 * `plan_is_retired`, `cadence_not_offered`, and what `refuseOutsidePlan` refuses.
 */
export async function applyChange(work: Work, input: ApplyChange): Promise<ChangeApplied> {
  authorize(work, "subscription.manage")
  const { subscriptionId, expectedVersion, change, shown, reason } = ApplyChange.parse(input)
  const [recurring, found] = await Promise.all([recurringOf(work), lockSubscription(work, subscriptionId, also(work, change))])
  const subscription = await withSeries(work, found, change)
  const terms = await termsFor(work, subscriptionId, change)
  if (subscription.version !== expectedVersion) throw new Refusal("subscriptions.changed_meanwhile", "conflict", { version: subscription.version })
  refusePrices(work, subscription, recurring, change)
  await refuseOutsidePlan(work, subscription, change)
  const decided = decideChange(subscription, change, { recurring, now: work.now, reason, terms })
  if ("refused" in decided) throw new Refusal(`subscriptions.${decided.refused}`, "rule", decided.facts)
  const lines = needsQuote(change) ? await checkedLines(work, decided, subscription, change, recurring) : decided.lines
  const rows = await expectedRows(work, settledAfter(decided, lines), decided.rows, { orderNow: decided.orderNow, shown })
  await saveChange(work, { ...decided, lines, rows, subscription: decided.after, onBehalfOf: behalfOf(work, subscription) })
  if (decided.fee) await keepFee(work, subscription, decided.fee)
  announce(work, subscription, { change, reason, decided })
  if (decided.orderNow !== null) enqueue(work, { task: "run_occurrences", payload: {}, key: `run_occurrences:${work.scope.networkId}` })
  const made = decided.orderNow === null ? null : await occurrenceId(work, decided.after, decided.orderNow)
  return { subscriptionId, version: subscription.version + 1, status: decided.after.status, orderNow: made === null ? null : { occurrenceId: made } }
}

function announce(work: Work, subscription: Subscription, { change, reason, decided }: { readonly change: Change; readonly reason: string; readonly decided: Decided }): void {
  const { subscriptionId, number, accountId, status } = subscription
  const about = { subscriptionId, number, accountId }
  if (change.kind === "cancel") record(work, subscriptionEnded, about)
  else record(work, subscriptionChanged, { ...about, what: change.kind })
  if (decided.fee) record(work, feeChanged, { ...about, version: decided.fee.version })
  // The distributor reads what was done, and never what a partner charges.
  const detail = JSON.parse(JSON.stringify(change.kind === "fee" ? { kind: change.kind, ...decided.facts[0]?.detail } : change)) as Facts
  audit(work, { action: `subscription.${change.kind === "cancel" ? "cancelled" : "changed"}`, subjectKind: "subscription", subjectId: subscriptionId, reason, before: { status }, after: { ...detail, onBehalfOf: behalfOf(work, subscription) } })
}

const needsQuote = ({ kind }: Change) => kind === "swap" || kind === "quantity" || kind === "add_line" || kind === "policies" || kind === "details"

/** What a change makes of the lines can be sold to this account, and its open prices are settled at today's. */
async function checkedLines(work: Work, { after, facts, lines }: Decided, before: Subscription, change: Change, recurring: Recurring): Promise<Decided["lines"]> {
  const n = facts.find((one) => one.fromN !== null)?.fromN ?? nextChangeable(after, recurring, work.now)
  const { on, lines: dated } = dateAt(after, recurring, n)
  const there = change.kind === "policies" ? lastingAt(after, n) : dated
  const due = [...there, ...lines.filter((line) => !there.some((one) => one.lineId === line.lineId))]
  const quote = (await quoteStanding(work, [askFor(after, "change", on, due)])).get("change")
  const touched = new Set([...lines.map((line) => line.lineId), ...facts.map((one) => String(one.detail.lineId))])
  const wrong = quote?.lines.find((one) => touched.has(one.line.lineId) && one.problems.length > 0) ?? quote?.lines.find((one) => one.problems.some(({ code }) => code === "ship_to_missing"))
  if (wrong) throw new Refusal("subscriptions.lines_need_attention", "rule", { sku: wrong.line.sku, problem: wrong.problems[0]?.code ?? "", count: 1 })
  const kept = lastingAt(before, n)
  const agreement = { today: todayOf(recurring, work.now), indices: after.indices }
  const agreed = (line: Decided["lines"][number]) => change.kind === "add_line" || (change.kind === "policies" && change.pricePolicy !== undefined && !kept.some((one) => one.lineId === line.lineId && sameTerms(one.pricePolicy, line.pricePolicy)))
  return lines.map((line) => {
    const current = quote?.lines.find((one) => one.line.lineId === line.lineId)?.current
    return current && agreed(line) ? agreedLine(line, due.find((one) => one.lineId === line.lineId) ?? line, current, after.discountPercent, agreement) : line
  })
}

async function occurrenceId(work: Work, subscription: Subscription, n: number): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select o.occurrence_id as id from subscriptions.occurrence o where o.network_id = ${work.scope.networkId} and o.tenant_id = ${subscription.tenantId} and o.account_id = ${subscription.accountId}
       and o.subscription_id = ${subscription.subscriptionId} and o.schedule_version = ${subscription.schedule.version} and o.n = ${n}`.execute(work.db)
  return rows[0]?.id ?? null
}
