import { add, exceeds, type Facts, type Money } from "@entrepot/kernel"
import type { LevelNeeded } from "../approvals/index.ts"

/**
 * limit null is unlimited, 0 is blocked. exposure: open orders, delivered and not invoiced, and unpaid, without the order in question.
 * restricted: the account does not pay what it owes, and orders only what it pays before.
 */
export type CreditStanding = { readonly limit: Money | null; readonly exposure: Money; readonly restricted?: boolean }

export type NextStep = {
  readonly total: Money
  readonly prepaid: boolean
  readonly credit: CreditStanding
  /** Up to this total the credit desk has agreed already. */
  readonly cleared: Money | null
  readonly levels: readonly LevelNeeded[]
}
export type Step =
  | { readonly step: "hold"; readonly code: "credit_limit_exceeded"; readonly facts: Readonly<Record<string, string>> }
  | { readonly step: "approval"; readonly levels: readonly LevelNeeded[] }
  | { readonly step: "confirm" }

/**
 * What comes next for an order whose lines are in order: credit first, then approval, then stock. Credit is judged when an
 * order is submitted or changed, not when it ships: partners plan against the answer. Landing on the limit is within it.
 */
export function decideNext({ total, prepaid, credit, cleared, levels }: NextStep): Step {
  const agreed = cleared !== null && !exceeds(total, cleared)
  if (!prepaid && !agreed && credit.limit && exceeds(add(credit.exposure, total), credit.limit)) {
    return { step: "hold", code: "credit_limit_exceeded", facts: { limit: String(credit.limit.amount), exposure: String(credit.exposure.amount), total: String(total.amount), currency: total.currency } }
  }
  return levels.length > 0 ? { step: "approval", levels } : { step: "confirm" }
}

/** Something about a line that keeps it from being sold, with the nearest quantities that would do. */
export type LineProblem =
  | { readonly code: "not_entitled" | "not_sold" | "unit_not_sold" | "request_a_price" | "ship_to_missing"; readonly successorId?: string }
  | { readonly code: "below_minimum" | "above_maximum" | "off_step"; readonly roundDown?: string; readonly roundUp?: string }

export type Submission = NextStep & {
  readonly lines: readonly { readonly sku: string; readonly problems: readonly LineProblem[] }[]
  readonly accountBlocked: boolean
  readonly po: PoVerdict
  readonly usedPoAccepted: boolean
  /** What the buyer read on the screen. */
  readonly expectedTotal: Money | null
}
export type PoVerdict = { readonly code: "fine" } | { readonly code: "missing" } | { readonly code: "used"; readonly blocks: boolean; readonly number: string }

/** Everything that is judged when an order is submitted. A refusal names what to do; the cart shows the same before. */
export function decideSubmission(submission: Submission): Step | { readonly refused: string; readonly facts: Facts } {
  const { lines, po, expectedTotal, total } = submission
  if (lines.length === 0) return refuse("order_is_empty")
  if (submission.accountBlocked) return refuse("account_is_blocked")
  if (submission.credit.restricted && !submission.prepaid) return refuse("account_is_restricted")
  const wrong = lines.filter((line) => line.problems.length > 0)
  if (wrong[0]) return refuse("lines_need_attention", { count: wrong.length, sku: wrong[0].sku, problem: wrong[0].problems[0]?.code ?? "" })
  if (po.code === "missing") return refuse("po_number_is_missing")
  if (po.code === "used" && po.blocks && !submission.usedPoAccepted) return refuse("po_number_was_used", { number: po.number })
  if (expectedTotal && (expectedTotal.currency !== total.currency || expectedTotal.amount !== total.amount)) {
    return refuse("total_changed", { total: String(total.amount), currency: total.currency })
  }
  return decideNext(submission)
}

const refuse = (refused: string, facts: Facts = {}) => ({ refused, facts })

/** A PO number as the account's policy sees it. `usedBy` is the number of an earlier order with the same one. */
export function poVerdict(policy: "optional" | "required" | "unique", poNumber: string, usedBy: string | null): PoVerdict {
  if (poNumber === "") return policy === "optional" ? { code: "fine" } : { code: "missing" }
  return usedBy === null ? { code: "fine" } : { code: "used", blocks: policy === "unique", number: usedBy }
}
