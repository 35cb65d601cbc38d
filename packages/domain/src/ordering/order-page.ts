import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, fromBase, money, moneyToJson, quantity, type MoneyJson, type Quantity } from "@entrepot/kernel"
import { findRequests, type ApprovalRequest } from "../approvals/index.ts"
import { publicExplanation, publicSource, seesMargins, type PriceExplanation, type PriceSource } from "../pricing/index.ts"
import { authorize, may } from "../tenancy/index.ts"
import type { FactKind, OrderStatus } from "./contract.ts"
import { actionsOf, nextStepOf, type NextStep, type OrderActions } from "./next-step.ts"
import { openBase, orderedBase, shipToOf, taxesOf, totalsOf, type Order, type OrderLine, type ShipTo } from "./order.ts"
import { getOrder, orderNotFound } from "./order.db.ts"
import { orderTaxes, type OrderTax } from "./order-taxes.ts"
import { marginOf } from "./price-order.ts"
import { subjectOf } from "./proceed.ts"
import { statusOf } from "./status.ts"

export type TimelineEntry = { readonly id: string; readonly at: string; readonly kind: FactKind; readonly actor: { readonly kind: string; readonly name: string }; readonly detail: Readonly<Record<string, unknown>> }

/** Quantities in the line's own unit. open = ordered - shipped; reserved + waiting = open, once the order is confirmed. */
export type OrderPageLine = {
  readonly lineId: string; readonly productId: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: Quantity
  readonly ordered: Quantity; readonly shipped: Quantity; readonly open: Quantity; readonly reserved: Quantity; readonly waiting: Quantity; readonly picked: boolean; readonly cancelledAt: string | null
  readonly shipTo: ShipTo | null; readonly requestedOn: string | null; readonly promiseOn: string | null; readonly promiseReason: string | null
  readonly unitPrice: string | null; readonly net: MoneyJson; readonly taxPercent: string; readonly tax: MoneyJson
  readonly priceSource: PriceSource | null; readonly explanation: PriceExplanation | null; readonly pricedOn: string | null
  /** Only for who may see margins. */
  readonly supply: MoneyJson | null; readonly marginPercent: number | null; readonly belowFloor: boolean
}

export type OrderView = {
  readonly orderId: string; readonly number: string; readonly status: OrderStatus; readonly version: number; readonly accountId: string; readonly accountName: string; readonly accountNumber: string
  readonly placedBy: string; readonly poNumber: string; readonly note: string; readonly requestedOn: string | null; readonly shipTo: ShipTo | null; readonly shipComplete: boolean; readonly backordered: boolean
  readonly createdAt: string; readonly submittedAt: string; readonly confirmedAt: string | null; readonly cancelledAt: string | null
  readonly net: MoneyJson; readonly tax: MoneyJson; readonly total: MoneyJson; readonly taxes: readonly OrderTax[]; readonly supply: MoneyJson | null; readonly marginPercent: number | null
  readonly hold: { readonly code: string; readonly owner: string; readonly heldAt: string; readonly facts: Readonly<Record<string, string>> | null } | null
  readonly approval: Pick<ApprovalRequest, "requestId" | "status" | "requestedAt" | "levels" | "decisions"> & { readonly askedNow: readonly string[] } | null
  readonly lines: readonly OrderPageLine[]
  readonly timeline: readonly TimelineEntry[]
  readonly next: NextStep
  readonly actions: OrderActions
  readonly shipTos: readonly ShipTo[]
}

/**
 * An order with everything that its page says: lines with what is reserved, waited for and shipped, its timeline, who is asked,
 * what comes next and what the reader may do. Three statements in one round trip. A colleague's cart is not found.
 */
export async function orderView(work: Work, { orderId }: { readonly orderId: string }): Promise<OrderView> {
  authorize(work, "order.view")
  const [order, story, requests] = await Promise.all([getOrder(work, orderId), readStory(work, orderId), findRequests(work, subjectOf({ orderId }), ["pending", "approved", "rejected", "expired"])])
  if (statusOf(order) === "draft") throw orderNotFound()
  const pending = requests.find((request) => request.status === "pending")
  const sees = seesMargins(work) && order.buyer.kind === "customer"
  const taxes = taxesOf(order)
  const { net, tax, total, supply } = totalsOf(order, taxes)
  return {
    orderId, number: order.number ?? "", status: statusOf(order), version: order.version, accountId: order.accountId, accountName: order.buyer.name, accountNumber: order.buyer.number, placedBy: story.placedBy,
    poNumber: order.poNumber, note: order.note, requestedOn: order.requestedOn, shipTo: order.shipTos.find((one) => one.addressId === order.shipToId) ?? null, shipComplete: order.shipComplete, backordered: order.backordered,
    createdAt: order.createdAt, submittedAt: order.submittedAt ?? "", confirmedAt: order.confirmedAt, cancelledAt: order.cancelledAt,
    net: moneyToJson(net), tax: moneyToJson(tax), total: moneyToJson(total), taxes: orderTaxes(order, taxes), supply: sees ? moneyToJson(supply) : null, marginPercent: sees ? marginOf(net.amount, supply.amount) : null,
    hold: order.hold && { code: order.hold.code, owner: order.hold.owner, heldAt: order.hold.heldAt, facts: may(work, "order.release_hold") || work.actor.id === order.userId ? order.hold.facts : null },
    approval: approvalOf(requests[0]), lines: order.lines.map((line) => pageLine(order, line, { taxMinor: taxes.get(line.lineId) ?? 0n, story, sees })), timeline: story.timeline,
    next: nextStepOf(order, pending), actions: actionsOf(order, pending, { userId: work.actor.id, permissions: work.actor.permissions }), shipTos: order.shipTos.filter((one) => !one.archived),
  }
}

