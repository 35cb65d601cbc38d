import { sql, type RawBuilder } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { quantity, Refusal, unitPrice } from "@entrepot/kernel"
import type { Order, OrderLine } from "./order.ts"

/** An order's id from another wall and one that never was get the same answer. */
export const orderNotFound = () => new Refusal("ordering.order_not_found", "not_found")

/** Locks the order's row, then reads it: sent together, in one round trip. A lock taken by the read itself would see old lines. */
export async function lockOrder(work: Work, orderId: string): Promise<Order> {
  const [, order] = await Promise.all([lockRow(work, orderId), findOrder(work, orderId)])
  if (!order) throw orderNotFound()
  return order
}

export async function getOrder(work: Work, orderId: string): Promise<Order> {
  const order = await findOrder(work, orderId)
  if (!order) throw orderNotFound()
  return order
}

async function lockRow(work: Work, orderId: string): Promise<void> {
  await scoped(work, "ordering.order").select("order_id").where("order_id", "=", orderId).forNoKeyUpdate().execute()
}

/** The whole aggregate in one statement: head, buyer, lines in their order, and the account's addresses. */
async function findOrder(work: Work, orderId: string): Promise<Order | undefined> {
  return (await readOrders(work, sql`o.order_id = ${orderId}`))[0]
}

/** The actor's cart at an account: one draft per person and account. A machine has none and names the person; nobody else reads a colleague's. */
export async function findCart(work: Work, accountId: string, person?: string): Promise<Order | undefined> {
  const { actor, scope: { networkId, tenantId } } = work
  const whose = actor.kind === "api_key"
    ? sql`(select u.user_id from tenancy.tenant_user u where u.network_id = ${networkId} and u.tenant_id = ${tenantId} and u.email = ${(person ?? "").toLowerCase()})`
    : sql`${actor.id}`
  return (await readOrders(work, sql`o.account_id = ${accountId} and o.user_id = ${whose} and o.status = 'draft'`))[0]
}

async function readOrders(work: Work, where: RawBuilder<unknown>): Promise<readonly Order[]> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<OrderRow>`
    select o.tenant_id as "tenantId", o.account_id as "accountId", o.order_id as "orderId", o.number, o.user_id as "userId", o.submitted_by as "submittedBy", o.po_number as "poNumber",
           o.requested_on as "requestedOn", o.ship_to_id as "shipToId", o.ship_complete as "shipComplete", o.note, o.currency, case o.status when 'draft' then t.tax_rounding else o.tax_rounding end as "taxRounding", o.exposure_minor as "exposureMinor",
           o.approval, o.approval_facts as "approvalFacts", o.credit_cleared_minor as "creditClearedMinor", o.backordered, o.version,
           o.created_at as "createdAt", o.submitted_at as "submittedAt", o.confirmed_at as "confirmedAt", o.cancelled_at as "cancelledAt", o.closed_at as "closedAt",
           o.hold_code as "holdCode", o.hold_owner as "holdOwner", o.hold_reason as "holdReason", o.hold_facts as "holdFacts", o.held_at as "heldAt",
           t.zone, t.locale, json_build_object('accountId', a.account_id, 'number', a.number, 'name', a.name, 'kind', a.kind, 'accountGroup', a.account_group, 'poPolicy', a.po_policy,
             'prepaid', a.prepaid, 'taxExempt', a.tax_exempt, 'status', a.status) as buyer,
           (select coalesce(json_agg(json_build_object('addressId', d.address_id, 'label', d.label, 'recipient', d.recipient, 'line1', d.line1, 'line2', d.line2, 'city', d.city, 'region', d.region,
              'postalCode', d.postal_code, 'country', d.country, 'latitude', d.latitude, 'longitude', d.longitude, 'isDefault', d.is_default, 'archived', d.archived_at is not null)
              order by d.is_default desc, d.label, d.address_id), '[]')
              from tenancy.address d where d.network_id = o.network_id and d.tenant_id = o.tenant_id and d.account_id = o.account_id) as "shipTos",
           (select coalesce(json_agg(${lineJson} order by l.position, l.line_id), '[]')
              from ordering.order_line l where (l.network_id, l.tenant_id, l.account_id, l.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)) as lines
      from ordering.order o
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (o.network_id, o.tenant_id, o.account_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (o.network_id, o.tenant_id)
     where o.network_id = ${networkId} ${tenantId === undefined ? sql`` : sql`and o.tenant_id = ${tenantId}`} ${accountId ? sql`and o.account_id = ${accountId}` : sql``} and ${where}`.execute(work.db)
  return rows.map(orderOf)
}

const lineJson = sql`json_build_object('lineId', l.line_id, 'position', l.position, 'productId', l.product_id, 'sku', l.sku, 'name', l.name, 'categoryPath', l.category_path,
  'unit', l.unit, 'factor', l.unit_factor::text, 'quantity', l.quantity::text, 'shippedBase', l.shipped_base::text, 'cancelledBase', l.cancelled_base::text, 'invoicedBase', l.invoiced_base::text, 'shipToId', l.ship_to_id,
  'requestedOn', l.requested_on, 'unitPrice', l.unit_price::text, 'netMinor', l.net_minor::text, 'taxPercent', trim_scale(l.tax_percent)::text, 'taxJurisdiction', l.tax_jurisdiction, 'taxBasis', l.tax_basis,
  'supplyPrice', l.supply_price::text, 'supplyMinor', l.supply_minor::text, 'snapshot', l.price_snapshot, 'promiseOn', l.promise_on, 'promiseReason', l.promise_reason,
  'pickedAt', l.picked_at, 'cancelledAt', l.cancelled_at)`

type Instants = "createdAt" | "submittedAt" | "confirmedAt" | "cancelledAt" | "closedAt"
type OrderRow = Omit<Order, Instants | "hold" | "lines"> & Readonly<Record<Instants, Date | null>> & {
  readonly holdCode: "credit_limit_exceeded" | null; readonly holdOwner: string | null; readonly holdReason: string; readonly holdFacts: Readonly<Record<string, string>> | null; readonly heldAt: Date | null
  readonly lines: readonly LineRow[]
}
type LineRow = { readonly [K in keyof OrderLine]: OrderLine[K] extends bigint ? string : OrderLine[K] }

function orderOf({ holdCode, holdOwner, holdReason, holdFacts, heldAt, lines, ...row }: OrderRow): Order {
  const text = (instant: Date | null) => instant?.toISOString() ?? null
  return {
    ...row, createdAt: text(row.createdAt) ?? "", submittedAt: text(row.submittedAt), confirmedAt: text(row.confirmedAt), cancelledAt: text(row.cancelledAt), closedAt: text(row.closedAt),
    hold: holdCode && { code: holdCode, owner: holdOwner ?? "", reason: holdReason, facts: holdFacts, heldAt: text(heldAt) ?? "" },
    lines: lines.map(lineOf),
  }
}

/** Numeric columns arrive with all their places; the kernel's canonical text has none too many. */
function lineOf(row: LineRow): OrderLine {
  return {
    ...row, factor: quantity(row.factor), quantity: quantity(row.quantity), shippedBase: quantity(row.shippedBase), cancelledBase: quantity(row.cancelledBase), invoicedBase: quantity(row.invoicedBase),
    unitPrice: row.unitPrice && unitPrice(row.unitPrice), supplyPrice: row.supplyPrice && unitPrice(row.supplyPrice),
    netMinor: BigInt(row.netMinor), supplyMinor: BigInt(row.supplyMinor),
  }
}
