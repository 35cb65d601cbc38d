import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { comparePrices, marginPercent, Refusal, type UnitPrice } from "@entrepot/kernel"
import { DiffPriceList } from "./contract.ts"
import { ownRows } from "./own-rows.ts"
import { getPriceListHead, type PriceListHead } from "./price-list.db.ts"
import { linesFor, type LinePrice } from "./price-lines.ts"

export type PriceChange = {
  readonly productId: string
  readonly sku: string
  readonly names: Readonly<Record<string, string>>
  readonly unit: string
  readonly quantity: string
  readonly before: UnitPrice | null
  readonly after: UnitPrice | null
  /** How much dearer in percent of the price before: "-5"; null where there was none, or is none. */
  readonly changePercent: string | null
  readonly verdict: "new" | "dearer" | "cheaper" | "same" | "gone"
  readonly belowFloor: boolean
}

export type PriceListDiff = {
  /** For whom the prices were compared, and on which day. */
  readonly buyer: { readonly accountId: string; readonly name: string }
  readonly on: string
  readonly changes: readonly PriceChange[]
  readonly counts: Readonly<Record<PriceChange["verdict"], number>>
  /** Rows in the draft and in what it revises; more than were compared when the limit cut them off. */
  readonly rows: number
}

type Compared = { readonly rows: number; readonly buyer: { accountId: string; name: string } | null; readonly on: string; readonly lines: readonly { productId: string; unit: string; quantity: string }[] | null }

/**
 * What publishing a draft would change for one of its buyers, before it is published: the price of each of its rows before and
 * after, by the one resolver, on the list's first day or today. Rows that the revised list has and the draft has not are
 * compared too. Three round trips.
 */
export async function diffPriceList(work: Work, input: DiffPriceList): Promise<PriceListDiff> {
  const { listId, accountId, limit } = DiffPriceList.parse(input)
  const head = await getPriceListHead(work, listId)
  const { buyer, on, rows, lines } = await comparedRows(work, head, accountId, limit)
  if (!buyer) throw new Refusal("pricing.price_list_is_for_nobody", "rule", { name: head.name })
  const ask = { accountId: buyer.accountId, on, lines: lines ?? [] }
  const before = await linesFor(work, ask)
  const after = await linesFor(work, { ...ask, preview: listId })
  const changes = before.map((line, index) => priceChange(line, after[index]!))
  const counts = { new: 0, dearer: 0, cheaper: 0, same: 0, gone: 0 }
  for (const { verdict } of changes) counts[verdict] += 1
  return { buyer, on, changes, counts, rows }
}

function priceChange(line: LinePrice, later: LinePrice): PriceChange {
  const before = line.price?.unitPrice ?? null
  const after = later.price?.unitPrice ?? null
  const { productId, unit, quantity, product: { sku, names } } = line
  const lost = before && after ? marginPercent(before, after) : undefined
  return { productId, sku, names, unit, quantity, before, after, changePercent: lost === undefined ? null : negated(lost), verdict: verdictOn(before, after), belowFloor: later.belowFloor }
}

function negated(percent: string): string {
  return percent === "0" ? "0" : percent.startsWith("-") ? percent.slice(1) : `-${percent}`
}

function verdictOn(before: UnitPrice | null, after: UnitPrice | null): PriceChange["verdict"] {
  if (before === null) return after === null ? "same" : "new"
  if (after === null) return "gone"
  return (["cheaper", "same", "dearer"] as const)[comparePrices(after, before) + 1]!
}

/** The rows to compare, and the first buyer whom the list is for, in one round trip. */
async function comparedRows(work: Work, head: PriceListHead, accountId: string | undefined, limit: number): Promise<Compared> {
  const kind = head.side === "supply" ? "house" : "customer"
  const { rows } = await sql<Compared>`
    with touched as (select distinct e.product_id, e.unit, e.min_quantity from pricing.price_list_entry e where ${ownRows(work, "e")} and e.list_id in (${head.listId}::uuid, ${head.replacesId}::uuid))
    select (select count(*)::int from touched) as rows,
           (select json_build_object('accountId', a.account_id, 'name', a.name) from tenancy.account a
             where ${ownRows(work, "a")} and a.kind = ${kind} and exists (select 1 from pricing.price_list_assignment x where ${ownRows(work, "x")} and x.list_id = ${head.listId}
               and (x.target = 'tenant' or x.target_account = a.account_id or x.target_group = a.account_group))
               and a.account_id = coalesce(${accountId ?? null}::uuid, a.account_id) order by a.number limit 1) as buyer,
           (select greatest(${head.validFrom}::date, (${work.now.toString()}::timestamptz at time zone t.zone)::date) from tenancy.tenant t where ${ownRows(work, "t")}) as "on",
           (select json_agg(l.facts) from (
             select json_build_object('productId', t.product_id, 'unit', t.unit, 'quantity', trim_scale(t.min_quantity)::text) as facts
               from touched t join catalog.product p on p.network_id = ${work.scope.networkId} and p.product_id = t.product_id
              order by p.sku_norm, t.unit, t.min_quantity limit ${limit}) l) as lines`.execute(work.db)
  return rows[0]!
}
