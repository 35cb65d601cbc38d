import type { Work } from "@entrepot/db"
import { currency, money, moneyToJson, type Money, type MoneyJson, type Temporal } from "@entrepot/kernel"
import { quoteBaskets, type QuoteOn, type StandingQuote } from "../ordering/index.ts"
import { seesMargins } from "../pricing/index.ts"
import { may } from "../tenancy/index.ts"
import { calendarEntries } from "./contract.ts"
import { basketFor, hintOf, keptOf, marginOf, worstOf } from "./estimate.ts"
import { indexPriceOn } from "./index-price.ts"
import { ahead, beginAt, dueAt, expectedAt, type DueLine } from "./outlook.ts"
import { productNames, type ProductName } from "./product-names.db.ts"
import { ACCEPTABLE, OPEN, REFUSABLE, RELEASABLE, waitsFor, type Decidable, type MadeLine, type OccurrenceRow, type Recurring, type Subscription } from "./subscription.ts"
import type { Action, CalendarEntry, EntryBasket, EntryDate, EntrySubscription, HeldFor, IndexPriceView, OccurrenceLine, SharedEntries } from "./views.ts"

/** One date before it is priced: what is written, or what is worked out. `of` is its subscription's place. */
type Dated = {
  readonly subscription: Subscription; readonly of: number; readonly row: OccurrenceRow | null; readonly n: number; readonly on: string; readonly scheduledOn: string; readonly cutOffAt: string
  readonly status: CalendarEntry["status"]; readonly reason: string; readonly lines: readonly (DueLine & Pick<OccurrenceLine, "outcome" | "index">)[]
}
export type Window = { readonly from?: string; readonly to?: string; readonly most?: number; readonly locale?: string | undefined }

/** Every date of some subscriptions in a window, each with all that is known of it: for a page with a handful of them. See `sharedEntriesOf`. */
export async function entriesOf(work: Work, subscriptions: readonly Subscription[], recurring: Recurring, window: Window): Promise<readonly CalendarEntry[]> {
  return calendarEntries(await sharedEntriesOf(work, subscriptions, recurring, window))
}

/**
 * Every date of some subscriptions in a window: the written ones as facts, those further ahead worked out, all of them priced in one
 * question. The rows came with the subscriptions; prices, taxes and stock take three round trips more, however many dates there are.
 */
export async function sharedEntriesOf(work: Work, subscriptions: readonly Subscription[], recurring: Recurring, window: Window): Promise<SharedEntries> {
  const listed = subscriptions.toSorted((left, right) => left.number.localeCompare(right.number))
  const dated = listed.flatMap((subscription, of) => datesIn(subscription, of, recurring, window)).sort(byDate)
  const [distinct, asked] = [new Set<Dated["lines"]>(), new Map<Dated["lines"], Subscription>()]
  for (const one of dated) {
    distinct.add(one.lines)
    if (!asked.has(one.lines) && isAsked(one)) asked.set(one.lines, one.subscription)
  }
  const [quotes, names] = await Promise.all([quoteBaskets(work, [...asked].map(([lines, subscription]) => basketFor(subscription, lines))), productNames(work, [...distinct].flatMap((lines) => lines.flatMap(productsOf)), window.locale ?? recurring.locale)])
  const quoteOf = new Map([...asked.keys()].map((lines, place) => [lines, quotes[place]]))
  const [baskets, actions] = [basketsOf(names, quoteOf, seesMargins(work)), verdicts(may(work, "subscription.manage"), work.now)]
  const dates = dated.map((one) => dateOf(one, baskets.place(one), actions.place(one)))
  return { subscriptions: listed.map(sharedOf), baskets: baskets.list, actions: actions.list, dates }
}

/** Whether a date has a price to be asked for: what was ordered has one already. */
const isAsked = ({ lines, row, status }: Dated): boolean => lines.length > 0 && !row?.orderId && status !== "cancelled" && status !== "merged"

/** By day, and of one day in the order of the subscriptions' numbers. */
function byDate(left: Dated, right: Dated): number {
  if (left.on !== right.on) return left.on < right.on ? -1 : 1
  return left.of - right.of
}

export function productsOf(line: DueLine): readonly string[] {
  return [line.productId, ...line.stockOut.flatMap((step) => (step.step === "substitute" ? step.productIds : []))]
}

