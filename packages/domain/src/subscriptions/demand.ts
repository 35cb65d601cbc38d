import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { addQuantity, compareQuantities, grouped, quantity, subtractQuantity, sumOfQuantities, Temporal, type Quantity } from "@entrepot/kernel"
import { availabilityOf, hardAvailable, type Availability } from "../inventory/index.ts"
import { currentAllocationPolicy, rankClaims, shareOut, waitingClaims, type Claim } from "../ordering/index.ts"
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

type Ranked = Claim & Pick<AllocationRow, "tenantName" | "accountName" | "order" | "subscriptionNumber">

/**
 * How what is there would be given out among the orders that wait for it and the subscriptions that will take it, by the network's allocation policy. A view:
 * stock is reserved when an order is confirmed or its turn in the queue comes.
 */
export async function demandAllocation(work: Work, input: AllocationAsk): Promise<AllocationView> {
  authorize(work, "network.subscription.view")
  const { productId, weeks } = AllocationAsk.parse(input)
  const [{ version, policy }, future, products] = await Promise.all([currentAllocationPolicy(work), futureOf(work, { productId, weeks }), productsOf(work, [productId])])
  const orders = (await waitingClaims(work, productId, policy)).map((claim): Ranked => ({ ...claim, order: { orderId: claim.orderId, number: claim.number }, subscriptionNumber: null }))
  const ranked = rankClaims([...orders, ...future.takes.map((take) => claimOf(take, future))], policy)
  const product = products.get(productId)
  const available = product ? hardAvailable(product.availability) : quantity("0")
  const shares = shareOut(ranked, available, policy)
  const rows = ranked.map(({ tenantName, accountName, order, subscriptionNumber, promisedOn, wanted }, at): AllocationRow => ({ rank: at + 1, tenantName, accountName, order, subscriptionNumber, on: promisedOn, wanted, allocated: shares[at]! }))
  return { productId, policyVersion: version, available, wanted: sumOfQuantities(ranked.map((claim) => claim.wanted)), rows }
}

/** What a subscription will take is promised for its date, and has waited since somebody subscribed. */
function claimOf(take: Take, { takers }: Future): Ranked {
  const { tenantName, accountName, accountGroup, number, createdAt } = takers.get(take.subscriptionId)!
  return { id: `${take.subscriptionId} ${take.on}`, tenantId: take.tenantId, accountGroup, standing: true, whole: null, promisedOn: take.on, queuedAt: createdAt, wanted: take.base, tenantName, accountName, order: null, subscriptionNumber: number }
}
