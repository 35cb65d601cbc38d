import { sql, type RawBuilder } from "kysely"
import { beginsWith, frequent, hitsOf, type Work } from "@entrepot/db"
import { currency, money, moneyToJson, pageOf, Refusal, type MoneyJson } from "@entrepot/kernel"
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
 *
 * The page's rows are found first, by an index that has their order; what it shows of them is looked up for those alone. Their
 * limits keep the planner, which takes a dealer behind its wall for small, from reading all of it before it counts to fifty.
 */
export async function listOrders(work: Work, input: ListOrders = {}): Promise<OrderPage<OrderRow>> {
  authorize(work, "order.view")
  const ask = ListOrders.parse(input)
  const accountId = work.scope.accountId ?? ask.accountId
  const { rows } = await sql<RawRow>`
    select o.order_id as "orderId", o.number, o.status, o.account_id as "accountId", a.name as "accountName", u.name as "placedBy", o.po_number as "poNumber",
           ${instant("o.submitted_at", "MS")} as "submittedAt", o.total_minor as amount, o.currency, o.backordered, o.hold_code as "holdCode", ${openLines("o")}, ${sortKey(ask.sort, "total_minor")} as "sortKey"
      from (${keys(work, { ...ask, tenantId: work.scope.tenantId, accountId }, "total_minor", ask.mine ? sql`and o.user_id = ${work.actor.id}` : sql``)}) k
      cross join lateral (select o.* from ordering.order o where ${OF_KEY} limit 1) o
      cross join lateral (${accountOf("a.name")}) a
      cross join lateral (select u.name from tenancy.tenant_user u where (u.network_id, u.tenant_id, u.user_id) = (o.network_id, o.tenant_id, o.user_id) limit 1) u
     ${inOrder(ask, sql`k.at`, sql`k.order_id`)}`.execute(work.db)
  return ordersOf(ask, rows, ({ amount, currency: code, sortKey: _key, ...row }) => ({ ...row, total: moneyToJson(money(amount, currency(code))) }))
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
      from (${keys(work, ask, "supply_minor")}) k
      cross join lateral (select ${NETWORK_COLUMNS} from ordering.order o where ${OF_KEY} limit 1) o
      cross join lateral (${accountOf("a.name")}) a
      cross join lateral (select t.name from tenancy.tenant t where (t.network_id, t.tenant_id) = (o.network_id, o.tenant_id) limit 1) t
     ${inOrder(ask, sql`k.at`, sql`k.order_id`)}`.execute(work.db)
  return ordersOf(ask, rows, ({ amount, currency: code, sortKey: _key, ...row }) => ({ ...row, supply: moneyToJson(money(amount, currency(code))) }))
}

const OF_KEY = sql`(o.network_id, o.tenant_id, o.account_id, o.order_id) = (k.network_id, k.tenant_id, k.account_id, k.order_id)`
/** What the distributor's login may read of an order. */
const NETWORK_COLUMNS = sql.raw("network_id, tenant_id, account_id, order_id, number, status, po_number, submitted_at, supply_minor, currency, backordered".replaceAll(/\w+/g, "o.$&"))
const accountOf = (columns: string) => sql`select ${sql.raw(columns)} from tenancy.account a where (a.network_id, a.tenant_id, a.account_id) = (o.network_id, o.tenant_id, o.account_id) limit 1`

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

type Where = Omit<Ask, "tenantId" | "accountId"> & { readonly tenantId?: number | undefined; readonly accountId?: string | undefined }

/**
 * The keys of a page. The few that begin with what is searched for are sorted; where there are many, or all are of one account, they
 * are looked for in the list's own order.
 */
function keys(work: Work, ask: Where, value: Value, more: RawBuilder<unknown> = sql``): RawBuilder<unknown> {
  const within = sql`o.network_id = ${work.scope.networkId} and o.status <> 'draft' ${ask.tenantId === undefined ? sql`` : sql`and o.tenant_id = ${ask.tenantId}`} ${ask.accountId ? sql`and o.account_id = ${ask.accountId}` : sql``}`
  const from = (orders: RawBuilder<unknown>, where: RawBuilder<unknown>) => sql`
    select o.network_id, o.tenant_id, o.account_id, o.order_id, ${sortedBy(ask, value)} as at from ${orders} where ${within} and ${where} ${filters(work, ask, value)} ${more} ${page(ask, value)}`
  const [number, poNumber] = [beginsWith(sql`o.number`, ask.search.toUpperCase()), sql`o.po_norm <> '' and ${beginsWith(sql`o.po_norm`, ask.search.toUpperCase())}`]
  const begins = sql`(${number} or (${poNumber}))`
  if (ask.search === "" || ask.accountId) return from(sql`ordering.order o`, ask.search === "" ? sql`true` : begins)
  const hits = hitsOf([number, poNumber].map((one) => sql`select o.network_id, o.tenant_id, o.account_id, o.order_id from ordering.order o where ${within} and ${one}`))
  const columns = sql.raw("network_id, tenant_id, account_id, order_id, status, user_id, backordered, submitted_at, supply_minor".replaceAll(/\w+/g, "o.$&"))
  const found = sql`found k cross join lateral (select ${columns} ${value === "total_minor" ? sql`, o.total_minor` : sql``} from ordering.order o where ${OF_KEY} limit 1) o`
  return sql`with ${hits} (${from(found, sql`(select yes from rare)`)}) union all (${from(sql`ordering.order o`, sql`not (select yes from rare) and ${frequent(begins)}`)})`
}

function filters(work: Work, ask: Where, value: Value): RawBuilder<unknown> {
  return sql`
    ${ask.status.length > 0 ? sql`and o.status = any (${[...ask.status]})` : sql``}
    ${ask.backordered === undefined ? sql`` : sql`and o.backordered = ${ask.backordered}`}
    ${ask.minAgeDays === undefined ? sql`` : sql`and o.submitted_at <= ${work.now.subtract({ hours: 24 * ask.minAgeDays }).toString()}::timestamptz`}
    ${ask.minValue === undefined ? sql`` : sql`and ${sql.ref(`o.${value}`)} >= ${ask.minValue}::bigint`}`
}

const sortedBy = ({ sort }: Pick<Ask, "sort">, value: Value) => (sort === "value" ? sql.ref(`o.${value}`) : sql.ref("o.submitted_at"))
const inOrder = ({ sort }: Pick<Ask, "sort">, at: RawBuilder<unknown>, id: RawBuilder<unknown>) => sql`order by ${at} ${sql.raw(sort === "oldest" ? "asc" : "desc")}, ${id}`

/** The key of the page: what is sorted by, and the id. The first condition can use the index, the second cuts exactly. The limit is said in the statement, so that the planner reckons with it. */
function page({ sort, cursor, limit }: Where, value: Value): RawBuilder<unknown> {
  const column = sortedBy({ sort }, value)
  const type = sql.raw(sort === "value" ? "bigint" : "timestamptz")
  const forward = sql.raw(sort === "oldest" ? ">" : "<")
  const after = cursor ? readCursor(cursor) : undefined
  return sql`
    ${after ? sql`and ${column} ${forward}= ${after.key}::${type} and (${column} ${forward} ${after.key}::${type} or o.order_id > ${after.orderId}::uuid)` : sql``}
    ${inOrder({ sort }, column, sql`o.order_id`)} ${sql.raw(`limit ${limit + 1}`)}`
}

function ordersOf<R extends { sortKey: string; orderId: string }, Out>({ limit }: Ask, rows: readonly R[], shape: (row: R) => Out): OrderPage<Out> {
  const { page: shown, last } = pageOf(rows, limit)
  return { rows: shown.map(shape), nextCursor: last ? Buffer.from(JSON.stringify([last.sortKey, last.orderId])).toString("base64url") : null }
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
