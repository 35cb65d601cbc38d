import { sql, type RawBuilder } from "kysely"
import { actorRecord, json, type Work } from "@entrepot/db"
import { newId, Refusal, type JsonValue } from "@entrepot/kernel"
import type { FactKind } from "./contract.ts"
import { exposureOf } from "./exposure.ts"
import { taxesOf, totalsOf, type Order, type OrderLine } from "./order.ts"
import { statusOf } from "./status.ts"

export type OrderFact = { readonly kind: FactKind; readonly detail?: Readonly<Record<string, JsonValue>> }
/** What a line waits for, in base units. */
export type Backorder = { readonly lineId: string; readonly productId: string; readonly baseQuantity: string; readonly promiseOn: string | null }

/** `put`: lines that wait, each keeping its place in the queue; `drop`: lines that wait no more. Of others nothing is said. */
type Queue = { readonly put: readonly Backorder[]; readonly drop: readonly string[] }
export type Saved = { readonly order: Order; readonly facts: readonly OrderFact[]; readonly queue?: Queue }

/**
 * Writes the whole aggregate in one statement: head, lines, what they wait for, and what happened. The status and the sums
 * are derived here and nowhere else. A first submission takes its number at this last moment, so that the counter is locked as
 * short as can be; it is gap-free because it comes and goes with the transaction. Refuses `ordering.order_changed_meanwhile`.
 */
export async function saveOrder(work: Work, { order, facts, queue }: Saved): Promise<Order> {
  const saved: Order = { ...order, version: order.version + 1, exposureMinor: exposureOf(order) }
  const { rows } = await sql<{ number: string; backordered: boolean }>`
    with given as (${order.number === null ? takeNumber(work) : sql`select ${order.number}::text as number`}),
    head as (${order.version === 0 ? insertHead(work, saved, queue) : updateHead(work, saved, order.version, queue)}), written as (${writeLines(saved)})
    ${queue ? sql`, put as (${putBackorders(work, saved, queue.put)}), dropped as (${dropBackorders(saved, queue)})` : sql``}
    , told as (${writeFacts(work, saved, facts)})
    select number, backordered from head`.execute(work.db)
  if (!rows[0]) throw new Refusal("ordering.order_changed_meanwhile", "conflict")
  return { ...saved, ...rows[0] }
}

