import { sql, type RawBuilder } from "kysely"
import { beginsWith, frequent, hitsOf, type Work } from "@entrepot/db"
import { businessDate, moneyToJson, pageOf } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { ListInvoices, type AttemptStatus, type InvoicePage, type InvoiceRow, type InvoiceStatus, type InvoiceTotals } from "../contract.ts"
import { cursorOf, exactly, parseCursor } from "../cursor.ts"
import { moneyOf } from "../payments/shares.ts"
import { draftRows } from "./drafts.db.ts"

type Row = Omit<InvoiceRow, "total" | "open" | "overdueDays"> & { readonly currency: string; readonly totalMinor: bigint; readonly openMinor: bigint; readonly late: number; readonly sortKey: string }

/**
 * The invoices that the actor's scope holds, newest first unless asked otherwise, paged by key. Two statements. Drafts stand
 * before them where they are asked for, on the first page. A search is the start of an invoice's, an order's or a PO number.
 *
 * The page's rows are found first, by an index that has their order; what it shows of them is looked up for those alone. Their
 * limits keep the planner, which takes a dealer behind its wall for small, from reading all of it before it counts to fifty.
 */
export async function listInvoices(work: Work, input: ListInvoices = {}): Promise<InvoicePage> {
  authorize(work, "invoice.view")
  const ask = ListInvoices.parse(input)
  const today = businessDate(work.now, (await getTenant(work)).zone).toString()
  const accountId = work.scope.accountId ?? ask.accountId
  const onlyDrafts = ask.status.length > 0 && ask.status.every((status) => status === "draft")
  const drafts = ask.status.includes("draft") && !ask.cursor ? await draftRows(work, accountId) : []
  if (onlyDrafts) return { rows: drafts, nextCursor: null, today }
  const { rows } = await sql<Row>`
    select i.invoice_id as "invoiceId", i.number, o.status, i.account_id as "accountId", a.name as "accountName", i.order_id as "orderId", i.order_number as "orderNumber", i.po_number as "poNumber", i.source, i.subscription_id as "subscriptionId",
           i.issued_on as "issuedOn", i.due_on as "dueOn", i.currency, i.total_minor as "totalMinor", o.open_minor as "openMinor", case when o.open_minor > 0 then greatest(0, ${today}::date - i.due_on) else 0 end as late,
           k."sortKey", ${latestAttempt} as attempt
      from (${isOfOpenItems(ask) ? openItemKeys(work, ask, accountId, today) : ask.search === "" || accountId ? invoiceKeys(work, ask, accountId, today) : searchedKeys(work, ask, today)}) k
      cross join lateral (select i.* from billing.invoice i where (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (${work.scope.networkId}, ${work.scope.tenantId}, k.account_id, k.invoice_id) limit 1) i
      cross join lateral (select o.status, o.open_minor from billing.open_item o where ${OPEN_ITEM} limit 1) o
      cross join lateral (select a.name from tenancy.account a where (a.network_id, a.tenant_id, a.account_id) = (i.network_id, i.tenant_id, i.account_id) limit 1) a
     order by k.at ${direction(ask)}, k.invoice_id ${direction(ask)}`.execute(work.db)
  const { page: shown, last } = pageOf(rows, ask.limit)
  return { rows: [...drafts, ...shown.map(rowOf)], nextCursor: last ? cursorOf(last.sortKey, last.invoiceId) : null, today }
}

const OPEN_ITEM = sql`(o.network_id, o.tenant_id, o.account_id, o.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)`

/** How the last try to pay it is getting on; nothing where there was none. */
const latestAttempt = sql<AttemptStatus | null>`(select t.status from billing.attempt_invoice x join billing.payment_attempt t on (t.network_id, t.tenant_id, t.account_id, t.attempt_id) = (x.network_id, x.tenant_id, x.account_id, x.attempt_id)
   where x.network_id = i.network_id and x.tenant_id = i.tenant_id and x.invoice_id = i.invoice_id order by t.created_at desc limit 1)`

