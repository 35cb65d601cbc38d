import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, money, moneyToJson, Refusal, type MoneyJson } from "@entrepot/kernel"
import { authorize, may } from "../tenancy/index.ts"
import { ListOrders, type OrderStatus } from "./contract.ts"

export type OrderRow = {
  readonly orderId: string; readonly number: string; readonly status: OrderStatus; readonly accountId: string; readonly accountName: string; readonly placedBy: string
  readonly poNumber: string; readonly submittedAt: string; readonly total: MoneyJson; readonly lineCount: number; readonly backordered: boolean
  /** The last day that was promised for an open line; null where a line has no date, or nothing is open. */
  readonly promiseOn: string | null
  readonly holdCode: string | null
}
export type OrderPage<Row> = { readonly rows: readonly Row[]; readonly nextCursor: string | null }

type RawRow = Omit<OrderRow, "total"> & { readonly amount: bigint; readonly currency: string; readonly sortKey: string }

/**
 * The orders that the actor's scope holds, newest first unless asked otherwise, paged by key. One statement. Drafts are carts
 * and stand in no list. A search is the start of an order's number or PO number.
 */
export async function listOrders(work: Work, input: ListOrders = {}): Promise<OrderPage<OrderRow>> {
  authorize(work, "order.view")
  const ask = ListOrders.parse(input)
  const accountId = work.scope.accountId ?? ask.accountId
  const { rows } = await sql<RawRow>`
    select o.order_id as "orderId", o.number, o.status, o.account_id as "accountId", a.name as "accountName", u.name as "placedBy", o.po_number as "poNumber",
           ${instant("o.submitted_at", "MS")} as "submittedAt", o.total_minor as amount, o.currency, o.backordered, o.hold_code as "holdCode", ${openLines("o")}, ${sortKey(ask.sort, "total_minor")} as "sortKey"
      from ordering.order o
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (o.network_id, o.tenant_id, o.account_id)
      join tenancy.tenant_user u on (u.network_id, u.tenant_id, u.user_id) = (o.network_id, o.tenant_id, o.user_id)
     where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.status <> 'draft'
       ${accountId ? sql`and o.account_id = ${accountId}` : sql``} ${ask.mine ? sql`and o.user_id = ${work.actor.id}` : sql``} ${filters(work, ask, "total_minor")}
     ${page(ask, "total_minor")}`.execute(work.db)
  return pageOf(ask, rows, ({ amount, currency: code, sortKey: _key, ...row }) => ({ ...row, total: moneyToJson(money(amount, currency(code))) }))
}

export type NetworkOrderRow = Omit<OrderRow, "total" | "placedBy" | "holdCode"> & {
  readonly tenantId: number; readonly tenantName: string
  /** What the distributor gets for it, at the transfer price. What the partner charges is the partner's business. */
  readonly supply: MoneyJson
}

/** Orders of all tenants of the network, for the distributor's staff: supply values only. One statement. */
export async function listNetworkOrders(work: Work, input: ListOrders = {}): Promise<OrderPage<NetworkOrderRow>> {
  authorize(work, "network.order.view")
  const ask = ListOrders.parse(input)
  const { rows } = await sql<RawRow & { tenantId: number; tenantName: string }>`
    select o.order_id as "orderId", o.number, o.status, o.tenant_id as "tenantId", t.name as "tenantName", o.account_id as "accountId", a.name as "accountName", o.po_number as "poNumber",
           ${instant("o.submitted_at", "MS")} as "submittedAt", o.supply_minor as amount, o.currency, o.backordered, ${openLines("o")}, ${sortKey(ask.sort, "supply_minor")} as "sortKey"
      from ordering.order o
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (o.network_id, o.tenant_id, o.account_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (o.network_id, o.tenant_id)
     where o.network_id = ${work.scope.networkId} and o.status <> 'draft' ${ask.tenantId ? sql`and o.tenant_id = ${ask.tenantId}` : sql``}
       ${ask.accountId ? sql`and o.account_id = ${ask.accountId}` : sql``} ${filters(work, ask, "supply_minor")}
     ${page(ask, "supply_minor")}`.execute(work.db)
  return pageOf(ask, rows, ({ amount, currency: code, sortKey: _key, ...row }) => ({ ...row, supply: moneyToJson(money(amount, currency(code))) }))
}

export type OrderCounts = Readonly<Partial<Record<OrderStatus | "backordered", number>>>

