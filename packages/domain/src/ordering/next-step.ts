import type { ApprovalRequest } from "../approvals/index.ts"
import { changeable } from "./change-order.ts"
import type { OrderStatus } from "./contract.ts"
import { isOpen, type Order } from "./order.ts"
import { statusOf } from "./status.ts"

/** What will happen next to an order, with what a sentence about it needs. */
export type NextStep =
  | { readonly code: "asks_approver"; readonly level: string; readonly people: readonly string[] }
  | { readonly code: "asks_credit_desk" }
  | { readonly code: "waits_for_stock"; readonly on: string | null }
  | { readonly code: "is_picked" }
  | { readonly code: "will_ship"; readonly on: string | null }
  | { readonly code: "nothing" }

export function nextStepOf(order: Order, request: ApprovalRequest | undefined): NextStep {
  const open = order.lines.filter(isOpen)
  switch (statusOf(order)) {
    case "on_hold": return { code: "asks_credit_desk" }
    case "awaiting_approval": {
      const level = request?.levels.find((one) => one.status === "open")
      return { code: "asks_approver", level: level?.name ?? "", people: [...new Set(request?.deciders.map((decider) => decider.name))] }
    }
    case "confirmed": case "partly_shipped": {
      if (open.some((line) => line.pickedAt !== null)) return { code: "is_picked" }
      const dates = open.map((line) => line.promiseOn)
      const first = (dates.filter((day) => day !== null) as string[]).sort()[0] ?? null
      return order.backordered && open.every((line) => line.promiseReason !== "in_stock") ? { code: "waits_for_stock", on: first } : { code: "will_ship", on: first }
    }
    default: return { code: "nothing" }
  }
}

/** One thing that somebody could do to an order: whether, and if not, why not. The screen says so; the verb decides again. */
type Action = { readonly possible: boolean; readonly disabledReason: string | null }
export type OrderActions = Readonly<Record<"change" | "cancel" | "approve" | "reject" | "releaseHold" | "reorder", Action>>
export type Viewer = { readonly userId: string; readonly permissions: ReadonlySet<string> }

const YES: Action = { possible: true, disabledReason: null }
const no = (disabledReason: string): Action => ({ possible: false, disabledReason })

/** What this viewer can do to this order now. Pure. */
export function actionsOf(order: Order, request: ApprovalRequest | undefined, { userId, permissions }: Viewer): OrderActions {
  const when = (permission: string, verdict: string | null) => (!permissions.has(permission) ? no("tenancy.not_permitted") : verdict === null ? YES : no(verdict))
  const state = changeable(order)
  const blocked = state === "changeable" ? null : `ordering.${state}`
  const picked = order.lines.some((line) => isOpen(line) && line.pickedAt !== null)
  const deciding = when("order.approve", decidingVerdict(order, request, userId))
  return {
    change: when("order.change", blocked),
    cancel: when("order.cancel", blocked ?? (picked ? "ordering.line_is_picked" : null)),
    approve: deciding, reject: deciding,
    releaseHold: when("order.release_hold", releaseVerdict(order, userId)),
    reorder: when("order.place", null),
  }
}

function decidingVerdict(order: Order, request: ApprovalRequest | undefined, userId: string): string | null {
  if (statusOf(order) !== "awaiting_approval" || !request) return "approvals.not_pending"
  if (request.requestedBy === userId) return "approvals.own_request"
  const level = request.levels.find((one) => one.status === "open")?.level
  if (request.decisions.some((decision) => decision.level === level && decision.userId === userId)) return "approvals.already_decided"
  return request.deciders.some((decider) => decider.userId === userId) ? null : "approvals.not_your_turn"
}

function releaseVerdict(order: Order, userId: string): string | null {
  const status: OrderStatus = statusOf(order)
  if (status !== "on_hold") return "ordering.order_is_not_held"
  return order.submittedBy === userId || order.userId === userId ? "ordering.own_order_is_held" : null
}
