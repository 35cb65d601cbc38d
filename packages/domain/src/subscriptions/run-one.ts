import { sql } from "kysely"
import { record, type Work } from "@entrepot/db"
import { allocate, businessDate, currency, money, newId, type Facts } from "@entrepot/kernel"
import { placeStandingOrder, type StandingLine, type StandingPlaced } from "../ordering/index.ts"
import { catchUp, type CaughtUp } from "./catch-up.ts"
import type { HoldCode, RunOutcome } from "./contract.ts"
import { sourceOf } from "./estimate.ts"
import { expectedRows } from "./expect-rows.ts"
import { occurrenceHeld, occurrenceOrdered } from "./events.ts"
import { RESTRICTED } from "./held-occurrence.ts"
import { indexPriceOn } from "./index-price.ts"
import { dueAt, expectedAt, linesAt, type DueLine } from "./outlook.ts"
import { policyPrice, standingLine } from "./policy-price.ts"
import type { RowWrite } from "./rows.ts"
import { safetyOf, unusual, type Safety } from "./safety.ts"
import { saveOutcome, type Extra, type Outcome } from "./save-outcome.db.ts"
import { decideStock, type StockDecision, type Substitute, type Waiting } from "./stock-out.ts"
import { readSubscriptions, recurringOf } from "./subscription.db.ts"
import type { Claimed, MadeLine, OccurrenceRow, Recurring, Subscription } from "./subscription.ts"

export type Loaded = { readonly subscription: Subscription; readonly row: OccurrenceRow; readonly recurring: Recurring; readonly safety: Safety }

/**
 * Makes one claimed occurrence, in the work of a worker that is scoped to its tenant: order, stock, approval, the next date, the run's item and the event
 * commit together or not at all. Whoever comes second finds it made and does nothing. Undefined where there was nothing left to do.
 */
export async function runOne(work: Work, claimed: Claimed): Promise<RunOutcome | undefined> {
  const loaded = await loadClaimed(work, claimed)
  if (!loaded) return undefined
  const { subscription, row, recurring, safety } = loaded
  const fate = fateOf(loaded)
  if (fate) return settle(work, claimed, loaded, fate, row.n >= 0 && row.scheduleVersion === subscription.schedule.version ? catchUp(subscription, recurring, row, work.now).next : [])
  const caught: CaughtUp = row.n < 0 ? { verdict: "order", missed: 0, next: [] } : catchUp(subscription, recurring, row, work.now)
  if (caught.verdict === "skip") return settle(work, claimed, loaded, { status: "skipped", outcome: "skipped", code: "missed", reason: "missed" }, caught.next)
  if (caught.verdict === "ask") return hold(work, claimed, loaded, "catch_up", { missed: caught.missed }, caught.next)
  const parked = row.cleared.includes("safety") ? null : unusual(safety, recurring.settings, null)
  return parked ? hold(work, claimed, loaded, "safety", parked, caught.next, whyOf(parked)) : order(work, claimed, loaded, caught.next)
}

/** Locks the subscription, then the occurrence, and reads what changed meanwhile: sent together, in one round trip. */
export async function loadClaimed(work: Work, { accountId, subscriptionId, occurrenceId }: Claimed): Promise<Loaded | undefined> {
  const { networkId, tenantId } = work.scope
  const own = sql`network_id = ${networkId} and tenant_id = ${tenantId} and account_id = ${accountId}`
  const [, , [subscription], recurring, safety] = await Promise.all([
    sql`select 1 from subscriptions.subscription where ${own} and subscription_id = ${subscriptionId} for no key update`.execute(work.db),
    sql`select 1 from subscriptions.occurrence where ${own} and occurrence_id = ${occurrenceId} for no key update`.execute(work.db),
    readSubscriptions(work, { where: sql`s.account_id = ${accountId} and s.subscription_id = ${subscriptionId}`, occurrences: sql`o.n < 0` }),
    recurringOf(work), safetyOf(work, accountId, subscriptionId),
  ])
  const row = subscription?.occurrences.find((one) => one.occurrenceId === occurrenceId)
  return subscription && row?.status === "locked" ? { subscription, row, recurring, safety } : undefined
}

type Fate = { readonly status: "skipped" | "cancelled" | "planned"; readonly outcome: RunOutcome; readonly code: string; readonly reason: string }

