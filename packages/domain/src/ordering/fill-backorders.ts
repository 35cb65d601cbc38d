import { sql } from "kysely"
import { actorRecord, json, record, type Work } from "@entrepot/db"
import { addQuantity, businessDate, compareQuantities, isZeroQuantity, newId, quantity, subtractQuantity, sumOfQuantities, type Quantity } from "@entrepot/kernel"
import { hardAvailable, reserve, type Destination, type ReserveResult } from "../inventory/index.ts"
import type { Claim } from "./allocation.ts"
import { currentPolicy, rankOrder } from "./allocation.db.ts"
import type { AllocationPolicy } from "./contract.ts"
import { backorderFilled } from "./events.ts"
import { shareAll } from "./share-out.ts"
import { promiseOf, suppliesOf, type Supplies } from "./promise-stock.ts"

/** A line that waits, with what reserving for it needs. */
type Waiting = Claim & {
  readonly accountId: string; readonly orderId: string; readonly number: string; readonly lineId: string; readonly productId: string
  /** What is asked for now, and all that it waits for. */
  readonly baseQuantity: Quantity; readonly owed: Quantity
  readonly shipComplete: boolean; readonly requestedOn: string | null; readonly zone: string; readonly destination: Destination | null
  /** How much of the product is waited for in the whole network. */
  readonly waitedFor: Quantity
}
/** What is served at once: one line, or every line of an order that may not be shipped in parts. */
type Turn = readonly Waiting[]
type Filled = Waiting & { readonly left: Quantity; readonly promiseOn: string | null }

const MOST_WAITING = 1_000

/**
 * Gives stock that arrived to the lines that wait for it, over all tenants of the network, in the order of the network's
 * allocation policy. It takes unreserved stock alone, so it steals from nobody; a line may be filled in part. An order
 * that ships complete is filled at its rank when everything it waits for is there for it, and holds up nobody until then.
 *
 * Work that sees one tenant only (stock that a cancelled order of that tenant freed) fills nothing that another tenant waits
 * for too: the network's own sweep does, in the right order.
 */
export async function fillBackorders(work: Work, productIds: readonly string[]): Promise<number> {
  if (productIds.length === 0) return 0
  const { policy } = await currentPolicy(work)
  const [, waiting] = await Promise.all([lockWaitingOrders(work, productIds), readWaiting(work, productIds, policy)])
  const own = work.scope.tenantId === undefined ? waiting : onlyOwn(waiting)
  if (own.length === 0) return 0
  const supplies = await suppliesOf(work, policy.sharing === "fair_share" ? own.map((line) => line.productId) : [])
  const shared = policy.sharing === "fair_share" ? await serve(work, fairTurns(own, supplies, policy), supplies) : new Map<string, Filled>()
  const left = own.flatMap((line) => leftOf(line, shared.get(line.lineId)))
  const filled = [...new Map([...shared, ...(await serve(work, turnsOf(left), supplies))]).values()]
  if (filled.length > 0) await saveFilled(work, filled)
  announce(work, filled)
  return filled.length
}

/** One turn after the other, until a product is used up; what each line got, by line. */
async function serve(work: Work, turns: readonly Turn[], supplies: Supplies): Promise<ReadonlyMap<string, Filled>> {
  const exhausted = new Set<string>()
  const filled = new Map<string, Filled>()
  for (const turn of turns) {
    if (turn.some((line) => exhausted.has(line.productId))) continue
    const results = await reserveTurn(work, turn)
    for (const line of filledOf(work, turn, results, supplies)) filled.set(line.lineId, line)
    for (const { productId } of shortOf(turn, results)) if (!turn[0]?.shipComplete) exhausted.add(productId)
  }
  return filled
}

/**
 * Everybody's part of what is there, and, whole, the orders that ship complete and fit in what their class is due at their rank. Those that do not are passed over
 * here; they have their turn in what the shares leave.
 */
function fairTurns(waiting: readonly Waiting[], { availability }: Supplies, policy: AllocationPolicy): readonly Turn[] {
  const shares = shareAll(waiting, (productId) => hardAvailable(availability.get(productId) ?? { stock: [] }), policy)
  return turnsOf(waiting.flatMap((line, at) => (isZeroQuantity(shares[at]!) ? [] : [{ ...line, baseQuantity: shares[at]! }])))
}

/** What a line still waits for after it had its part. */
function leftOf(line: Waiting, had: Filled | undefined): readonly Waiting[] {
  return had === undefined ? [line] : isZeroQuantity(had.left) ? [] : [{ ...line, baseQuantity: had.left, owed: had.left }]
}