function datesIn(subscription: Subscription, of: number, recurring: Recurring, { from, to, most }: Window): Dated[] {
  const inside = (on: string) => (from === undefined || on >= from) && (to === undefined || on <= to)
  const rows = subscription.occurrences.filter((row) => inside(row.dueOn)).map((row) => written(subscription, of, recurring, row))
  const later = ahead(subscription, recurring, { from: from === undefined ? subscription.lastN + 1 : beginAt(subscription, from), ...(to !== undefined && { to }), ...(most !== undefined && { most }) })
  const computed = subscription.status === "draft" ? [] : later.filter((one) => inside(one.on)).map((one): Dated => ({
    subscription, of, row: null, n: one.n, on: one.on, scheduledOn: one.scheduledOn, cutOffAt: one.cutOffAt,
    status: one.status, reason: one.reason, lines: one.lines,
  }))
  return [...rows, ...computed]
}

function written(subscription: Subscription, of: number, recurring: Recurring, row: OccurrenceRow): Dated {
  const current = row.scheduleVersion === subscription.schedule.version
  const expected = current && row.n >= 0 ? expectedAt(subscription, recurring, row.n) : null
  const due = expected !== null && row.lines === null ? expected.lines : dueAt(subscription, row)
  const lines = row.orderId && row.lines ? due.map((line) => ({ ...line, ...madeOf(row.lines?.find((made) => made.lineId === line.lineId)) })) : due
  return {
    subscription, of, row, n: row.n, on: row.dueOn, scheduledOn: row.scheduledOn,
    cutOffAt: row.orderAt ?? expected?.cutOffAt ?? row.orderedAt ?? "", status: row.status, reason: row.reason, lines,
  }
}

/** What an order keeps of a line. */
const madeOf = (made: MadeLine | undefined) => ({ outcome: made?.outcome, index: made?.index })

const sharedOf = ({ subscriptionId, number, name, accountId, accountName, shipToId, schedule }: Subscription): EntrySubscription =>
  ({ subscriptionId, number, name, account: { accountId, name: accountName }, shipToId, scheduleVersion: schedule.version })

/** What is as usual is left out. */
function dateOf({ subscription, row, of, n, on, cutOffAt, scheduledOn, status, reason }: Dated, basket: number, actions: number): EntryDate {
  const plain = { of, basket, actions, n, on, cutOffAt, scheduledOn: scheduledOn === on ? undefined : scheduledOn, status: status === "planned" ? undefined : status, reason: reason || undefined }
  if (row === null) return plain
  return {
    ...plain, occurrenceId: row.occurrenceId, scheduleVersion: row.scheduleVersion === subscription.schedule.version ? undefined : row.scheduleVersion,
    hold: heldFor(row, subscription.currency) ?? undefined, ceiling: row.ceilingMinor ? moneyToJson(money(BigInt(row.ceilingMinor), currency(subscription.currency))) : undefined,
    ordered: row.orderId ? { order: { orderId: row.orderId, number: row.orderNumber ?? "" }, ...orderAmounts(row, subscription.currency) } : undefined,
  }
}

/** Of what a tenant's whole day is worth nothing is told: it is not the customer's. */
export function heldFor({ holdCode, holdFacts, reason }: Pick<OccurrenceRow, "holdCode" | "holdFacts" | "reason">, code: string): HeldFor | null {
  if (holdCode === null) return null
  const of = (minor: string) => moneyToJson(money(BigInt(minor), currency(code)))
  const unusual = holdFacts?.why === "far_above_usual" && holdFacts.total && holdFacts.usual ? { total: of(holdFacts.total), usual: of(holdFacts.usual) } : null
  return { code: holdCode, reason: reason.replace(/^ordering\./, ""), lines: holdFacts?.lines ?? [], unusual }
}

/** What lines are at a quote, made out once for each pair: the dates of a year share both. */
function basketsOf(names: ReadonlyMap<string, ProductName>, quoteOf: ReadonlyMap<Dated["lines"], QuoteOn | undefined>, margins: boolean) {
  const list: EntryBasket[] = []
  const places = new Map<Dated["lines"], Map<StandingQuote | undefined, number>>()
  const place = (one: Dated): number => {
    const quote = isAsked(one) ? quoteOf.get(one.lines)?.(one.on) : undefined
    const ofLines = places.get(one.lines) ?? new Map<StandingQuote | undefined, number>()
    if (ofLines.size === 0) places.set(one.lines, ofLines)
    const known = ofLines.get(quote)
    if (known !== undefined) return known
    const made = list.push({ ...basketOf(one, quote, names), margin: quote && margins ? marginOf(quote) : null }) - 1
    ofLines.set(quote, made)
    return made
  }
  return { list, place }
}

const UNKNOWN = { net: null, tax: null, total: null }

function basketOf({ lines: due, on, subscription: { indices } }: Dated, quote: StandingQuote | undefined, names: ReadonlyMap<string, ProductName>): Omit<EntryBasket, "margin"> {
  const lines = due.map((line) => lineOf(line, quote, names, quote ? indexPriceOn(line.pricePolicy, on, indices) : (line.index ?? null)))
  const amounts = quote && !quote.unpriced ? { net: moneyToJson(quote.net), tax: moneyToJson(quote.tax), total: moneyToJson(quote.total) } : UNKNOWN
  return { lines, ...amounts, availability: worstOf(lines.map((line) => line.availability)), approvals: quote?.levels ?? [] }
}

