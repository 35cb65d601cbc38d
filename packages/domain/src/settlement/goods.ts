import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { addQuantity, businessDate, compareQuantities, currency, extend, fromBase, isZeroQuantity, quantity, subtractQuantity, Temporal, unitPrice, type Quantity } from "@entrepot/kernel"
import { currentAgreement } from "./agreement.ts"
import type { DocumentOf } from "./contract.ts"
import type { NewEntry } from "./entry.ts"
import { lockPartner, recordEntries } from "./record-entries.ts"

/** An order line as it was settled so far: what stays with the partner, and what that came to. */
type SettledLine = {
  readonly orderLineId: string; readonly orderId: string; readonly orderNumber: string; readonly currency: string; readonly zone: string; readonly house: boolean
  readonly sku: string; readonly name: string; readonly unit: string; readonly factor: string; readonly supplyPrice: string | null; readonly settledBase: string; readonly settledMinor: string
}

type Moved = { readonly orderLineId: string; readonly baseQuantity: Quantity }

/**
 * Goods that left for a partner's customer, or for the partner itself, are supplied at the transfer price of their order line: one
 * entry a line, and one journal in each ledger. A shipment is settled once. At most six statements, however many lines.
 */
export async function settleShipment(work: Work, { shipmentId, number, accountId, orderId }: { readonly shipmentId: string; readonly number: string } & OfOrder): Promise<number> {
  const tenantId = work.scope.tenantId!
  await lockPartner(work, tenantId)
  const { rows } = await sql<{ orderLineId: string; base: string; shippedAt: Date }>`
    select l.order_line_id as "orderLineId", sum(l.shipped_base)::text as base, s.shipped_at as "shippedAt"
      from fulfilment.shipment s join fulfilment.shipment_line l on (l.network_id, l.tenant_id, l.account_id, l.shipment_id) = (s.network_id, s.tenant_id, s.account_id, s.shipment_id)
     where s.network_id = ${work.scope.networkId} and s.tenant_id = ${tenantId} and s.shipment_id = ${shipmentId} and l.shipped_base > 0
     group by l.order_line_id, s.shipped_at`.execute(work.db)
  const [first] = rows
  if (!first) return 0
  return settleGoods(work, {
    kind: "supply", key: `shipment:${shipmentId}`, document: { kind: "shipment", id: shipmentId, number }, at: Temporal.Instant.fromEpochMilliseconds(first.shippedAt.getTime()), accountId, orderId,
    moved: rows.map(({ orderLineId, base }) => ({ orderLineId, baseQuantity: quantity(base) })),
  })
}

type CreditNote = { readonly creditNoteId: string; readonly number: string; readonly accountId: string; readonly orderId: string | null; readonly lines: readonly { readonly orderLineId: string | null; readonly baseQuantity: string }[] }

/**
 * Goods that a customer was credited for one of the agreement's reasons go back at the transfer price; at most what was supplied. A
 * credit note for another reason is between the partner and its customer: what the partner holds against the distributor, it disputes. At most
 * seven statements.
 */
export async function settleCreditNote(work: Work, { creditNoteId, number, accountId, orderId, lines }: CreditNote): Promise<number> {
  const moved = lines.flatMap(({ orderLineId, baseQuantity }) => (orderLineId === null ? [] : [{ orderLineId, baseQuantity: quantity(baseQuantity) }])).filter(({ baseQuantity }) => !isZeroQuantity(baseQuantity))
  if (moved.length === 0 || orderId === null) return 0
  const { clawBack } = await currentAgreement(work, work.scope.tenantId!)
  const { rows } = await sql`select 1 from billing.credit_note where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and credit_note_id = ${creditNoteId} and reason_code = any (${clawBack as string[]})`.execute(work.db)
  if (rows.length === 0) return 0
  await lockPartner(work, work.scope.tenantId!)
  return settleGoods(work, { kind: "supply_return", key: `credit_note:${creditNoteId}`, document: { kind: "credit_note", id: creditNoteId, number }, at: work.now, accountId, orderId, moved })
}

type OfOrder = { readonly accountId: string; readonly orderId: string }
type Movement = OfOrder & { readonly kind: "supply" | "supply_return"; readonly key: string; readonly document: DocumentOf; readonly at: Temporal.Instant; readonly moved: readonly Moved[] }

async function settleGoods(work: Work, movement: Movement): Promise<number> {
  const lines = await settledLines(work, movement)
  const entries = movement.moved.flatMap(({ orderLineId, baseQuantity }) => {
    const line = lines.get(orderLineId)
    return line ? [entryOf(line, baseQuantity, movement)] : []
  })
  return recordEntries(work, work.scope.tenantId!, entries)
}

/** A line is worth its price times all that stays; an entry is what that changed by. So the parts add up to the line. */
export function entryOf(line: SettledLine, moved: Quantity, { kind, key, document, at }: Omit<Movement, "moved" | keyof OfOrder>): NewEntry {
  const settled = quantity(line.settledBase)
  const most = kind === "supply_return" && compareQuantities(moved, settled) > 0 ? settled : moved
  const stays = kind === "supply" ? addQuantity(settled, most) : subtractQuantity(settled, most)
  const price = unitPrice(line.supplyPrice ?? "0")
  const worth = extend(price, fromBase(stays, quantity(line.factor)), currency(line.currency)).amount
  return {
    businessKey: `${key}:${line.orderLineId}`, kind, currency: line.currency, amountMinor: worth - BigInt(line.settledMinor), occurredOn: businessDate(at, line.zone).toString(), document,
    orderId: line.orderId, orderNumber: line.orderNumber, orderLineId: line.orderLineId, stocked: line.house, sku: line.sku, name: line.name, unit: line.unit,
    quantity: fromBase(most, quantity(line.factor)), baseQuantity: most, unitPrice: price,
  }
}

async function settledLines(work: Work, { key, moved, accountId, orderId }: Movement): Promise<ReadonlyMap<string, SettledLine>> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<SettledLine>`
    select l.line_id as "orderLineId", o.order_id as "orderId", o.number as "orderNumber", o.currency, t.zone, a.kind = 'house' as house, l.sku, l.name, l.unit, l.unit_factor::text as factor, l.supply_price::text as "supplyPrice",
           coalesce(e.base, 0)::text as "settledBase", coalesce(e.minor, 0)::text as "settledMinor"
      from ordering.order_line l
      join ordering.order o on (o.network_id, o.tenant_id, o.account_id, o.order_id) = (l.network_id, l.tenant_id, l.account_id, l.order_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (l.network_id, l.tenant_id, l.account_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (l.network_id, l.tenant_id)
      left join lateral (
        select sum(case s.kind when 'supply' then s.base_quantity else -s.base_quantity end) as base, sum(s.amount_minor) as minor from settlement.entry s
         where s.network_id = l.network_id and s.tenant_id = l.tenant_id and s.order_line_id = l.line_id and s.business_key <> ${key} || ':' || l.line_id) e on true
     where l.network_id = ${networkId} and l.tenant_id = ${tenantId} and l.account_id = ${accountId} and l.order_id = ${orderId} and l.line_id = any(${moved.map(({ orderLineId }) => orderLineId)}::uuid[])`.execute(work.db)
  return new Map(rows.map((row) => [row.orderLineId, row]))
}