function rowOf({ currency, totalMinor, openMinor, late, sortKey: _key, ...row }: Row): InvoiceRow {
  return { ...row, status: row.status as InvoiceStatus, overdueDays: late, total: moneyToJson(moneyOf(totalMinor, currency)), open: moneyToJson(moneyOf(openMinor, currency)) }
}

type Ask = ReturnType<typeof ListInvoices.parse>

/** What open items know of an invoice: how it stands, when it was issued and when it is due. */
const isOfOpenItems = (ask: Ask) => ask.search === "" && !ask.orderId && !ask.subscriptionId && (ask.sort === "due" || ask.overdue || statusesOf(ask).length > 0)
const statusesOf = ({ status }: Ask) => status.filter((one) => one !== "draft")
const direction = ({ sort }: Ask) => sql.raw(sort === "newest" ? "desc" : "asc")

/** A page of the invoices themselves, in the order in which they were finalised or are due. */
function invoiceKeys(work: Work, ask: Ask, accountId: string | undefined, today: string, { from, where }: Narrowed = { from: sql`billing.invoice i`, where: startsWith(ask) }): RawBuilder<unknown> {
  const statuses = statusesOf(ask)
  const at = ask.sort === "due" ? sql`i.due_on` : sql`i.finalised_at`
  return sql`
    select i.account_id, i.invoice_id, ${at} as at, ${ask.sort === "due" ? sql`i.due_on::text` : exactly("i.finalised_at")} as "sortKey" from ${from}
      ${statuses.length > 0 || ask.overdue ? sql`cross join lateral (select o.status, o.open_minor, o.due_on from billing.open_item o where ${OPEN_ITEM} limit 1) o` : sql``}
     where i.network_id = ${work.scope.networkId} and i.tenant_id = ${work.scope.tenantId} ${accountId ? sql`and i.account_id = ${accountId}` : sql``}
       ${statuses.length > 0 ? sql`and o.status = any (${statuses as string[]})` : sql``} ${ask.overdue ? sql`and o.open_minor > 0 and o.due_on < ${today}::date` : sql``}
       ${ask.orderId ? sql`and i.order_id = ${ask.orderId}` : sql``} ${ask.subscriptionId ? sql`and i.subscription_id = ${ask.subscriptionId}` : sql``}
       ${ask.from ? sql`and i.issued_on >= ${ask.from}::date` : sql``} ${ask.to ? sql`and i.issued_on <= ${ask.to}::date` : sql``}
       and ${where} ${page(ask, at, sql`i.invoice_id`, ask.sort === "due" ? "date" : "timestamptz")}`
}

type Narrowed = { readonly from: RawBuilder<unknown>; readonly where: RawBuilder<unknown> }

/** What a search may be the start of. Each stands in an index of the tenant's. */
const SEARCHED = [sql`i.number`, sql`i.po_norm`, sql`i.order_number`] as const

function startsWith({ search }: Ask): RawBuilder<unknown> {
  return search === "" ? sql`true` : sql`(${sql.join(SEARCHED.map((column) => beginsWith(column, search.toUpperCase())), sql` or `)})`
}

/** A page of a whole tenant's invoices whose number, order or PO number begins so: rare ones are sorted, frequent ones looked for in order. */
function searchedKeys(work: Work, ask: Ask, today: string): RawBuilder<unknown> {
  const { networkId, tenantId } = work.scope
  const searches = SEARCHED.map((column) => sql`select i.account_id, i.invoice_id from billing.invoice i where i.network_id = ${networkId} and i.tenant_id = ${tenantId} and ${column} <> '' and ${beginsWith(column, ask.search.toUpperCase())}`)
  const ofFound = sql`found f cross join lateral (select i.* from billing.invoice i where (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (${networkId}, ${tenantId}, f.account_id, f.invoice_id) limit 1) i`
  return sql`with ${hitsOf(searches)} (${invoiceKeys(work, ask, undefined, today, { from: ofFound, where: sql`(select yes from rare)` })})
    union all (${invoiceKeys(work, ask, undefined, today, { from: sql`billing.invoice i`, where: sql`not (select yes from rare) and ${frequent(startsWith(ask))}` })})`
}