function orderAmounts({ orderNetMinor, orderTaxMinor, orderTotalMinor, orderSupplyMinor }: OccurrenceRow, code: string): Pick<CalendarEntry, "net" | "tax" | "total" | "margin"> {
  const of = (minor: string): Money => ({ amount: BigInt(minor), currency: currency(code) })
  const told = (minor: string | null): MoneyJson | null => (minor === null ? null : moneyToJson(of(minor)))
  return { net: told(orderNetMinor), tax: told(orderTaxMinor), total: told(orderTotalMinor), margin: orderNetMinor && orderSupplyMinor ? keptOf(of(orderNetMinor), of(orderSupplyMinor)) : null }
}

function lineOf(line: Dated["lines"][number], quote: StandingQuote | undefined, names: ReadonlyMap<string, ProductName>, index: IndexPriceView | null): OccurrenceLine {
  const quoted = quote?.lines.find((one) => one.line.lineId === line.lineId)
  const named = names.get(line.productId)
  return {
    lineId: line.lineId, productId: line.productId, sku: named?.sku ?? "", name: named?.name ?? "", unit: line.unit, quantity: line.quantity, unitPrice: quoted?.line.unitPrice ?? null,
    net: quoted?.line.unitPrice ? moneyToJson(money(quoted.line.netMinor, quote!.net.currency)) : null, availability: quoted ? hintOf(quoted) : "in_stock", ...(index && { index }), ...(line.outcome && { outcome: line.outcome }),
  }
}

const YES: Action = { possible: true, disabledReason: null }
const no = (code: string): Action => ({ possible: false, disabledReason: code })
const [NOT_HELD, OVER, PASSED, SKIPPED, NOT_SKIPPED] = [
  no("subscriptions.is_not_held"), no("subscriptions.subscription_is_over"), no("subscriptions.past_cut_off"), no("subscriptions.is_skipped_already"), no("subscriptions.is_not_skipped"),
]

/** What can still be done with dates: it follows from few facts, so that most of a year share it. */
function verdicts(manages: boolean, now: Temporal.Instant) {
  const list: CalendarEntry["actions"][] = []
  const places = new Map<Decidable | null, Map<Action, number[]>>()
  const isPassed = passedBy(now.epochMilliseconds)
  const place = ({ subscription, row, status, cutOffAt }: Dated): number => {
    if (!manages) return list.length > 0 ? 0 : list.push(every(no("tenancy.not_permitted"))) - 1
    const hold = row && waitsFor(row)
    const isWaiting = hold !== null && row?.scheduleVersion === subscription.schedule.version
    const over = subscription.status === "ended" ? OVER : isWaiting ? YES : isPassed(cutOffAt) || (row !== null && !OPEN.has(row.status) && status !== "skipped") ? PASSED : YES
    const skipped = status === "skipped"
    const known = ofPair(places, hold, over)
    return (known[Number(skipped)] ??= list.push(actionsOf(over, skipped, hold)) - 1)
  }
  return { list, place }
}

function ofPair(places: Map<Decidable | null, Map<Action, number[]>>, hold: Decidable | null, over: Action): number[] {
  const ofHold = places.get(hold) ?? new Map<Action, number[]>()
  const known = ofHold.get(over) ?? []
  if (known.length === 0) places.set(hold, ofHold.set(over, known))
  return known
}

/** Whether a moment has come. Subscriptions share their cut-offs, so each is read once. */
function passedBy(milliseconds: number): (at: string) => boolean {
  const known = new Map<string, boolean>()
  return (at) => {
    const passed = known.get(at) ?? (at !== "" && Date.parse(at) <= milliseconds)
    known.set(at, passed)
    return passed
  }
}

/** `hold`: what a date waits for, where a person's word decides. */
function actionsOf(over: Action, skipped: boolean, hold: Decidable | null): CalendarEntry["actions"] {
  const held = (codes: readonly Decidable[]) => (hold !== null && codes.includes(hold) ? YES : NOT_HELD)
  return {
    skip: over.possible && skipped ? SKIPPED : over, unskip: over.possible && !skipped ? NOT_SKIPPED : over,
    move: over, change: over, accept_price: held(ACCEPTABLE), refuse_price: held(REFUSABLE), release: held(RELEASABLE),
  }
}

function every(action: Action): CalendarEntry["actions"] {
  return { skip: action, unskip: action, move: action, change: action, accept_price: action, refuse_price: action, release: action }
}
