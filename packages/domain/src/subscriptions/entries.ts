import type { Work } from "@entrepot/db"
import { currency, money, moneyToJson, type Money, type MoneyJson, type Temporal } from "@entrepot/kernel"
import { quoteStanding, type StandingQuote } from "../ordering/index.ts"
import { may } from "../tenancy/index.ts"
import { askFor, hintOf, worstOf } from "./estimate.ts"
import { ahead, beginAt, expectedAt, linesAt, type DueLine } from "./outlook.ts"
import { productNames, type ProductName } from "./product-names.db.ts"
import { OPEN, type OccurrenceRow, type Recurring, type Subscription } from "./subscription.ts"
import type { Action, CalendarEntry, OccurrenceLine } from "./views.ts"

/** One date before it is priced: what is written, or what is worked out. */
type Dated = {
  readonly key: string; readonly subscription: Subscription; readonly row: OccurrenceRow | null; readonly n: number; readonly on: string; readonly scheduledOn: string; readonly cutOffAt: string
  readonly status: CalendarEntry["status"]; readonly reason: string; readonly lines: readonly (DueLine & { readonly outcome?: OccurrenceLine["outcome"] })[]
}
export type Window = { readonly from?: string; readonly to?: string; readonly most?: number; readonly locale?: string | undefined }
export type Entries = { readonly entries: readonly CalendarEntry[]; readonly quotes: ReadonlyMap<string, StandingQuote>; readonly names: ReadonlyMap<string, ProductName> }

/**
 * Every date of some subscriptions in a window: the written ones as facts, those further ahead worked out, all of them priced in one
 * question. The rows came with the subscriptions; prices, taxes and stock take three round trips more, however many dates there are.
 */
export async function entriesOf(work: Work, subscriptions: readonly Subscription[], recurring: Recurring, window: Window): Promise<Entries> {
  const dated = subscriptions.flatMap((subscription) => datesIn(subscription, recurring, window))
  const asks = dated.filter((one) => one.lines.length > 0 && !one.row?.orderId && one.status !== "cancelled" && one.status !== "merged").map((one) => askFor(one.subscription, one.key, one.on, one.lines))
  const products = [...new Set(dated.map(({ lines }) => lines))].flatMap((lines) => lines.flatMap(productsOf))
  const [quotes, names] = await Promise.all([quoteStanding(work, asks), productNames(work, products, window.locale ?? recurring.locale)])
  const reader: Reader = { manages: may(work, "subscription.manage"), now: work.now, worthOf: worths(names) }
  return { entries: dated.map((one) => entryOf(reader, one, quotes.get(one.key))).sort(byDate), quotes, names }
}

function byDate(left: CalendarEntry, right: CalendarEntry): number {
  if (left.on !== right.on) return left.on < right.on ? -1 : 1
  return left.number.localeCompare(right.number)
}

export function productsOf(line: DueLine): readonly string[] {
  return [line.productId, ...line.stockOut.flatMap((step) => (step.step === "substitute" ? step.productIds : []))]
}

function datesIn(subscription: Subscription, recurring: Recurring, { from, to, most }: Window): Dated[] {
  const inside = (on: string) => (from === undefined || on >= from) && (to === undefined || on <= to)
  const rows = subscription.occurrences.filter((row) => inside(row.dueOn)).map((row) => written(subscription, recurring, row))
  const later = ahead(subscription, recurring, { from: from === undefined ? subscription.lastN + 1 : beginAt(subscription, from), ...(to !== undefined && { to }), ...(most !== undefined && { most }) })
  const computed = subscription.status === "draft" ? [] : later.filter((one) => inside(one.on)).map((one): Dated => ({
    key: `${subscription.subscriptionId} ${subscription.schedule.version} ${one.n}`, subscription, row: null, n: one.n, on: one.on, scheduledOn: one.scheduledOn, cutOffAt: one.cutOffAt,
    status: one.status, reason: one.reason, lines: one.lines,
  }))
  return [...rows, ...computed]
}

function written(subscription: Subscription, recurring: Recurring, row: OccurrenceRow): Dated {
  const current = row.scheduleVersion === subscription.schedule.version
  const expected = current && row.n >= 0 ? expectedAt(subscription, recurring, row.n) : null
  const due = expected?.lines ?? linesAt(subscription, Math.max(subscription.lastN, 0))
  const terms = (lineId: string) => subscription.lines.find((line) => line.lineId === lineId)
  const lines = row.lines ? row.lines.map((line) => ({ position: 0, pricePolicy: { policy: "current" as const }, stockOut: [], usage: null, addedLater: false, ...terms(line.lineId), ...line })) : due
  return {
    key: `${subscription.subscriptionId} ${row.scheduleVersion} ${row.n}`, subscription, row, n: row.n, on: row.dueOn, scheduledOn: row.scheduledOn,
    cutOffAt: row.orderAt ?? expected?.cutOffAt ?? row.orderedAt ?? "", status: row.status, reason: row.reason, lines,
  }
}

/** Who reads, and what was worked out for them before: the dates of a year share their lines and amounts. */
type Reader = { readonly manages: boolean; readonly now: Temporal.Instant; readonly worthOf: (lines: Dated["lines"], quote: StandingQuote | undefined) => Worth }
type Worth = { readonly lines: readonly OccurrenceLine[]; readonly amounts: Pick<CalendarEntry, "net" | "tax" | "total">; readonly availability: CalendarEntry["availability"] }