/** The network's sweep: whatever waits although there is unreserved stock of it. For the worker's clock. */
export async function sweepBackorders(work: Work): Promise<number> {
  const { rows } = await sql<{ productId: string }>`
    select distinct b.product_id as "productId" from ordering.backorder b
     where b.network_id = ${work.scope.networkId}
       and exists (select from inventory.balance s where s.network_id = b.network_id and s.product_id = b.product_id and s.on_hand > s.reserved) limit 200`.execute(work.db)
  return fillBackorders(work, rows.map((row) => row.productId))
}

/** The orders first, in one order, before any balance: a change or cancellation of one of them waits, or is waited for. */
async function lockWaitingOrders(work: Work, productIds: readonly string[]): Promise<void> {
  await sql`
    select o.order_id from ordering.order o
     where o.network_id = ${work.scope.networkId} ${inTenant(work, "o")} and o.status in ('confirmed', 'partly_shipped') and o.backordered
       and exists (select from ordering.backorder b where (b.network_id, b.tenant_id, b.account_id, b.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id) and b.product_id = any (${productIds as string[]}::uuid[]))
     order by o.order_id for no key update`.execute(work.db)
}

async function readWaiting(work: Work, productIds: readonly string[], policy: AllocationPolicy): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select b.line_id as id, a.account_group as "accountGroup", o.standing, b.promise_on::text as "promisedOn", to_char(b.queued_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "queuedAt", b.tenant_id as "tenantId", b.account_id as "accountId", b.order_id as "orderId", o.number, b.line_id as "lineId", b.product_id as "productId", trim_scale(b.base_quantity)::text as "baseQuantity", case when o.ship_complete then b.order_id end as whole,
           o.ship_complete as "shipComplete", coalesce(l.requested_on, o.requested_on) as "requestedOn", t.zone, trim_scale(inventory.waiting_for(b.product_id))::text as "waitedFor",
           (select json_build_object('country', d.country, 'latitude', d.latitude, 'longitude', d.longitude) from tenancy.address d
             where (d.network_id, d.tenant_id, d.account_id) = (o.network_id, o.tenant_id, o.account_id) and d.address_id = coalesce(l.ship_to_id, o.ship_to_id)) as destination
      from ordering.backorder b
      join ordering.order o on (o.network_id, o.tenant_id, o.account_id, o.order_id) = (b.network_id, b.tenant_id, b.account_id, b.order_id) and o.status in ('confirmed', 'partly_shipped')
      join ordering.order_line l on (l.network_id, l.tenant_id, l.account_id, l.order_id, l.line_id) = (b.network_id, b.tenant_id, b.account_id, b.order_id, b.line_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (o.network_id, o.tenant_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (o.network_id, o.tenant_id, o.account_id)
     where b.network_id = ${work.scope.networkId} ${inTenant(work, "b")}
       and (b.product_id = any (${productIds as string[]}::uuid[]) or (o.ship_complete and exists (
             select from ordering.backorder same where (same.network_id, same.tenant_id, same.account_id, same.order_id) = (b.network_id, b.tenant_id, b.account_id, b.order_id) and same.product_id = any (${productIds as string[]}::uuid[]))))
     order by ${rankOrder(policy)}, l.position limit ${MOST_WAITING}`.execute(work.db)
  return rows.map((row) => ({ ...row, wanted: quantity(row.baseQuantity), baseQuantity: quantity(row.baseQuantity), owed: quantity(row.baseQuantity), waitedFor: quantity(row.waitedFor) }))
}

const inTenant = (work: Work, alias: string) => (work.scope.tenantId === undefined ? sql`` : sql`and ${sql.ref(`${alias}.tenant_id`)} = ${work.scope.tenantId}`)

/** Products that nobody outside of what is visible waits for. */
function onlyOwn(waiting: readonly Waiting[]): readonly Waiting[] {
  return waiting.filter((line) => compareQuantities(sumOfQuantities(waiting.filter((one) => one.productId === line.productId).map((one) => one.baseQuantity)), line.waitedFor) >= 0)
}

function turnsOf(waiting: readonly Waiting[]): readonly Turn[] {
  const complete = new Set<string>()
  return waiting.flatMap((line) => {
    if (!line.shipComplete) return [[line]]
    if (complete.has(line.orderId)) return []
    complete.add(line.orderId)
    return [waiting.filter((one) => one.orderId === line.orderId)]
  })
}

async function reserveTurn(work: Work, turn: Turn): Promise<readonly ReserveResult[]> {
  const { orderId, tenantId, accountId, shipComplete } = turn[0]!
  return reserve(work, { orderId, tenantId, accountId, shipComplete, lines: turn.map((line) => ({ orderLineId: line.lineId, productId: line.productId, baseQuantity: line.baseQuantity, destination: line.destination ?? { country: "" } })) })
}

const shortOf = (turn: Turn, results: readonly ReserveResult[]) => turn.filter((line) => !isZeroQuantity(results.find((one) => one.orderLineId === line.lineId)?.short ?? line.baseQuantity))

function filledOf(work: Work, turn: Turn, results: readonly ReserveResult[], supplies: Supplies): readonly Filled[] {
  return turn.flatMap((line) => {
    const result = results.find((one) => one.orderLineId === line.lineId)
    if (!result || result.allocations.length === 0) return []
    const promise = promiseOf(supplies, { productId: line.productId, baseQuantity: line.baseQuantity, today: businessDate(work.now, line.zone).toString(), requestedOn: line.requestedOn, from: result.allocations.map((part) => part.warehouseId) })
    const left = addQuantity(subtractQuantity(line.owed, line.baseQuantity), result.short)
    return [{ ...line, left, promiseOn: isZeroQuantity(left) ? promise.on : null }]
  })
}

/** Queue, lines, heads and facts of all orders that got something, in one statement. */
async function saveFilled(work: Work, filled: readonly Filled[]): Promise<void> {
  const rows = filled.map((line) => ({ tenant_id: line.tenantId, account_id: line.accountId, order_id: line.orderId, line_id: line.lineId, left_base: line.left, promise_on: line.promiseOn }))
  const facts = ordersOf(filled).map((lines) => ({ tenant_id: lines[0]!.tenantId, account_id: lines[0]!.accountId, order_id: lines[0]!.orderId, fact_id: newId<"fact">(work.now.epochMilliseconds), detail: { lines: lines.length } }))
  const same = (alias: string) => sql`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and (${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)}, ${sql.ref(`${alias}.order_id`)})`
  await sql`
    with filled as materialized (
      select * from jsonb_to_recordset(${json(rows)}::jsonb) f (tenant_id int, account_id uuid, order_id uuid, line_id uuid, left_base numeric, promise_on date)
    ), told as materialized (
      select * from jsonb_to_recordset(${json(facts)}::jsonb) f (tenant_id int, account_id uuid, order_id uuid, fact_id uuid, detail jsonb)
    ), gone as (
      delete from ordering.backorder b using filled f where ${same("b")} = (f.tenant_id, f.account_id, f.order_id) and b.line_id = f.line_id and f.left_base = 0
    ), less as (
      update ordering.backorder b set base_quantity = f.left_base from filled f where ${same("b")} = (f.tenant_id, f.account_id, f.order_id) and b.line_id = f.line_id and f.left_base > 0
    ), lines as (
      update ordering.order_line l set promise_on = f.promise_on, promise_reason = 'in_stock' from filled f where ${same("l")} = (f.tenant_id, f.account_id, f.order_id) and l.line_id = f.line_id and f.left_base = 0
    ), heads as (
      update ordering.order o set version = o.version + 1, updated_at = ${work.now.toString()}, backordered = exists (
        select from ordering.backorder b where (b.network_id, b.tenant_id, b.account_id, b.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)
           and not exists (select from filled f where (f.tenant_id, f.account_id, f.order_id, f.line_id, f.left_base) = (b.tenant_id, b.account_id, b.order_id, b.line_id, 0)))
        from told t where ${same("o")} = (t.tenant_id, t.account_id, t.order_id)
    )
    insert into ordering.order_fact (network_id, tenant_id, account_id, order_id, fact_id, kind, detail, actor, occurred_at)
    select ${work.scope.networkId}, t.tenant_id, t.account_id, t.order_id, t.fact_id, 'backorder_filled', t.detail, ${json(actorRecord(work.actor))}::jsonb, ${work.now.toString()}::timestamptz from told t`.execute(work.db)
}

function ordersOf(filled: readonly Filled[]): readonly (readonly Filled[])[] {
  return [...new Set(filled.map((line) => line.orderId))].map((orderId) => filled.filter((line) => line.orderId === orderId))
}

function announce(work: Work, filled: readonly Filled[]): void {
  for (const lines of ordersOf(filled)) record(work, backorderFilled, { orderId: lines[0]!.orderId, number: lines[0]!.number, lineIds: lines.map((line) => line.lineId) }, lines[0]!.tenantId)
}