const scopeOf = (order: Order) => sql`${order.tenantId}, ${order.accountId}, ${order.orderId}`
const keyOf = (order: Order, alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ctx.network_id() and (${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)}, ${sql.ref(`${alias}.order_id`)}) = (${order.tenantId}::int, ${order.accountId}::uuid, ${order.orderId}::uuid)`

function takeNumber(work: Work): RawBuilder<unknown> {
  return sql`update ordering.document_number set next = next + 1 where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and kind = 'order' returning prefix || (next - 1) as number`
}

function updateHead(work: Work, saved: Order, version: number, queue: Queue | undefined): RawBuilder<unknown> {
  const set = Object.entries(headOf(saved)).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  return sql`update ordering.order o set ${sql.join(set)}, backordered = ${queue ? stillWaits(saved, queue) : sql`o.backordered`}, number = given.number, updated_at = ${work.now.toString()}
    from given where ${keyOf(saved, "o")} and o.version = ${version} returning o.number, o.backordered`
}

/** An order that never was a cart: a standing order is written whole. Its id is its business key; the same one again is a defect of the caller. */
function insertHead(work: Work, saved: Order, queue: Queue | undefined): RawBuilder<unknown> {
  const head = { user_id: saved.userId, standing: true, currency: saved.currency, created_at: saved.createdAt, ...headOf(saved), backordered: (queue?.put.length ?? 0) > 0, updated_at: work.now.toString() }
  return sql`insert into ordering.order (network_id, tenant_id, account_id, order_id, number, ${sql.join(Object.keys(head).map((column) => sql.ref(column)))})
    select ${work.scope.networkId}, ${scopeOf(saved)}, given.number, ${sql.join(Object.values(head))} from given returning number, backordered`
}

function headOf(order: Order): Record<string, unknown> {
  const { net, tax, total, supply } = totalsOf(order)
  const { hold } = order
  return {
    status: statusOf(order), po_number: order.poNumber, requested_on: order.requestedOn, ship_to_id: order.shipToId, ship_complete: order.shipComplete, note: order.note, tax_rounding: order.taxRounding,
    net_minor: net.amount, tax_minor: tax.amount, total_minor: total.amount, supply_minor: supply.amount, exposure_minor: order.exposureMinor,
    approval: order.approval, approval_facts: order.approvalFacts && json(order.approvalFacts), submitted_by: order.submittedBy, credit_cleared_minor: order.creditClearedMinor,
    hold_code: hold?.code ?? null, hold_owner: hold?.owner ?? null, hold_reason: hold?.reason ?? "", hold_facts: hold?.facts ? json(hold.facts) : null, held_at: hold?.heldAt ?? null,
    version: order.version, submitted_at: order.submittedAt, confirmed_at: order.confirmedAt, cancelled_at: order.cancelledAt, closed_at: order.closedAt,
  }
}

/** Every line of the aggregate, new ones included; a line never disappears from an order that was submitted. */
function writeLines(order: Order): RawBuilder<unknown> {
  const taxes = taxesOf(order)
  return sql`
    insert into ordering.order_line (network_id, tenant_id, account_id, order_id, line_id, position, product_id, sku, name, category_path, unit, unit_factor, quantity, ship_to_id, requested_on,
      unit_price, net_minor, tax_percent, tax_jurisdiction, tax_basis, tax_minor, supply_price, supply_minor, price_snapshot, promise_on, promise_reason, cancelled_at, cancelled_base)
    select ctx.network_id(), ${scopeOf(order)}, l.*
      from jsonb_to_recordset(${json(order.lines.map((line) => recordOf(line, taxes.get(line.lineId) ?? 0n)))}::jsonb) l (line_id uuid, position int, product_id uuid, sku text, name text, category_path text, unit text, unit_factor numeric, quantity numeric,
        ship_to_id uuid, requested_on date, unit_price numeric, net_minor bigint, tax_percent numeric, tax_jurisdiction text, tax_basis jsonb, tax_minor bigint, supply_price numeric, supply_minor bigint, price_snapshot jsonb,
        promise_on date, promise_reason text, cancelled_at timestamptz, cancelled_base numeric)
    on conflict (network_id, tenant_id, account_id, order_id, line_id) do update
      set sku = excluded.sku, name = excluded.name, category_path = excluded.category_path, unit_factor = excluded.unit_factor, quantity = excluded.quantity, ship_to_id = excluded.ship_to_id,
          requested_on = excluded.requested_on, unit_price = excluded.unit_price, net_minor = excluded.net_minor, tax_percent = excluded.tax_percent, tax_jurisdiction = excluded.tax_jurisdiction, tax_basis = excluded.tax_basis, tax_minor = excluded.tax_minor,
          supply_price = excluded.supply_price, supply_minor = excluded.supply_minor, price_snapshot = excluded.price_snapshot, promise_on = excluded.promise_on,
          promise_reason = excluded.promise_reason, cancelled_at = excluded.cancelled_at, cancelled_base = excluded.cancelled_base`
}

function recordOf(line: OrderLine, taxMinor: bigint): Record<string, unknown> {
  return {
    line_id: line.lineId, position: line.position, product_id: line.productId, sku: line.sku, name: line.name, category_path: line.categoryPath, unit: line.unit, unit_factor: line.factor,
    quantity: line.quantity, ship_to_id: line.shipToId, requested_on: line.requestedOn, unit_price: line.unitPrice, net_minor: String(line.netMinor), tax_percent: line.taxPercent,
    tax_jurisdiction: line.taxJurisdiction, tax_basis: line.taxBasis, tax_minor: String(taxMinor), supply_price: line.supplyPrice, supply_minor: String(line.supplyMinor), price_snapshot: line.snapshot, promise_on: line.promiseOn,
    promise_reason: line.promiseReason, cancelled_at: line.cancelledAt, cancelled_base: line.cancelledBase,
  }
}

const leaving = ({ put, drop }: Queue) => drop.filter((lineId) => !put.some((one) => one.lineId === lineId))

function stillWaits(order: Order, queue: Queue): RawBuilder<unknown> {
  return queue.put.length > 0 ? sql`true` : sql`exists (select from ordering.backorder b where ${keyOf(order, "b")} and b.line_id <> all (${leaving(queue)}::uuid[]))`
}

function putBackorders(work: Work, order: Order, put: readonly Backorder[]): RawBuilder<unknown> {
  const rows = put.map((one) => ({ line_id: one.lineId, product_id: one.productId, base_quantity: one.baseQuantity, promise_on: one.promiseOn }))
  return sql`
    insert into ordering.backorder (network_id, tenant_id, account_id, order_id, line_id, product_id, base_quantity, promise_on, queued_at)
    select ctx.network_id(), ${scopeOf(order)}, b.line_id, b.product_id, b.base_quantity, b.promise_on, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(rows)}::jsonb) b (line_id uuid, product_id uuid, base_quantity numeric, promise_on date)
    on conflict (network_id, tenant_id, account_id, order_id, line_id) do update set base_quantity = excluded.base_quantity, promise_on = excluded.promise_on`
}

function dropBackorders(order: Order, queue: Queue): RawBuilder<unknown> {
  return sql`delete from ordering.backorder b where ${keyOf(order, "b")} and b.line_id = any (${leaving(queue)}::uuid[])`
}

export function writeFacts(work: Work, order: Pick<Order, "tenantId" | "accountId" | "orderId">, facts: readonly OrderFact[]): RawBuilder<unknown> {
  const rows = facts.map(({ kind, detail = {} }) => ({ fact_id: newId<"fact">(work.now.epochMilliseconds), kind, detail }))
  return sql`
    insert into ordering.order_fact (network_id, tenant_id, account_id, order_id, fact_id, kind, detail, actor, occurred_at)
    select ctx.network_id(), ${order.tenantId}, ${order.accountId}, ${order.orderId}, f.fact_id, f.kind, f.detail, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz
      from jsonb_to_recordset(${json(rows)}::jsonb) f (fact_id uuid, kind text, detail jsonb)`
}