/** What was decided of it between the claim and now: skipped, paused, ended, or of a rhythm that is no longer. */
function fateOf({ subscription, row, recurring }: Loaded): Fate | null {
  if (subscription.status === "ended") return { status: "cancelled", outcome: "skipped", code: "subscription_is_over", reason: "" }
  if (subscription.status === "paused" && subscription.pausedUntil === null) return { status: "planned", outcome: "skipped", code: "paused", reason: "" }
  if (row.n < 0) return null
  if (row.scheduleVersion !== subscription.schedule.version) return { status: "cancelled", outcome: "skipped", code: "rescheduled", reason: "" }
  const wanted = expectedAt(subscription, recurring, row.n)
  return wanted.status === "skipped" ? { status: "skipped", outcome: "skipped", code: "skipped", reason: wanted.reason } : null
}

async function settle(work: Work, claimed: Claimed, loaded: Loaded, fate: Fate, next: readonly RowWrite[]): Promise<RunOutcome> {
  await saveOutcome(work, claimed, loaded.subscription, { status: fate.status, outcome: fate.outcome, code: fate.code, reason: fate.reason, next: fate.status === "planned" || loaded.subscription.status === "ended" ? [] : await expectedRows(work, loaded.subscription, withoutOpen(loaded, next)) })
  return fate.outcome
}

async function hold(work: Work, claimed: Claimed, loaded: Loaded, code: HoldCode, facts: Facts, next: readonly RowWrite[], reason = ""): Promise<RunOutcome> {
  await saveOutcome(work, claimed, loaded.subscription, { status: "held", outcome: "held", code, reason, holdCode: code, holdFacts: facts, next: await expectedRows(work, loaded.subscription, withoutOpen(loaded, next)) })
  announceHeld(work, loaded, code)
  return "held"
}

function announceHeld(work: Work, { subscription: { subscriptionId, number, accountId }, row }: Pick<Loaded, "subscription" | "row">, code: HoldCode): void {
  record(work, occurrenceHeld, { subscriptionId, number, accountId, occurrenceId: row.occurrenceId, on: row.dueOn, code })
}

/** Where another date is written and open already, the next one is that. */
export function withoutOpen({ subscription, row }: Loaded, next: readonly RowWrite[]): readonly RowWrite[] {
  const open = subscription.occurrences.some((one) => one.occurrenceId !== row.occurrenceId && one.n >= 0 && one.scheduleVersion === subscription.schedule.version && (one.status === "planned" || one.status === "notified"))
  return open ? [] : next
}

async function order(work: Work, claimed: Claimed, loaded: Loaded, next: readonly RowWrite[]): Promise<RunOutcome> {
  const { subscription, row, recurring, safety } = loaded
  const due = dueAt(subscription, row.n < 0 ? row : { ...row, lines: null })
  const substitutes = await substitutesOf(work, due)
  let stock: StockDecision = { lines: [], made: [], waiting: [] }
  const policies = new Map<string, { line: DueLine }>([...due.map((line) => [line.lineId, { line }] as const), ...substitutes.map((one) => [one.candidate.lineId, { line: { ...due.find((line) => line.lineId === one.forLineId)!, pricePolicy: { policy: "current" as const } } }] as const)])
  const today = businessDate(work.now, recurring.calendar.zone).toString()
  const placed = await placeStandingOrder(work, {
    orderId: row.occurrenceId, accountId: subscription.accountId, userId: subscription.ownerId, shipToId: subscription.shipToId, poNumber: subscription.poNumber, requestedOn: row.dueOn >= today ? row.dueOn : null, note: "",
    source: sourceOf(subscription), candidates: [...due.map(standingLine), ...substitutes.map((one) => one.candidate)],
    priceOf: (line, current) => policyPrice(policies.get(line.lineId)?.line.pricePolicy ?? { policy: "current" }, subscription.discountPercent, row.dueOn, current, subscription.indices),
    decide: (quoted) => {
      stock = decideStock(due, quoted, substitutes, row.cleared.includes("stock"))
      return stock.lines.length > 0 ? { lines: stock.lines } : nothingGoes(stock.waiting)
    },
    agree: ({ total }) => {
      const ceiling = ceilingOf(subscription, row)
      if (ceiling === null && row.notifiedAt !== null && !row.cleared.includes("price")) return { hold: "price", facts: { why: "unpriced", total: total.amount.toString(), currency: total.currency } }
      if (ceiling !== null && total.amount > ceiling && !row.cleared.includes("price")) return { hold: "price", facts: { total: total.amount.toString(), ceiling: ceiling.toString(), currency: total.currency } }
      const parked = row.cleared.includes("safety") ? null : unusual(safety, recurring.settings, total.amount)
      return parked && { hold: "safety", facts: parked }
    },
  })
  return finish(work, claimed, loaded, placed, { ...stock, made: withPrices(stock.made, due, row.dueOn, subscription) }, next)
}

