import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { isBelowMargin, quantity, type UnitPrice } from "@entrepot/kernel"
import { priceLines, type LinePrice } from "../pricing/index.ts"
import { amountsOf, ZERO, type Order, type OrderLine } from "./order.ts"

/** A line of an order that comes again. `priceQuantity` asks for the price of another quantity than is ordered: a tier that was agreed for a term. */
export type StandingLine = { readonly lineId: string; readonly productId: string; readonly unit: string; readonly quantity: string; readonly priceQuantity?: string | undefined }

/** What such a line costs on the day on which it comes, given what everybody of the account pays today; null asks for a price. */
export type StandingPrice = (line: StandingLine, current: LinePrice, on: string) => UnitPrice | null

/** Who buys, for orders that no cart stands behind: the account with its addresses, and the tenant's zone, language and currency. */
export type StandingBuyer = Pick<Order, "tenantId" | "accountId" | "buyer" | "shipTos" | "zone" | "locale" | "currency" | "taxRounding">

/** The buyers of some accounts, in one statement. */
export async function standingBuyers(work: Work, accountIds: readonly string[]): Promise<ReadonlyMap<string, StandingBuyer>> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<StandingBuyer>`
    select t.tenant_id as "tenantId", a.account_id as "accountId", t.zone, t.locale, t.currency, t.tax_rounding as "taxRounding",
           json_build_object('accountId', a.account_id, 'number', a.number, 'name', a.name, 'kind', a.kind, 'accountGroup', a.account_group, 'poPolicy', a.po_policy,
             'prepaid', a.prepaid, 'taxExempt', a.tax_exempt, 'status', a.status) as buyer,
           (select coalesce(json_agg(json_build_object('addressId', d.address_id, 'label', d.label, 'recipient', d.recipient, 'line1', d.line1, 'line2', d.line2, 'city', d.city, 'region', d.region,
              'postalCode', d.postal_code, 'country', d.country, 'latitude', d.latitude, 'longitude', d.longitude, 'isDefault', d.is_default, 'archived', d.archived_at is not null)
              order by d.is_default desc, d.label, d.address_id), '[]')
              from tenancy.address d where d.network_id = a.network_id and d.tenant_id = a.tenant_id and d.account_id = a.account_id) as "shipTos"
      from tenancy.account a join tenancy.tenant t on (t.network_id, t.tenant_id) = (a.network_id, a.tenant_id)
     where a.network_id = ${networkId} and a.tenant_id = ${tenantId} and a.account_id = any (${[...new Set(accountIds)]}::uuid[])`.execute(work.db)
  return new Map(rows.map((row) => [row.accountId, row]))
}

export type StandingHead = { readonly orderId: string; readonly userId: string; readonly shipToId: string | null; readonly poNumber: string; readonly requestedOn: string | null; readonly note: string }

/** The aggregate of an order that is not written yet: version 0, no number, lines without prices. `now` is an instant. */
export function standingOrder(now: string, buyer: StandingBuyer, head: StandingHead, lines: readonly StandingLine[]): Order {
  const shipToId = head.shipToId ?? buyer.shipTos.find((one) => one.isDefault && !one.archived)?.addressId ?? null
  const { tenantId, accountId, buyer: who, shipTos, zone, locale, currency, taxRounding } = buyer
  const { orderId, userId, poNumber, requestedOn, note } = head
  return {
    tenantId, accountId, buyer: who, shipTos, zone, locale, currency, taxRounding, orderId, userId, poNumber, requestedOn, note, shipToId, number: null, submittedBy: head.userId, shipComplete: false, exposureMinor: 0n, approval: "not_needed", approvalFacts: null, hold: null, creditClearedMinor: null,
    backordered: false, version: 0, createdAt: now, submittedAt: now, confirmedAt: null, cancelledAt: null, closedAt: null,
    lines: lines.map((line, index) => orderLine(line, index + 1, shipToId)),
  }
}

const ONE = quantity("1")

function orderLine(line: StandingLine, position: number, shipToId: string | null): OrderLine {
  return {
    lineId: line.lineId, position, productId: line.productId, sku: "", name: "", categoryPath: "", unit: line.unit, factor: ONE, quantity: quantity(line.quantity), shippedBase: ZERO,
    cancelledBase: ZERO, invoicedBase: ZERO, shipToId, requestedOn: null, unitPrice: null, netMinor: 0n, taxPercent: "0", taxJurisdiction: "", taxBasis: null, supplyPrice: null, supplyMinor: 0n, snapshot: null,
    promiseOn: null, promiseReason: null, pickedAt: null, cancelledAt: null,
  }
}

/** Asks once for each product, unit and quantity, however many lines want it: one statement for up to 500 of them. */
export async function standingPrices(work: Work, accountId: string, on: string, lines: readonly StandingLine[], { explained }: { readonly explained: boolean }): Promise<ReadonlyMap<string, LinePrice>> {
  const asks = new Map(lines.map((line) => [priceKey(line), { productId: line.productId, unit: line.unit, quantity: line.priceQuantity ?? line.quantity }]))
  const keys = [...asks.keys()]
  const pages = Array.from({ length: Math.ceil(keys.length / 500) }, (_, page) => keys.slice(page * 500, (page + 1) * 500))
  const answers = (await Promise.all(pages.map((page) => priceLines(work, { accountId, on, explained, lines: page.map((key) => asks.get(key)!) })))).flat()
  return new Map(keys.map((key, index) => [key, answers[index] as LinePrice]))
}

export const priceKey = ({ productId, unit, quantity: wanted, priceQuantity }: StandingLine) => `${productId} ${unit} ${priceQuantity ?? wanted}`

/** A line at the price that its policy gives, with where that came from; the amounts are rounded here, once. */
export function atPolicyPrice(line: OrderLine, current: LinePrice, price: UnitPrice | null, source: { readonly id: string; readonly name: string; readonly version: number }, code: string): OrderLine {
  if (price === null || price === line.unitPrice) return line
  const floor = current.price?.floor
  const belowFloor = floor !== undefined && current.supply !== null && isBelowMargin(price, current.supply.unitPrice, floor.minMarginPercent)
  const snapshot = line.snapshot ?? { explanation: null, on: "", taxCategory: current.product.taxCategory, belowFloor, source: { kind: "", id: "", name: "", version: 0 } }
  return amountsOf({ ...line, unitPrice: price, snapshot: { ...snapshot, belowFloor, source: { kind: "subscription", ...source } } }, code)
}