type Story = { readonly placedBy: string; readonly timeline: readonly TimelineEntry[]; readonly reserved: Readonly<Record<string, string>>; readonly waiting: Readonly<Record<string, string>> }

/** What happened, and what is reserved and waited for per line, in one statement. */
async function readStory(work: Work, orderId: string): Promise<Story> {
  const of = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and ${sql.ref(`${alias}.tenant_id`)} = ${work.scope.tenantId} and ${sql.ref(`${alias}.order_id`)} = ${orderId}`
  const { rows } = await sql<{ placedBy: string | null; timeline: TimelineEntry[]; reserved: Record<string, string> | null; waiting: Record<string, string> | null }>`
    select (select u.name from ordering.order o join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (o.network_id, o.tenant_id, o.user_id) where ${of("o")}) as "placedBy",
           (select coalesce(json_agg(json_build_object('id', f.fact_id, 'at', to_char(f.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'kind', f.kind, 'detail', f.detail,
              'actor', json_build_object('kind', f.actor ->> 'kind', 'name', f.actor ->> 'name')) order by f.occurred_at, f.fact_id), '[]') from ordering.order_fact f where ${of("f")}) as timeline,
           (select json_object_agg(r.line, r.base) from (select r.order_line_id::text as line, trim_scale(sum(r.quantity))::text as base from inventory.reservation r where ${of("r")} and r.settled_at is null group by 1) r) as reserved,
           (select json_object_agg(b.line_id::text, trim_scale(b.base_quantity)::text) from ordering.backorder b where ${of("b")}) as waiting`.execute(work.db)
  const { placedBy, timeline, reserved, waiting } = rows[0]!
  return { placedBy: placedBy ?? "", timeline, reserved: reserved ?? {}, waiting: waiting ?? {} }
}

function approvalOf(request: ApprovalRequest | undefined): OrderView["approval"] {
  if (!request) return null
  const { requestId, status, requestedAt, levels, decisions, deciders } = request
  return { requestId, status, requestedAt, levels, decisions, askedNow: [...new Set(deciders.map((decider) => decider.name))] }
}

function pageLine(order: Order, line: OrderLine, { taxMinor, story, sees }: { readonly taxMinor: bigint; readonly story: Story; readonly sees: boolean }): OrderPageLine {
  const unit = currency(order.currency)
  const inUnits = (base: string | undefined) => fromBase(quantity(base ?? "0"), line.factor)
  const source = line.snapshot?.source as PriceSource | undefined
  const explanation = line.snapshot?.explanation as PriceExplanation | undefined
  return {
    lineId: line.lineId, productId: line.productId, sku: line.sku, name: line.name, unit: line.unit, quantity: line.quantity, ordered: inUnits(orderedBase(line)), shipped: inUnits(line.shippedBase), open: inUnits(openBase(line)),
    reserved: inUnits(story.reserved[line.lineId]), waiting: inUnits(story.waiting[line.lineId]), picked: line.pickedAt !== null, cancelledAt: line.cancelledAt,
    shipTo: shipToOf(order, line) ?? null, requestedOn: line.requestedOn ?? order.requestedOn, promiseOn: line.promiseOn, promiseReason: line.promiseReason,
    unitPrice: line.unitPrice, net: moneyToJson(money(line.netMinor, unit)), taxPercent: line.taxPercent, tax: moneyToJson(money(taxMinor, unit)),
    priceSource: source ? (sees ? source : publicSource(source)) : null, explanation: explanation ? (sees ? explanation : publicExplanation(explanation)) : null, pricedOn: line.snapshot?.on ?? null,
    supply: sees && line.supplyPrice ? moneyToJson(money(line.supplyMinor, unit)) : null, marginPercent: sees && line.supplyPrice ? marginOf(line.netMinor, line.supplyMinor) : null, belowFloor: sees && (line.snapshot?.belowFloor ?? false),
  }
}