/** What goes at a price that follows an index keeps how that came about; a substitute costs what it costs that day. */
function withPrices(made: readonly MadeLine[], due: readonly DueLine[], on: string, { indices }: Subscription): readonly MadeLine[] {
  return made.map((line) => {
    const policy = line.outcome === "substituted" || line.outcome === "skipped" ? undefined : due.find(({ lineId }) => lineId === line.lineId)?.pricePolicy
    const index = policy && indexPriceOn(policy, on, indices)
    return index ? { ...line, index } : line
  })
}

/** Never above what was notified; where no notice went out, never above what was expected, with the same allowance. */
function ceilingOf({ ceilingPercent }: Subscription, { ceilingMinor, expectedMinor }: OccurrenceRow): bigint | null {
  if (ceilingMinor !== null) return BigInt(ceilingMinor)
  return expectedMinor === null ? null : raised(BigInt(expectedMinor), ceilingPercent)
}

/** No line goes: what the whole date waits for, or that it falls away. */
function nothingGoes(waiting: readonly Waiting[]): { readonly hold: string; readonly facts: Facts } {
  if (waiting.length === 0) return { hold: "nothing_is_there", facts: {} }
  const wrong = problemsOf(waiting)
  return wrong.length > 0 ? { hold: "lines_need_attention", facts: { lines: wrong } } : { hold: "stock", facts: {} }
}

const problemsOf = (waiting: readonly Waiting[]) => waiting.flatMap(({ sku, problem }) => (problem === null ? [] : [{ sku, problem }]))

export function raised(minor: bigint, percent: string): bigint {
  const hundredths = BigInt(Math.round(Number(percent) * 10_000))
  return minor + (minor * hundredths + 999_999n) / 1_000_000n
}

/** Substitutes that are sold in the line's unit at all; the rest cannot be asked a price. */
async function substitutesOf(work: Work, due: readonly DueLine[]): Promise<readonly Substitute[]> {
  const wanted = due.flatMap((line) => line.stockOut.flatMap((step) => (step.step === "substitute" ? step.productIds.map((productId) => ({ line, productId })) : [])))
  if (wanted.length === 0) return []
  const { rows } = await sql<{ key: string }>`select u.product_id || ' ' || u.unit as key from catalog.product_unit u where u.network_id = ${work.scope.networkId} and u.sellable and u.product_id = any (${[...new Set(wanted.map((one) => one.productId))]}::uuid[])`.execute(work.db)
  const sold = new Set(rows.map((row) => row.key))
  return wanted.filter(({ line, productId }) => sold.has(`${productId} ${line.unit}`)).map(({ line, productId }): Substitute => {
    const candidate: StandingLine = { lineId: newId<"line">(work.now.epochMilliseconds), productId, unit: line.unit, quantity: line.quantity }
    return { forLineId: line.lineId, candidate }
  })
}