function entryOf({ manages, now, worthOf }: Reader, one: Dated, quote: StandingQuote | undefined): CalendarEntry {
  const { subscription, row } = one
  const { lines, amounts, availability } = worthOf(one.lines, quote)
  return {
    subscriptionId: subscription.subscriptionId, number: subscription.number, name: subscription.name, account: { accountId: subscription.accountId, name: subscription.accountName }, shipToId: subscription.shipToId,
    occurrenceId: row?.occurrenceId ?? null, n: one.n, scheduleVersion: row?.scheduleVersion ?? subscription.schedule.version, on: one.on, scheduledOn: one.scheduledOn, cutOffAt: one.cutOffAt,
    status: one.status, hold: row?.holdCode ? { code: row.holdCode, reason: row.reason } : null, reason: one.reason, lines, ...(row?.orderId ? orderAmounts(row, subscription.currency) : amounts),
    ceiling: row?.ceilingMinor ? moneyToJson(money(BigInt(row.ceilingMinor), currency(subscription.currency))) : null, availability,
    approvals: quote?.levels ?? [], order: row?.orderId ? { orderId: row.orderId, number: row.orderNumber ?? "" } : null, actions: manages ? actionsOf(one, now) : NOT_PERMITTED,
  }
}

const UNKNOWN: Worth["amounts"] = { net: null, tax: null, total: null }

/** What lines are worth at a quote, made out once for each pair. */
function worths(names: ReadonlyMap<string, ProductName>): Reader["worthOf"] {
  const made = new Map<Dated["lines"], Map<StandingQuote | undefined, Worth>>()
  return (lines, quote) => {
    const ofLines = made.get(lines) ?? new Map<StandingQuote | undefined, Worth>()
    made.set(lines, ofLines)
    const known = ofLines.get(quote) ?? worthOf(lines, quote, names)
    ofLines.set(quote, known)
    return known
  }
}

function worthOf(due: Dated["lines"], quote: StandingQuote | undefined, names: ReadonlyMap<string, ProductName>): Worth {
  const lines = due.map((line) => lineOf(line, quote, names))
  const amounts = quote && !quote.unpriced ? { net: moneyToJson(quote.net), tax: moneyToJson(quote.tax), total: moneyToJson(quote.total) } : UNKNOWN
  return { lines, amounts, availability: worstOf(lines.map((line) => line.availability)) }
}

function orderAmounts(row: OccurrenceRow, code: string): { net: MoneyJson | null; tax: MoneyJson | null; total: MoneyJson | null } {
  const of = (minor: string | null): MoneyJson | null => (minor === null ? null : moneyToJson({ amount: BigInt(minor), currency: currency(code) } satisfies Money))
  return { net: of(row.orderNetMinor), tax: of(row.orderTaxMinor), total: of(row.orderTotalMinor) }
}

function lineOf(line: Dated["lines"][number], quote: StandingQuote | undefined, names: ReadonlyMap<string, ProductName>): OccurrenceLine {
  const quoted = quote?.lines.find((one) => one.line.lineId === line.lineId)
  const named = names.get(line.productId)
  return {
    lineId: line.lineId, productId: line.productId, sku: named?.sku ?? "", name: named?.name ?? "", unit: line.unit, quantity: line.quantity, unitPrice: quoted?.line.unitPrice ?? null,
    net: quoted?.line.unitPrice ? moneyToJson(money(quoted.line.netMinor, quote!.net.currency)) : null, availability: quoted ? hintOf(quoted) : "in_stock", ...(line.outcome && { outcome: line.outcome }),
  }
}

const YES: Action = { possible: true, disabledReason: null }
const no = (code: string): Action => ({ possible: false, disabledReason: code })
const [NOT_HELD, OVER, PASSED, SKIPPED, NOT_SKIPPED] = [
  no("subscriptions.is_not_held"), no("subscriptions.subscription_is_over"), no("subscriptions.past_cut_off"), no("subscriptions.is_skipped_already"), no("subscriptions.is_not_skipped"),
]

function actionsOf({ subscription, row, status, cutOffAt }: Dated, now: Temporal.Instant): CalendarEntry["actions"] {
  const passed = cutOffAt !== "" && Date.parse(cutOffAt) <= now.epochMilliseconds
  const over = subscription.status === "ended" ? OVER : passed || (row !== null && !OPEN.has(row.status) && status !== "skipped") ? PASSED : YES
  const held = (codes: readonly string[]) => (status === "held" && codes.includes(row?.holdCode ?? "") ? YES : NOT_HELD)
  return {
    skip: over.possible && status === "skipped" ? SKIPPED : over, unskip: over.possible && status !== "skipped" ? NOT_SKIPPED : over,
    move: over, change: over, accept_price: held(["price"]), refuse_price: held(["price", "catch_up", "stock", "safety", "attention"]), release: held(["stock", "safety", "catch_up", "attention", "payment"]),
  }
}

function every(action: Action): CalendarEntry["actions"] {
  return { skip: action, unskip: action, move: action, change: action, accept_price: action, refuse_price: action, release: action }
}

const NOT_PERMITTED = every(no("tenancy.not_permitted"))
