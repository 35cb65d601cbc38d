import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { addQuantity, businessDate, currency, extend, fromBase, isZeroQuantity, quantity, smallerQuantity, subtractQuantity, Temporal, unitPrice, type Quantity } from "@entrepot/kernel"
import { currentAgreement } from "./agreement.ts"
import type { DocumentOf } from "./contract.ts"
import type { NewEntry } from "./entry.ts"
import { lockPartner, recordEntries } from "./record-entries.ts"
import { settledLines, type SettledLine } from "./settled-lines.db.ts"
import { NOTHING_BEFORE, rulesOfGoods, taxOn, type Consignment, type TaxRule } from "./tax/rule.ts"

type Moved = { readonly orderLineId: string; readonly baseQuantity: Quantity }
type Way = Omit<Consignment, "categories">

/**
 * Goods that left for a partner's customer, or for the partner itself, are supplied at the transfer price of their order line, and taxed by
 * where they left from and went to: one entry a line, and one journal in each ledger. A shipment is settled once. At most seven
 * statements, however many lines.
 */
export async function settleShipment(work: Work, { shipmentId, number, accountId, orderId }: { readonly shipmentId: string; readonly number: string } & OfOrder): Promise<number> {
  const tenantId = work.scope.tenantId!
  await lockPartner(work, tenantId)
  const { rows } = await sql<Way & { orderLineId: string; base: string; shippedAt: Date }>`
    select l.order_line_id as "orderLineId", sum(l.shipped_base)::text as base, s.shipped_at as "shippedAt", s.ship_to as "to", w.country as "from"
      from fulfilment.shipment s join fulfilment.shipment_line l on (l.network_id, l.tenant_id, l.account_id, l.shipment_id) = (s.network_id, s.tenant_id, s.account_id, s.shipment_id)
      join inventory.warehouse w on (w.network_id, w.warehouse_id) = (s.network_id, s.warehouse_id)
     where s.network_id = ${work.scope.networkId} and s.tenant_id = ${tenantId} and s.shipment_id = ${shipmentId} and l.shipped_base > 0
     group by l.order_line_id, s.shipped_at, s.ship_to, w.country`.execute(work.db)
  const [first] = rows
  if (!first) return 0
  return settleGoods(work, {
    kind: "supply", key: `shipment:${shipmentId}`, document: { kind: "shipment", id: shipmentId, number }, at: Temporal.Instant.fromEpochMilliseconds(first.shippedAt.getTime()), accountId, orderId,
    way: { from: first.from, to: first.to }, moved: rows.map(({ orderLineId, base }) => ({ orderLineId, baseQuantity: quantity(base) })),
  })
}

type CreditNote = { readonly creditNoteId: string; readonly number: string; readonly accountId: string; readonly orderId: string | null; readonly lines: readonly { readonly orderLineId: string | null; readonly baseQuantity: string }[] }

/**
 * Goods that a customer was credited for one of the agreement's reasons go back at the transfer price and with the tax that was on them; at most what
 * was supplied. A
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
type Movement = OfOrder & { readonly kind: "supply" | "supply_return"; readonly key: string; readonly document: DocumentOf; readonly at: Temporal.Instant; readonly way?: Way; readonly moved: readonly Moved[] }
type Cause = Pick<Movement, "kind" | "key" | "document" | "at">

async function settleGoods(work: Work, movement: Movement): Promise<number> {
  const tenantId = work.scope.tenantId!
  const lines = await settledLines(work, movement)
  const [first] = lines.values()
  if (!first) return 0
  const categories = [...new Set([...lines.values()].map(({ taxCategory }) => taxCategory))]
  const rules = movement.way ? await rulesOfGoods(work, tenantId, { ...movement.way, categories }, businessDate(movement.at, first.zone).toString()) : undefined
  const entries = movement.moved.flatMap(({ orderLineId, baseQuantity }) => {
    const line = lines.get(orderLineId)
    if (!line) return []
    return movement.kind === "supply" ? [suppliedEntry(line, baseQuantity, movement, rules?.get(line.taxCategory) ?? null)] : returnedEntries(line, baseQuantity, movement)
  })
  return recordEntries(work, tenantId, entries)
}

/** A line is worth its price times all that stays; an entry is what that changed by. So the parts add up to the line, and their tax to the tax of what stays at each rate. */
export function suppliedEntry(line: SettledLine, moved: Quantity, cause: Cause, rule: TaxRule | null): NewEntry {
  return entryOf(line, { moved, stays: addQuantity(quantity(line.settledBase), moved), rule }, cause, "")
}

/**
 * What was supplied last goes back first, at the rate at which it came; at most what stays. More than one entry where a line came at several
 * rates. All that came at a rate goes back at what it came to: no cent stays behind at one rate for another.
 */
export function returnedEntries(line: SettledLine, moved: Quantity, cause: Cause): readonly NewEntry[] {
  const entries: NewEntry[] = []
  let [left, now] = [moved, line]
  for (const part of line.parts) {
    const back = smallerQuantity(left, quantity(part.base))
    if (isZeroQuantity(back)) continue
    const stays = subtractQuantity(quantity(now.settledBase), back)
    const whole = isZeroQuantity(subtractQuantity(quantity(part.base), back))
    const entry = entryOf(now, { moved: back, stays, rule: part.rule, ...(whole && { amountMinor: -BigInt(part.minor) }) }, cause, entries.length === 0 ? "" : `:${entries.length + 1}`)
    entries.push(entry)
    left = subtractQuantity(left, back)
    now = { ...now, settledBase: stays, settledMinor: (BigInt(now.settledMinor) + entry.amountMinor).toString() }
  }
  return entries
}

type Share = { readonly moved: Quantity; readonly stays: Quantity; readonly rule: TaxRule | null; readonly amountMinor?: bigint }

function entryOf(line: SettledLine, { moved, stays, rule, ...share }: Share, { kind, key, document, at }: Cause, suffix: string): NewEntry {
  const factor = quantity(line.factor)
  const price = unitPrice(line.supplyPrice ?? "0")
  const amountMinor = share.amountMinor ?? extend(price, fromBase(stays, factor), currency(line.currency)).amount - BigInt(line.settledMinor)
  const before = line.parts.find((part) => sameRule(part.rule, rule))
  return {
    businessKey: `${key}:${line.orderLineId}${suffix}`, kind, currency: line.currency, amountMinor, occurredOn: businessDate(at, line.zone).toString(), document,
    orderId: line.orderId, orderNumber: line.orderNumber, orderLineId: line.orderLineId, stocked: line.house, sku: line.sku, name: line.name, unit: line.unit,
    quantity: fromBase(moved, factor), baseQuantity: moved, unitPrice: price,
    tax: taxOn(rule, amountMinor, line.currency, before ? { minor: BigInt(before.minor), tax: BigInt(before.tax), accounted: BigInt(before.accounted) } : NOTHING_BEFORE),
  }
}

const sameRule = (one: TaxRule | null, other: TaxRule | null): boolean => one?.treatment === other?.treatment && one?.jurisdiction === other?.jurisdiction && one?.percent === other?.percent