const OWED = ["open", "partly_paid"] as const
const ALL = [...OWED, "paid", "void", "uncollectible"] as const

/**
 * A page of open items, by the day on which they are due or were issued. Of a whole tenant each status is read in order from its
 * index, as far as the page goes, and the pages of the statuses are merged; of one account all are read and sorted.
 */
function openItemKeys(work: Work, ask: Ask, accountId: string | undefined, today: string): RawBuilder<unknown> {
  const asked = statusesOf(ask)
  const statuses = (ask.overdue ? OWED : ALL).filter((status) => asked.length === 0 || asked.includes(status)) as string[]
  const at = ask.sort === "due" ? sql`o.due_on` : sql`o.issued_on`
  const keys = (status: RawBuilder<unknown>) => sql`
    select o.account_id, o.invoice_id, ${at} as at, ${at}::text as "sortKey" from billing.open_item o
     where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} ${accountId ? sql`and o.account_id = ${accountId}` : sql``} and ${status}
       ${ask.overdue ? sql`and o.due_on < ${today}::date` : sql``} ${ask.from ? sql`and o.issued_on >= ${ask.from}::date` : sql``} ${ask.to ? sql`and o.issued_on <= ${ask.to}::date` : sql``}
       ${page(ask, at, sql`o.invoice_id`, "date")}`
  if (accountId) return keys(sql`o.status = any (${statuses})`)
  return sql`select k.* from unnest(${statuses}::text[]) s (status) cross join lateral (${keys(sql`o.status = s.status`)}) k order by k.at ${direction(ask)}, k.invoice_id ${direction(ask)} ${most(ask)}`
}

/** Said in the statement itself: a limit that the planner knows is one that it reckons with. */
const most = ({ limit }: Ask) => sql.raw(`limit ${limit + 1}`)

function page(ask: Ask, at: RawBuilder<unknown>, id: RawBuilder<unknown>, type: "date" | "timestamptz"): RawBuilder<unknown> {
  const after = parseCursor(ask.cursor)
  const forward = sql.raw(ask.sort === "newest" ? "<" : ">")
  return sql`${after ? sql`and (${at}, ${id}) ${forward} (${after.at}::${sql.raw(type)}, ${after.id}::uuid)` : sql``} order by ${at} ${direction(ask)}, ${id} ${direction(ask)} ${most(ask)}`
}

/** What is open and overdue, and what is to somebody's credit, per currency. Two statements, over open items alone. */
export async function invoiceTotals(work: Work, input: { readonly accountId?: string | undefined } = {}): Promise<InvoiceTotals> {
  authorize(work, "invoice.view")
  const { networkId, tenantId } = work.scope
  const accountId = work.scope.accountId ?? input.accountId
  const today = businessDate(work.now, (await getTenant(work)).zone).toString()
  const of = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${networkId} and ${sql.ref(`${alias}.tenant_id`)} = ${tenantId} ${accountId ? sql`and ${sql.ref(`${alias}.account_id`)} = ${accountId}` : sql``}`
  const { rows } = await sql<{ currency: string; open: bigint; overdue: bigint; openCount: number; overdueCount: number; credit: bigint }>`
    select currency, sum(open)::bigint as open, sum(overdue)::bigint as overdue, sum(n)::int as "openCount", sum(late)::int as "overdueCount", sum(credit)::bigint as credit
      from (select o.currency, sum(o.open_minor) as open, coalesce(sum(o.open_minor) filter (where o.due_on < ${today}::date), 0) as overdue, count(*) as n, count(*) filter (where o.due_on < ${today}::date) as late, 0 as credit
              from billing.open_item o where ${of("o")} and o.open_minor > 0 group by o.currency
            union all
            select c.currency, 0, 0, 0, 0, sum(c.balance_minor) from billing.credit_balance c where ${of("c")} group by c.currency) s
     group by currency order by currency`.execute(work.db)
  return rows.map(({ currency, open, overdue, credit, ...counts }) => ({ currency, ...counts, open: moneyToJson(moneyOf(open, currency)), overdue: moneyToJson(moneyOf(overdue, currency)), credit: moneyToJson(moneyOf(credit, currency)) }))
}
