import type { Work } from "@entrepot/db"
import { currency, money, moneyToJson, Temporal, type Money, type MoneyJson } from "@entrepot/kernel"
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
  const [quotes, names] = await Promise.all([quoteStanding(work, asks), productNames(work, dated.flatMap((one) => one.lines.flatMap(productsOf)), window.locale ?? recurring.locale)])
  const entries = dated.map((one) => entryOf(work, one, quotes.get(one.key), names))
  return { entries: entries.sort((a, b) => (a.on === b.on ? a.number.localeCompare(b.number) : a.on < b.on ? -1 : 1)), quotes, names }
}



export function productsOf(line: DueLine): readonly string[] {
  return [line.productId, ...line.stockOut.flatMap((step) => (step.step === "substitute" ? step.productIds : []))]
}

function datesIn(subscription: Subscription, recurring: Recurring, { from, to, most }: Window): Dated[] {
  const inside = (on: string) => (from === undefined || on >= from) && (to === undefined || on <= to)
  const rows = subscription.occurrences.filter((row) => inside(row.dueOn)).map((row) => written(subscription, recurring, row))
  const later = ahead(subscription, recurring, { from: from === undefined ? subscription.lastN + 1 : beginAt(subscription, from), ...(to !== undefined && { to }), ...(most !== undefined && { most }) })
  const computed = subscription.status === "draft" ? [] : later.filter((one) => inside(one.on)).map((one): Dated => ({
    key: `${subscription.subscriptionId} ${subscription.schedule.version} ${one.n}`, subscription, row: null, n: one.n, on: one.on, scheduledOn: one.scheduledOn, cutOffAt: one.cutOffAt.toString(),
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
    cutOffAt: row.orderAt ?? expected?.cutOffAt.toString() ?? row.orderedAt ?? "", status: row.status, reason: row.reason, lines,
  }
}

function entryOf(work: Work, one: Dated, quote: StandingQuote | undefined, names: ReadonlyMap<string, ProductName>): CalendarEntry {
  const { subscription, row } = one
  const unit = currency(subscription.currency)
  const amounts = row?.orderId ? orderAmounts(row, subscription.currency) : quote && !quote.unpriced ? { net: moneyToJson(quote.net), tax: moneyToJson(quote.tax), total: moneyToJson(quote.total) } : { net: null, tax: null, total: null }
  const lines = one.lines.map((line) => lineOf(line, quote, names))
  return {
    subscriptionId: subscription.subscriptionId, number: subscription.number, name: subscription.name, account: { accountId: subscription.accountId, name: subscription.accountName }, shipToId: subscription.shipToId,
    occurrenceId: row?.occurrenceId ?? null, n: one.n, scheduleVersion: row?.scheduleVersion ?? subscription.schedule.version, on: one.on, scheduledOn: one.scheduledOn, cutOffAt: one.cutOffAt,
    status: one.status, hold: row?.holdCode ? { code: row.holdCode, reason: row.reason } : null, reason: one.reason, lines, ...amounts,
    ceiling: row?.ceilingMinor ? moneyToJson(money(BigInt(row.ceilingMinor), unit)) : null, availability: worstOf(lines.map((line) => line.availability)),
    approvals: quote?.levels ?? [], order: row?.orderId ? { orderId: row.orderId, number: row.orderNumber ?? "" } : null, actions: actionsOf(work, one),
  }
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

function actionsOf(work: Work, { subscription, row, status, cutOffAt }: Dated): CalendarEntry["actions"] {
  if (!may(work, "subscription.manage")) return every(no("tenancy.not_permitted"))
  const passed = cutOffAt !== "" && Temporal.Instant.compare(Temporal.Instant.from(cutOffAt), work.now) <= 0
  const over = subscription.status === "ended" ? no("subscriptions.subscription_is_over") : passed || (row !== null && !OPEN.has(row.status) && status !== "skipped") ? no("subscriptions.past_cut_off") : YES
  const held = (codes: readonly string[]) => (status === "held" && codes.includes(row?.holdCode ?? "") ? YES : no("subscriptions.is_not_held"))
  return {
    skip: over.possible && status === "skipped" ? no("subscriptions.is_skipped_already") : over, unskip: over.possible && status !== "skipped" ? no("subscriptions.is_not_skipped") : over,
    move: over, change: over, accept_price: held(["price"]), refuse_price: held(["price", "catch_up", "stock", "safety", "attention"]), release: held(["stock", "safety", "catch_up", "attention", "payment"]),
  }
}

function every(action: Action): CalendarEntry["actions"] {
  return { skip: action, unskip: action, move: action, change: action, accept_price: action, refuse_price: action, release: action }
}
