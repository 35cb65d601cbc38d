import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { addQuantity, compareQuantities, quantity, subtractQuantity, sumOfQuantities, Temporal, type Quantity } from "@entrepot/kernel"
import { availabilityOf, hardAvailable, type Availability } from "../inventory/index.ts"
import { authorize } from "../tenancy/index.ts"
import { AllocationAsk, DemandAsk } from "./contract.ts"
import { futureOf, type Future, type Take } from "./future.db.ts"
import type { AllocationRow, AllocationView, DemandRow, DemandView } from "./views.ts"

/** What subscriptions will take, by product and week, beside what is there and arrives: the stock page asks for one product, the buyer for those that take most. */
export async function subscriptionDemand(work: Work, input: DemandAsk): Promise<DemandView> {
  authorize(work, "network.subscription.view")
  const { productId, weeks, limit } = DemandAsk.parse(input)
  const future = await futureOf(work, { productId, weeks })
  const byProduct = grouped(future.takes, (take) => take.productId)
  const totals = [...byProduct].map(([id, takes]) => ({ id, takes, total: sumOfQuantities(takes.map((take) => take.base)) })).sort((a, b) => compareQuantities(b.total, a.total)).slice(0, limit)
  const products = await productsOf(work, totals.map((one) => one.id))
  const mondays = Array.from({ length: weeks }, (_, index) => mondayOf(future.from).add({ weeks: index }).toString())
  return { from: future.from, weeks: mondays, rows: totals.flatMap(({ id, takes, total }) => rowOf(products.get(id), takes, total, mondays)) }
}

type Product = { readonly productId: string; readonly sku: string; readonly name: string; readonly baseUnit: string; readonly availability: Availability }

function rowOf(product: Product | undefined, takes: readonly Take[], total: Quantity, mondays: readonly string[]): DemandRow[] {
  if (!product) return []
  const { availability, ...named } = product
  const weeks = [...grouped(takes, (take) => mondayOf(take.on).toString())].sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([weekOf, own]) => ({ weekOf, quantity: sumOfQuantities(own.map((take) => take.base)) as string, subscriptions: new Set(own.map((take) => take.subscriptionId)).size }))
  const available = hardAvailable(availability)
  const last = Temporal.PlainDate.from(mondays.at(-1)!).add({ days: 6 }).toString()
  const expected = sumOfQuantities(availability.expected.filter((one) => one.on <= last).map((one) => quantity(one.quantity)))
  return [{ ...named, weeks, total, available, expected, shortFrom: shortFrom(weeks, availability) }]
}

/** The first week at whose end subscriptions have asked for more than was there and has arrived. */
function shortFrom(weeks: DemandRow["weeks"], availability: Availability): string | null {
  let asked = quantity("0")
  for (const { weekOf, quantity: more } of weeks) {
    asked = addQuantity(asked, quantity(more))
    const end = Temporal.PlainDate.from(weekOf).add({ days: 6 }).toString()
    const there = availability.expected.filter((one) => one.on <= end).reduce((sum, one) => addQuantity(sum, quantity(one.quantity)), hardAvailable(availability))
    if (compareQuantities(asked, subtractQuantity(there, quantity(availability.waiting))) > 0) return weekOf
  }
  return null
}

const mondayOf = (day: string) => {
  const date = Temporal.PlainDate.from(day)
  return date.subtract({ days: date.dayOfWeek - 1 })
}

async function productsOf(work: Work, productIds: readonly string[]): Promise<ReadonlyMap<string, Product>> {
  const { rows } = await sql<Omit<Product, "name"> & { names: Record<string, string> }>`
    select p.product_id as "productId", p.sku, p.names, p.base_unit as "baseUnit", ${availabilityOf("p")} as availability from catalog.product p where p.network_id = ${work.scope.networkId} and p.product_id = any (${[...productIds]}::uuid[])`.execute(work.db)
  return new Map(rows.map(({ names, ...row }) => [row.productId, { ...row, name: names.en ?? Object.values(names)[0] ?? row.sku }]))
}

/** How what is there would be given out among those who wait for it, ranked by a policy. A view: stock is reserved when an order is confirmed. */
export async function demandAllocation(work: Work, input: AllocationAsk): Promise<AllocationView> {
  authorize(work, "network.subscription.view")
  const { productId, weeks, policy } = AllocationAsk.parse(input)
  const [future, products] = await Promise.all([futureOf(work, { productId, weeks }), productsOf(work, [productId])])
  const product = products.get(productId)
  const available = product ? hardAvailable(product.availability) : quantity("0")
  const ranked = rankedBy(policy, future)
  const shares = policy === "fair_share" ? fairShares(ranked, available) : inTurn(ranked, available)
  const rows = ranked.map((take, index): AllocationRow => {
    const taker = future.takers.get(take.subscriptionId)!
    return { rank: index + 1, tenantName: taker.tenantName, accountName: taker.accountName, subscriptionNumber: taker.number, on: take.on, wanted: take.base, allocated: shares[index]! }
  })
  return { productId, policy, available, wanted: sumOfQuantities(ranked.map((take) => take.base)), rows }
}

function rankedBy(policy: ReturnType<typeof AllocationAsk.parse>["policy"], { takes, takers }: Future): readonly Take[] {
  const since = (take: Take) => takers.get(take.subscriptionId)?.createdAt ?? ""
  const first = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return [...takes].sort((a, b) => (policy === "largest" ? compareQuantities(b.base, a.base) : policy === "oldest" ? first(since(a), since(b)) : 0) || first(a.on, b.on) || first(since(a), since(b)) || first(a.subscriptionId, b.subscriptionId))
}

function inTurn(takes: readonly Take[], available: Quantity): readonly Quantity[] {
  let left = available
  return takes.map(({ base }) => {
    const given = compareQuantities(left, base) >= 0 ? base : left
    left = subtractQuantity(left, given)
    return given
  })
}

/** Whole base units by largest remainder, so that the shares add up to what is there. */
function fairShares(takes: readonly Take[], available: Quantity): readonly Quantity[] {
  const wanted = sumOfQuantities(takes.map((take) => take.base))
  if (compareQuantities(available, wanted) >= 0) return takes.map((take) => take.base)
  const exact = takes.map((take) => (Number(take.base) * Math.trunc(Number(available))) / Number(wanted))
  const left = Math.trunc(Number(available)) - exact.reduce((sum, share) => sum + Math.floor(share), 0)
  const first = new Set(exact.map((share, index) => ({ index, rest: share - Math.floor(share) })).sort((a, b) => b.rest - a.rest || a.index - b.index).slice(0, left).map((one) => one.index))
  return exact.map((share, index) => quantity(String(Math.floor(share) + (first.has(index) ? 1 : 0))))
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
