import type { Work } from "@entrepot/db"
import { formatMoney, money, type Currency } from "@entrepot/kernel"
import { sql } from "kysely"
import type { MailContent } from "./render.ts"
import { word, type MailLocale } from "./texts.ts"
import { quantityText } from "./units.ts"

/** A mail lists this many lines; the rest is a click away. */
const MOST_LINES = 12

export type Reader = { readonly userId: string; readonly email: string; readonly name: string; readonly locale: MailLocale }

export type OrderFacts = {
  readonly orderId: string
  readonly accountId: string
  readonly number: string
  readonly status: string
  readonly poNumber: string
  readonly currency: Currency
  readonly totalMinor: bigint
  readonly account: string
  readonly holdCode: "credit_limit_exceeded" | null
  readonly reason: string
  readonly buyer: Reader
  readonly lines: readonly { readonly quantity: string; readonly unit: string; readonly name: string }[]
  readonly lineCount: number
}

/** One statement: the order, whose it is, and the first of its lines. Undefined when there is no such order. */
export async function findOrderFacts(work: Work, orderId: string): Promise<OrderFacts | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<OrderFacts>`
    select o.order_id as "orderId", o.account_id as "accountId", o.number, o.status, o.po_number as "poNumber", o.currency, o.total_minor as "totalMinor",
           a.name as account, o.hold_code as "holdCode",
           coalesce((select f.detail ->> 'reason' from ordering.order_fact f where f.network_id = o.network_id and f.tenant_id = o.tenant_id and f.account_id = o.account_id
                       and f.order_id = o.order_id and f.kind in ('rejected', 'cancelled') order by f.occurred_at desc limit 1), '') as reason,
           json_build_object('userId', u.user_id, 'email', u.email, 'name', u.name, 'locale', u.locale) as buyer,
           coalesce((select json_agg(json_build_object('quantity', trim_scale(l.quantity)::text, 'unit', l.unit, 'name', l.name) order by l.position)
              from (select * from ordering.order_line l where l.network_id = o.network_id and l.tenant_id = o.tenant_id and l.account_id = o.account_id and l.order_id = o.order_id
                       and l.cancelled_at is null order by l.position limit ${MOST_LINES}) l), '[]') as lines,
           (select count(*)::integer from ordering.order_line l where l.network_id = o.network_id and l.tenant_id = o.tenant_id and l.account_id = o.account_id
               and l.order_id = o.order_id and l.cancelled_at is null) as "lineCount"
      from ordering.order o
      join tenancy.account a on a.network_id = o.network_id and a.tenant_id = o.tenant_id and a.account_id = o.account_id
      join tenancy.tenant_user u on u.network_id = o.network_id and u.tenant_id = o.tenant_id and u.user_id = o.user_id
     where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.order_id = ${orderId}`.execute(work.db)
  return rows[0]
}

export type ShipmentFacts = { readonly carrier: string; readonly trackingNumber: string; readonly lines: OrderFacts["lines"] }

/** What one shipment carries, in the unit in which it was ordered; one statement. */
export async function findShipmentFacts(work: Work, shipmentId: string): Promise<(ShipmentFacts & { orderId: string }) | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<ShipmentFacts & { orderId: string }>`
    select s.order_id as "orderId", s.carrier, s.tracking_number as "trackingNumber",
           coalesce((select json_agg(json_build_object('quantity', trim_scale(round(x.base / x.unit_factor, 6))::text, 'unit', x.unit, 'name', x.name) order by x.position)
              from (select l.position, l.unit, l.unit_factor, l.name, sum(coalesce(sl.picked_base, sl.base_quantity)) as base
                      from fulfilment.shipment_line sl
                      join ordering.order_line l on l.network_id = sl.network_id and l.tenant_id = sl.tenant_id and l.account_id = sl.account_id and l.order_id = sl.order_id and l.line_id = sl.order_line_id
                     where sl.network_id = s.network_id and sl.tenant_id = s.tenant_id and sl.account_id = s.account_id and sl.shipment_id = s.shipment_id
                     group by l.position, l.unit, l.unit_factor, l.name having sum(coalesce(sl.picked_base, sl.base_quantity)) > 0) x), '[]') as lines
      from fulfilment.shipment s
     where s.network_id = ${networkId} and s.tenant_id = ${tenantId} and s.shipment_id = ${shipmentId}`.execute(work.db)
  return rows[0]
}

export type Approver = Reader & { readonly level: string }

/** The people whom an order's open level asks, with its name; one statement. Whoever left meanwhile is not written to. */
export async function findApprovers(work: Work, { requestId, approverIds }: { requestId: string; approverIds: readonly string[] }): Promise<Approver[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Approver>`
    select u.user_id as "userId", u.email, u.name, u.locale,
           coalesce((select string_agg(l.name, ', ' order by l.level) from approvals.request_level l
              where l.network_id = u.network_id and l.tenant_id = u.tenant_id and l.request_id = ${requestId} and l.status = 'open'), '') as level
      from tenancy.tenant_user u
     where u.network_id = ${networkId} and u.tenant_id = ${tenantId} and u.user_id = any(${[...approverIds]}::uuid[]) and u.status = 'active' order by u.email`.execute(work.db)
  return rows
}

/** The two columns and the lines that every mail about an order shows. */
export function orderContent(order: OrderFacts, locale: MailLocale, lines: OrderFacts["lines"] = order.lines, lineCount = order.lineCount): Pick<MailContent, "table" | "lines" | "moreLines"> {
  const table: [string, string][] = [[word(locale, "order"), order.number], [word(locale, "account"), order.account]]
  if (order.poNumber !== "") table.push([word(locale, "poNumber"), order.poNumber])
  table.push([word(locale, "total"), formatMoney(money(order.totalMinor, order.currency), locale)])
  return { table, lines: lines.slice(0, MOST_LINES).map((line) => [quantityText(line, locale), line.name] as const), moreLines: Math.max(0, lineCount - Math.min(lines.length, MOST_LINES)) }
}
