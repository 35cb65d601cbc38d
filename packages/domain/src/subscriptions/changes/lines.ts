import { newId } from "@entrepot/kernel"
import type { Change } from "../contract.ts"
import { dateAt, expectedAt, lastingAt, nextChangeable, type DueLine } from "../outlook.ts"
import type { Subscription, SubscriptionLine } from "../subscription.ts"
import { changeable, fact, FURTHEST_MOVE_DAYS, refuse, type Moment, type Refused, type Step } from "./step.ts"

export function ofLine(subscription: Subscription, change: Extract<Change, { kind: "swap" | "quantity" | "remove_line" }>, moment: Moment): Step | Refused {
  const reach = reachOf(subscription, change.at, moment)
  if ("refused" in reach) return reach
  const due = dateAt(subscription, moment.recurring, reach.fromN).lines
  if (!due.some((line) => line.lineId === change.lineId)) return refuse("line_not_found")
  if (change.kind === "remove_line" && due.length === 1) return refuse("last_line_stays")
  const detail = change.kind === "swap" ? { lineId: change.lineId, productId: change.productId, unit: change.unit, ...(change.quantity && { quantity: change.quantity }) }
    : change.kind === "quantity" ? { lineId: change.lineId, quantity: change.quantity } : { lineId: change.lineId }
  return { after: subscription, facts: [fact(subscription, change.kind, reach.fromN, reach.toN, detail, moment)] }
}

export function addLine(subscription: Subscription, { line, at }: Extract<Change, { kind: "add_line" }>, moment: Moment): Step | Refused {
  const reach = reachOf(subscription, at, moment)
  if ("refused" in reach) return reach
  const model = subscription.lines[0]
  const added: SubscriptionLine = {
    lineId: newId<"line">(moment.now.epochMilliseconds), position: subscription.lines.length + 1, productId: line.productId, unit: line.unit, quantity: line.quantity,
    pricePolicy: line.pricePolicy ?? { policy: "current" }, stockOut: (line.stockOut ?? model?.stockOut ?? [{ step: "split" }]) as SubscriptionLine["stockOut"], usage: line.usage ?? null, addedLater: true, termsFor: { productId: line.productId, unit: line.unit, from: "0" },
  }
  return { after: subscription, lines: [added], facts: [fact(subscription, "add_line", reach.fromN, reach.toN, { lineId: added.lineId, productId: line.productId, unit: line.unit, quantity: line.quantity }, moment)] }
}

export function policies(subscription: Subscription, change: Extract<Change, { kind: "policies" }>, moment: Moment): Step | Refused {
  const lines = subscription.lines.filter((line) => change.lineIds.includes(line.lineId))
  if (lines.length !== change.lineIds.length) return refuse("line_not_found")
  const set = { ...(change.pricePolicy && { pricePolicy: change.pricePolicy }), ...(change.stockOut && { stockOut: change.stockOut as SubscriptionLine["stockOut"] }), ...(change.usage !== undefined && { usage: change.usage }) }
  const lasting = lastingAt(subscription, nextChangeable(subscription, moment.recurring, moment.now))
  return { after: subscription, lines: lines.map((line) => ({ ...ofItsProduct(line, lasting), ...set })), facts: [fact(subscription, "policies", null, null, { lineIds: change.lineIds, what: Object.keys(set) }, moment)] }
}

/** The numbers that a scope means: one, or from one on without an end. */
function reachOf(subscription: Subscription, at: Extract<Change, { kind: "swap" }>["at"], moment: Moment): { fromN: number; toN: number | null } | Refused {
  if (at.scope === "this") return changeable(subscription, at.n, moment) ?? { fromN: at.n, toN: at.n }
  const next = nextChangeable(subscription, moment.recurring, moment.now)
  if (at.scope === "from_next") return { fromN: next, toN: null }
  for (let n = next; n < next + 1_500; n += 1) if (expectedAt(subscription, moment.recurring, n).on >= at.on) return { fromN: n, toN: null }
  return refuse("date_is_too_far", { days: FURTHEST_MOVE_DAYS })
}

/** The line with the terms of what it is from now on: where that is another product or unit than they were agreed for, those that it has as such. */
function ofItsProduct(line: SubscriptionLine, lasting: readonly DueLine[]): SubscriptionLine {
  const now = lasting.find((one) => one.lineId === line.lineId)
  if (!now || (now.productId === line.termsFor.productId && now.unit === line.termsFor.unit)) return line
  return { ...line, pricePolicy: now.pricePolicy, stockOut: now.stockOut, usage: now.usage, termsFor: { productId: now.productId, unit: now.unit, from: "0" } }
}
