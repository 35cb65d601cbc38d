import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, fromBase, money, moneyToJson, quantity, subtractQuantity, type MoneyJson, type Quantity } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { OrderStatus } from "./contract.ts"
import { orderNotFound } from "./order.db.ts"
import type { TimelineEntry } from "./order-page.ts"

export type NetworkOrderLine = {
  readonly lineId: string; readonly productId: string; readonly sku: string; readonly name: string; readonly unit: string
  readonly ordered: Quantity; readonly shipped: Quantity; readonly open: Quantity; readonly reserved: Quantity; readonly waiting: Quantity; readonly picked: boolean; readonly cancelledAt: string | null
  readonly shipTo: string; readonly requestedOn: string | null; readonly promiseOn: string | null; readonly promiseReason: string | null
  readonly supplyPrice: string | null; readonly supply: MoneyJson
  readonly allocations: readonly { readonly warehouseId: string; readonly warehouse: string; readonly quantity: Quantity }[]
}

export type NetworkOrderView = {
  readonly orderId: string; readonly number: string; readonly status: OrderStatus; readonly tenantId: number; readonly tenantName: string; readonly accountId: string; readonly accountName: string
  readonly poNumber: string; readonly note: string; readonly requestedOn: string | null; readonly shipComplete: boolean; readonly backordered: boolean; readonly approval: string; readonly holdCode: string | null; readonly holdOwner: string | null
  readonly submittedAt: string; readonly confirmedAt: string | null; readonly cancelledAt: string | null
  readonly supply: MoneyJson
  readonly lines: readonly NetworkOrderLine[]
  readonly timeline: readonly TimelineEntry[]
}

type RawLine = Omit<NetworkOrderLine, "supply" | "ordered" | "shipped" | "open" | "reserved" | "waiting" | "allocations"> & {
  readonly factor: string; readonly quantity: string; readonly shippedBase: string; readonly cancelledBase: string; readonly reservedBase: string; readonly waitingBase: string; readonly supplyMinor: string
  readonly allocations: readonly { readonly warehouseId: string; readonly warehouse: string; readonly quantity: string }[]
}
type Raw = Omit<NetworkOrderView, "supply" | "lines"> & { readonly amount: bigint; readonly currency: string; readonly lines: readonly RawLine[] }

/**
 * An order of any of the network's tenants, as the distributor supplies it: transfer prices, stock and promises. The partner's
 * sale prices, taxes and margins are not in it, and the network's login could not read them. One statement.
 */
export async function networkOrderView(work: Work, { orderId }: { readonly orderId: string }): Promise<NetworkOrderView> {
  authorize(work, "network.order.view")
  const same = (alias: string) => sql`(${sql.ref(`${alias}.network_id`)}, ${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)}, ${sql.ref(`${alias}.order_id`)}) = (o.network_id, o.tenant_id, o.account_id, o.order_id)`
  const iso = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const { rows } = await sql<Raw>`
    select o.order_id as "orderId", o.number, o.status, o.tenant_id as "tenantId", t.name as "tenantName", o.account_id as "accountId", a.name as "accountName", o.po_number as "poNumber", o.note,
           o.requested_on as "requestedOn", o.ship_complete as "shipComplete", o.backordered, o.approval, o.hold_code as "holdCode", o.hold_owner as "holdOwner",
           ${iso("o.submitted_at")} as "submittedAt", ${iso("o.confirmed_at")} as "confirmedAt", ${iso("o.cancelled_at")} as "cancelledAt", o.supply_minor as amount, o.currency,
           (select coalesce(json_agg(json_build_object('id', f.fact_id, 'at', ${iso("f.occurred_at")}, 'kind', f.kind, 'detail', f.detail, 'actor', json_build_object('kind', f.actor ->> 'kind', 'name', f.actor ->> 'name'))
              order by f.occurred_at, f.fact_id), '[]') from ordering.order_fact f where ${same("f")}) as timeline,
           (select coalesce(json_agg(json_build_object('lineId', l.line_id, 'productId', l.product_id, 'sku', l.sku, 'name', l.name, 'unit', l.unit, 'factor', l.unit_factor::text, 'quantity', l.quantity::text,
              'shippedBase', l.shipped_base::text, 'cancelledBase', l.cancelled_base::text, 'picked', l.picked_at is not null, 'cancelledAt', ${iso("l.cancelled_at")}, 'requestedOn', coalesce(l.requested_on, o.requested_on),
              'promiseOn', l.promise_on, 'promiseReason', l.promise_reason, 'supplyPrice', trim_scale(l.supply_price)::text, 'supplyMinor', l.supply_minor::text,
              'shipTo', (select d.recipient || ', ' || d.postal_code || ' ' || d.city || ', ' || d.country from tenancy.address d where (d.network_id, d.tenant_id, d.account_id) = (o.network_id, o.tenant_id, o.account_id) and d.address_id = coalesce(l.ship_to_id, o.ship_to_id)),
              'reservedBase', coalesce((select sum(r.quantity) from inventory.reservation r where ${same("r")} and r.order_line_id = l.line_id and r.settled_at is null), 0)::text,
              'waitingBase', coalesce((select b.base_quantity from ordering.backorder b where ${same("b")} and b.line_id = l.line_id), 0)::text,
              'allocations', (select coalesce(json_agg(json_build_object('warehouseId', w.warehouse_id, 'warehouse', w.name, 'quantity', trim_scale(r.quantity)::text) order by w.name), '[]')
                 from inventory.reservation r join inventory.warehouse w on w.network_id = r.network_id and w.warehouse_id = r.warehouse_id where ${same("r")} and r.order_line_id = l.line_id and r.settled_at is null)) order by l.position), '[]')
              from ordering.order_line l where ${same("l")}) as lines
      from ordering.order o
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (o.network_id, o.tenant_id, o.account_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (o.network_id, o.tenant_id)
     where o.network_id = ${work.scope.networkId} and o.order_id = ${orderId} and o.status <> 'draft'`.execute(work.db)
  const row = rows[0]
  if (!row) throw orderNotFound()
  const { amount, currency: code, lines, ...head } = row
  return { ...head, supply: moneyToJson(money(amount, currency(code))), lines: lines.map((line) => lineView(line, code)) }
}

function lineView({ factor: factorText, quantity: ordered, shippedBase, cancelledBase, reservedBase, waitingBase, supplyMinor, allocations, ...line }: RawLine, code: string): NetworkOrderLine {
  const factor = quantity(factorText)
  const inUnits = (base: string) => fromBase(quantity(base), factor)
  const left = subtractQuantity(quantity(ordered), inUnits(cancelledBase))
  return {
    ...line, shipTo: line.shipTo ?? "", ordered: left, shipped: inUnits(shippedBase), open: line.cancelledAt ? quantity("0") : subtractQuantity(left, inUnits(shippedBase)), reserved: inUnits(reservedBase), waiting: inUnits(waitingBase),
    supply: moneyToJson(money(BigInt(supplyMinor), currency(code))), allocations: allocations.map((part) => ({ ...part, quantity: inUnits(part.quantity) })),
  }
}
