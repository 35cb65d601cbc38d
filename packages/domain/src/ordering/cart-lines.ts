import { sql } from "kysely"
import { json, scopedDelete, scopedUpdate, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { entitledProduct } from "../catalog/index.ts"
import { actingAccount, authorize } from "../tenancy/index.ts"
import { AddLines, CartDetails, MOST_CART_LINES, RemoveCartLines, SetCartLine, type CartLineInput } from "./contract.ts"

/** added: a new line. merged: the cart had this product in this unit for this ship-to; the quantities were added up. */
export type AddedLine = { readonly index: number; readonly verdict: "added" | "merged" | "skipped"; readonly why: "not_found" | "not_entitled" | "unit_not_sold" | "ship_to_missing" | null; readonly lineId: string | null; readonly quantity: string | null }
export type AddedLines = { readonly orderId: string; readonly version: number; readonly lines: readonly AddedLine[] }

/**
 * Puts lines into the actor's cart at the account that they act for, and says of each what became of it. Two statements for one
 * line or for five hundred. What may not be sold is skipped with the reason; equal lines are merged, also among themselves.
 */
export async function addLines(work: Work, input: AddLines): Promise<AddedLines> {
  authorize(work, "order.place")
  const { lines } = AddLines.parse(input)
  const { orderId, version } = await lockCart(work, actingAccount(work))
  return { orderId, version, lines: await mergeLines(work, orderId, actingAccount(work), lines) }
}

/** Finds or opens the actor's cart and locks it; its version counts up. One statement. */
async function lockCart(work: Work, accountId: string): Promise<{ orderId: string; version: number }> {
  const { rows } = await sql<{ orderId: string; version: number }>`
    insert into ordering.order (network_id, tenant_id, account_id, order_id, status, user_id, ship_to_id, currency, created_at, updated_at)
    select t.network_id, t.tenant_id, a.account_id, ${newId(work.now.epochMilliseconds)}, 'draft', ${work.actor.id},
           (select d.address_id from tenancy.address d where (d.network_id, d.tenant_id, d.account_id) = (a.network_id, a.tenant_id, a.account_id) and d.is_default and d.archived_at is null),
           t.currency, ${work.now.toString()}, ${work.now.toString()}
      from tenancy.tenant t join tenancy.account a on (a.network_id, a.tenant_id) = (t.network_id, t.tenant_id)
     where t.network_id = ${work.scope.networkId} and t.tenant_id = ${work.scope.tenantId} and a.account_id = ${accountId}
    on conflict (network_id, tenant_id, account_id, user_id) where status = 'draft' do update set version = ordering.order.version + 1, updated_at = excluded.updated_at
    returning order_id as "orderId", version`.execute(work.db)
  if (!rows[0]) throw new Refusal("tenancy.account_not_found", "not_found")
  return rows[0]
}

/** The verdicts, the merges and the new lines in one statement, however many rows the order pad sends. */
async function mergeLines(work: Work, orderId: string, accountId: string, lines: readonly CartLineInput[]): Promise<readonly AddedLine[]> {
  const { networkId, tenantId } = work.scope
  const given = lines.map((line, index) => ({ i: index, line_id: newId(work.now.epochMilliseconds), product_id: line.productId, unit: line.unit, quantity: line.quantity, ship_to: line.shipToId ?? null, on: line.requestedOn ?? null }))
  const group = sql<string>`(select a.account_group from tenancy.account a where a.network_id = ${networkId} and a.tenant_id = ${tenantId} and a.account_id = ${accountId})`
  const key = sql`l.network_id = ${networkId} and l.tenant_id = ${tenantId} and l.account_id = ${accountId} and l.order_id = ${orderId}`
  const { rows } = await sql<AddedLine & { total: number }>`
    with asked as (
      select a.*, p.sku, p.names, p.category_path, u.factor,
             case when p.product_id is null or p.status = 'draft' then 'not_found' when not ${entitledProduct("p", { accountGroup: group, scope: { networkId: networkId!, tenantId: tenantId! } })} then 'not_entitled'
                  when u.unit is null or not u.sellable then 'unit_not_sold' when a.ship_to is not null and d.address_id is null then 'ship_to_missing' end as why
        from jsonb_to_recordset(${json(given)}::jsonb) a (i int, line_id uuid, product_id uuid, unit text, quantity numeric, ship_to uuid, "on" date)
        left join catalog.product p on p.network_id = ${networkId} and p.product_id = a.product_id
        left join catalog.product_unit u on u.network_id = p.network_id and u.product_id = p.product_id and u.unit = a.unit
        left join tenancy.address d on d.network_id = ${networkId} and d.tenant_id = ${tenantId} and d.account_id = ${accountId} and d.address_id = a.ship_to and d.archived_at is null
    ), wanted as (
      select (array_agg(line_id order by i))[1] as line_id, min(i) as i, product_id, unit, ship_to, max("on") as "on", sum(quantity) as quantity, min(sku) as sku, (array_agg(names))[1] as names,
             min(category_path) as category_path, min(factor) as factor
        from asked where why is null group by product_id, unit, ship_to
    ), held as (
      select distinct on (w.line_id) w.line_id as given_id, l.line_id, l.quantity + w.quantity as quantity
        from wanted w join ordering.order_line l on ${key} and l.product_id = w.product_id and l.unit = w.unit and l.ship_to_id is not distinct from w.ship_to order by w.line_id, l.position
    ), merged as (
      update ordering.order_line l set quantity = held.quantity from held where ${key} and l.line_id = held.line_id
    ), counted as (
      select count(*)::int as n, coalesce(max(position), 0) as last from ordering.order_line l where ${key}
    ), added as (
      insert into ordering.order_line (network_id, tenant_id, account_id, order_id, line_id, position, product_id, sku, name, category_path, unit, unit_factor, quantity, ship_to_id, requested_on)
      select ${networkId}, ${tenantId}, ${accountId}, ${orderId}, w.line_id, c.last + row_number() over (order by w.i), w.product_id, w.sku, coalesce(w.names ->> 'en', w.sku), w.category_path, w.unit, w.factor, w.quantity, w.ship_to, w.on
        from wanted w cross join counted c where w.line_id not in (select given_id from held)
      returning line_id
    )
    select a.i as index, case when a.why is not null then 'skipped' when a.line_id in (select line_id from added) then 'added' else 'merged' end as verdict, a.why,
           case when a.why is null then coalesce(h.line_id, w.line_id) end as "lineId", trim_scale(coalesce(h.quantity, w.quantity))::text as quantity, (select n from counted) + (select count(*)::int from added) as total
      from asked a
      left join wanted w on a.why is null and (w.product_id, w.unit) = (a.product_id, a.unit) and w.ship_to is not distinct from a.ship_to
      left join held h on h.given_id = w.line_id
     order by a.i`.execute(work.db)
  if ((rows[0]?.total ?? 0) > MOST_CART_LINES) throw new Refusal("ordering.cart_is_full", "rule", { most: MOST_CART_LINES })
  return rows.map(({ total: _total, ...row }) => row)
}

/** Another quantity, ship-to or day for one line of the cart. Refuses `ordering.line_not_found`. */
export async function setCartLine(work: Work, input: SetCartLine): Promise<{ orderId: string; version: number }> {
  authorize(work, "order.place")
  const { lineId, quantity, shipToId, requestedOn } = SetCartLine.parse(input)
  const cart = await lockCart(work, actingAccount(work))
  const change = { ...(quantity !== undefined && { quantity }), ...(shipToId !== undefined && { ship_to_id: shipToId }), ...(requestedOn !== undefined && { requested_on: requestedOn }) }
  if (Object.keys(change).length === 0) return cart
  if (shipToId) await mustBeShipTo(work, shipToId)
  const { numUpdatedRows } = await scopedUpdate(work, "ordering.order_line").set(change).where("account_id", "=", actingAccount(work)).where("order_id", "=", cart.orderId).where("line_id", "=", lineId).executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new Refusal("ordering.line_not_found", "not_found")
  return cart
}

export async function removeCartLines(work: Work, input: RemoveCartLines): Promise<{ orderId: string; version: number }> {
  authorize(work, "order.place")
  const { lineIds } = RemoveCartLines.parse(input)
  const cart = await lockCart(work, actingAccount(work))
  await scopedDelete(work, "ordering.order_line").where("account_id", "=", actingAccount(work)).where("order_id", "=", cart.orderId).where("line_id", "in", lineIds).execute()
  return cart
}

/** Empties the cart: it goes, lines and details alike. An empty cart that never was is empty too. A machine has none of its own and says which. */
export async function clearCart(work: Work, orderId?: string): Promise<void> {
  authorize(work, "order.place")
  const drafts = scopedDelete(work, "ordering.order").where("account_id", "=", actingAccount(work)).where("status", "=", "draft")
  await (work.actor.kind === "api_key" && orderId ? drafts.where("order_id", "=", orderId) : drafts.where("user_id", "=", work.actor.id)).execute()
}

/** PO number, dates, ship-to, ship complete and note of the whole cart. Lines with their own ship-to or day keep them. */
export async function setCartDetails(work: Work, input: CartDetails): Promise<{ orderId: string; version: number }> {
  authorize(work, "order.place")
  const { poNumber, requestedOn, shipToId, shipComplete, note } = CartDetails.parse(input)
  const cart = await lockCart(work, actingAccount(work))
  if (shipToId) await mustBeShipTo(work, shipToId)
  await scopedUpdate(work, "ordering.order").set({
    ...(poNumber !== undefined && { po_number: poNumber }), ...(requestedOn !== undefined && { requested_on: requestedOn }), ...(shipToId !== undefined && { ship_to_id: shipToId }),
    ...(shipComplete !== undefined && { ship_complete: shipComplete }), ...(note !== undefined && { note }), updated_at: work.now.toString(),
  }).where("account_id", "=", actingAccount(work)).where("order_id", "=", cart.orderId).execute()
  return cart
}

/** An address of another account is not found, as one that never was. */
async function mustBeShipTo(work: Work, addressId: string): Promise<void> {
  const { rows } = await sql`select from tenancy.address where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and account_id = ${actingAccount(work)} and address_id = ${addressId} and archived_at is null`.execute(work.db)
  if (rows.length === 0) throw new Refusal("tenancy.address_not_found", "not_found")
}