/** How many orders stand in each state: the tabs above a list. One statement. */
export async function countOrders(work: Work, only?: { readonly accountId?: string | undefined }): Promise<OrderCounts> {
  if (!may(work, "network.order.view")) authorize(work, "order.view")
  const { networkId, tenantId, accountId = only?.accountId } = work.scope
  const { rows } = await sql<{ state: OrderStatus; n: number; waiting: number }>`
    select status as state, count(*)::int as n, (count(*) filter (where backordered and status in ('confirmed', 'partly_shipped')))::int as waiting
      from ordering.order where network_id = ${networkId} ${tenantId === undefined ? sql`` : sql`and tenant_id = ${tenantId}`} ${accountId ? sql`and account_id = ${accountId}` : sql``} and status <> 'draft'
     group by status`.execute(work.db)
  return { ...Object.fromEntries(rows.map((row) => [row.state, row.n])), backordered: rows.reduce((sum, row) => sum + row.waiting, 0) }
}

type Ask = ReturnType<typeof ListOrders.parse>
type Value = "total_minor" | "supply_minor"

const instant = (column: string, precision: "MS" | "US") => sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', ${sql.lit(`YYYY-MM-DD"T"HH24:MI:SS.${precision}"Z"`)})`

const openLines = (alias: string) => sql`
  (select count(*)::int from ordering.order_line l where ${lineOf(alias)}) as "lineCount",
  (select case when bool_or(l.promise_on is null) then null else max(l.promise_on) end from ordering.order_line l
    where ${lineOf(alias)} and l.cancelled_at is null and l.shipped_base + l.cancelled_base < l.quantity * l.unit_factor) as "promiseOn"`
const lineOf = (alias: string) => sql`(l.network_id, l.tenant_id, l.account_id, l.order_id) = (${sql.ref(`${alias}.network_id`)}, ${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)}, ${sql.ref(`${alias}.order_id`)})`

function sortKey(sort: Ask["sort"], value: Value): RawBuilder<string> {
  return sort === "value" ? sql`${sql.ref(`o.${value}`)}::text` : instant("o.submitted_at", "US")
}

function filters(work: Work, ask: Ask, value: Value): RawBuilder<unknown> {
  const search = ask.search.toUpperCase()
  return sql`
    ${ask.status.length > 0 ? sql`and o.status = any (${[...ask.status]})` : sql``}
    ${ask.backordered === undefined ? sql`` : sql`and o.backordered = ${ask.backordered}`}
    ${ask.minAgeDays === undefined ? sql`` : sql`and o.submitted_at <= ${work.now.subtract({ hours: 24 * ask.minAgeDays }).toString()}::timestamptz`}
    ${ask.minValue === undefined ? sql`` : sql`and ${sql.ref(`o.${value}`)} >= ${ask.minValue}::bigint`}
    ${search === "" ? sql`` : sql`and (o.number ^@ ${search} or o.po_norm ^@ ${search})`}`
}

/** The key of the page: what is sorted by, and the id. The first condition can use the index, the second cuts exactly. */
function page({ sort, cursor, limit }: Ask, value: Value): RawBuilder<unknown> {
  const column = sort === "value" ? sql.ref(`o.${value}`) : sql.ref("o.submitted_at")
  const type = sql.raw(sort === "value" ? "bigint" : "timestamptz")
  const forward = sql.raw(sort === "oldest" ? ">" : "<")
  const direction = sql.raw(sort === "oldest" ? "asc" : "desc")
  const after = cursor ? readCursor(cursor) : undefined
  return sql`
    ${after ? sql`and ${column} ${forward}= ${after.key}::${type} and (${column} ${forward} ${after.key}::${type} or o.order_id > ${after.orderId}::uuid)` : sql``}
    order by ${column} ${direction}, o.order_id limit ${limit + 1}`
}

function pageOf<R extends { sortKey: string; orderId: string }, Out>(ask: Ask, rows: readonly R[], shape: (row: R) => Out): OrderPage<Out> {
  const shown = rows.slice(0, ask.limit)
  const last = shown.at(-1)
  return { rows: shown.map(shape), nextCursor: rows.length > ask.limit && last ? Buffer.from(JSON.stringify([last.sortKey, last.orderId])).toString("base64url") : null }
}

function readCursor(cursor: string): { key: string; orderId: string } {
  try {
    const [key, orderId] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [string, string]
    if (!/^(\d{1,19}|[\dT:.Z-]{20,30})$/.test(key) || !/^[\da-f-]{36}$/.test(orderId)) throw new Error("no cursor")
    return { key, orderId }
  } catch {
    throw new Refusal("ordering.cursor_is_invalid", "invalid")
  }
}