async function finish(work: Work, claimed: Claimed, loaded: Loaded, placed: StandingPlaced, stock: StockDecision, next: readonly RowWrite[]): Promise<RunOutcome> {
  const { subscription, row } = loaded
  if (!placed.placed) {
    if (placed.hold === "nothing_is_there") return settle(work, claimed, loaded, { status: "skipped", outcome: "skipped", code: "nothing_is_there", reason: "nothing_is_there" }, next)
    const { code, reason } = heldBy(placed)
    return hold(work, claimed, loaded, code, placed.facts, next, reason)
  }
  const { status, orderId, totals } = placed
  const waits = status === "on_hold" ? "credit" as const : status === "awaiting_approval" ? "approval" as const : null
  const usual = row.n >= 0 && stock.waiting.length === 0 && stock.made.every((line) => line.outcome === "as_subscribed" || line.outcome === "split") && JSON.stringify(linesAt(subscription, row.n)) === JSON.stringify(linesAt(subscription, row.n + 1))
  const outcome: Outcome = {
    status: waits ? "held" : "ordered", outcome: waits ? "held" : "made", code: waits, reason: "", ...(waits && { holdCode: waits }), orderId, lines: stock.made, extras: extrasFor(work, loaded, stock.waiting, totals.total.amount),
    next: await expectedRows(work, subscription, withoutOpen(loaded, next).map((one) => ({ ...one, expectedMinor: one.status === "planned" && usual ? totals.total.amount.toString() : null }))),
  }
  await saveOutcome(work, claimed, subscription, outcome)
  if (waits) announceHeld(work, loaded, waits)
  else announceOrdered(work, subscription, row, orderId)
  for (const extra of outcome.extras ?? []) announceHeld(work, { subscription, row: { ...row, occurrenceId: extra.occurrenceId } }, extra.code)
  return waits ? "held" : "made"
}

const whyOf = ({ why }: Facts) => (typeof why === "string" ? why : "")

/** What a date waits for that ordering refused, and why exactly, without money: the reason is read by the distributor too. */
function heldBy({ hold: found, facts }: Extract<StandingPlaced, { placed: false }>): { readonly code: HoldCode; readonly reason: string } {
  if (found === "account_is_restricted") return { code: "payment", reason: RESTRICTED }
  const code = (["stock", "price", "safety"] as const).find((one) => one === found)
  return code ? { code, reason: whyOf(facts) } : { code: "attention", reason: found }
}

/**
 * Lines that wait for a person become deliveries of their own, so that nobody else waits for them: one for what there is too little of, one for what is not
 * sold as it is. Together with what goes they cost no more than was announced: what is left of that is given out by what they cost today, or by their lines
 * where one of them has no price.
 */
function extrasFor(work: Work, { subscription, row }: Loaded, waiting: readonly Waiting[], orderedMinor: bigint): readonly Extra[] {
  const ceiling = ceilingOf(subscription, row)
  const left = ceiling === null ? null : money(ceiling > orderedMinor ? ceiling - orderedMinor : 0n, currency(subscription.currency))
  const first = Math.min(0, ...subscription.occurrences.map((one) => one.n)) - 1
  const groups = [{ code: "stock" as const, of: waiting.filter(({ problem }) => problem === null) }, { code: "attention" as const, of: waiting.filter(({ problem }) => problem !== null) }].filter(({ of }) => of.length > 0)
  const parts = left && groups.length > 0 ? allocate(left, weightsOf(groups.map(({ of }) => of))) : []
  return groups.map(({ code, of }, index): Extra => ({
    occurrenceId: newId<"occurrence">(work.now.epochMilliseconds), n: first - index, code, ceilingMinor: parts[index]?.amount.toString() ?? null, ...(code === "attention" ? { reason: "lines_need_attention", facts: { lines: problemsOf(of) } } : { reason: "", facts: null }),
    lines: of.map(({ line: { lineId, productId, unit, quantity } }) => ({ lineId, productId, unit, quantity, outcome: "as_subscribed" })),
  }))
}

function weightsOf(groups: readonly (readonly Waiting[])[]): readonly bigint[] {
  const nets = groups.map((of) => of.reduce((sum, { netMinor }) => sum + (netMinor ?? 0n), 0n))
  const isPriced = groups.every((of) => of.every(({ netMinor }) => netMinor !== null)) && nets.every((net) => net > 0n)
  return isPriced ? nets : groups.map((of) => BigInt(of.length))
}

export function announceOrdered(work: Work, subscription: Pick<Subscription, "subscriptionId" | "number" | "accountId" | "invoicing" | "collect">, row: Pick<OccurrenceRow, "occurrenceId" | "dueOn">, orderId: string): void {
  const { subscriptionId, number, accountId, invoicing, collect } = subscription
  record(work, occurrenceOrdered, { subscriptionId, number, accountId, occurrenceId: row.occurrenceId, on: row.dueOn, orderId, invoicing, collect })
}

