import { scopedInsert, type Work } from "@entrepot/db"
import { saveCategories, saveProducts, setAlternatives, setSuccessor, type RowOutcome } from "@entrepot/domain/catalog"
import { expectReceipt, receiveStock, saveSourcingRule, saveWarehouse } from "@entrepot/domain/inventory"
import { saveBasePrices } from "@entrepot/domain/pricing"
import { hashPassword } from "@entrepot/domain/tenancy"
import { newId, Temporal } from "@entrepot/kernel"
import { categories, demoPassword, makers, network, networkStaff, platformOperators, products, definitionOf, spoken, startingStock, warehouses, type Product } from "../data/index.ts"
import { asNetwork, asPlatform, NETWORK_ID, type Pools } from "./actors.ts"

/** The platform's operators, the distributor and its staff. */
export async function seedPeopleOfThePlatform(pools: Pools): Promise<void> {
  const password_hash = await hashPassword(demoPassword)
  await asPlatform(pools, async (work) => {
    const created_at = work.now.toString()
    await work.db.insertInto("tenancy.network").values({ network_id: NETWORK_ID, code: network.code, name: network.name, currency: network.currency, zone: network.timeZone, locale: network.language, created_at }).onConflict((conflict) => conflict.doNothing()).execute()
    await work.db.insertInto("tenancy.operator").values(platformOperators.map(({ email, name, language, role }) => ({ operator_id: newId(), email, name, locale: language, roles: [role], password_hash, created_at }))).onConflict((conflict) => conflict.doNothing()).execute()
  })
  await asNetwork(pools, async (work) => {
    await scopedInsert(work, "tenancy.network_user", networkStaff.map(({ email, name, language, role }) => ({ user_id: newId(), email, name, locale: language, roles: [role], password_hash, created_at: work.now.toString() }))).onConflict((conflict) => conflict.doNothing()).execute()
  })
}

/** Categories, products, units, prices and costs. Saving them again changes nothing. */
export async function seedCatalogue(pools: Pools, today: string): Promise<ReadonlyMap<string, string>> {
  const longAgo = Temporal.PlainDate.from(today).subtract({ years: 1 }).toString()
  await asNetwork(pools, (work) => saveCategories(work, categories.map(({ code, parent, name }, position) => ({ code, parent, names: { ...name }, position }))))
  const outcomes = await asNetwork(pools, (work) => saveProducts(work, products.map(rowOf), { reason: "Opening catalogue" }))
  const productId = new Map(outcomes.map((outcome) => [outcome.sku, idOf(outcome)]))
  await asNetwork(pools, (work) => saveBasePrices(work, products.flatMap((product) => pricesOf(product, productId.get(product.sku) ?? "", longAgo))))
  await asNetwork(pools, (work) => saveCosts(work, productId, longAgo))
  await seedRelations(pools, productId)
  return productId
}

function idOf(outcome: RowOutcome): string {
  if (outcome.outcome === "refused") throw new Error(`The demo's product ${outcome.sku} was refused: ${outcome.code} ${JSON.stringify(outcome.facts)}`)
  return outcome.productId
}

function rowOf(product: Product) {
  const maker = makers.find(({ code }) => code === product.maker)
  const rule = product.orderRule ?? { minimum: "1", step: "1" }
  return {
    sku: product.sku, mpn: product.makerPartNumber, gtin: product.gtin, brand: maker?.name ?? product.maker, names: { ...product.name }, descriptions: { ...product.description },
    category: product.category, baseUnit: product.unit, taxCategory: product.taxClass, status: product.status === "discontinued" ? ("run_out" as const) : ("active" as const),
    attributes: Object.fromEntries(product.attributes.map((attribute) => [attribute.key, attributeText(attribute)])),
    hsCode: product.hsCode, weightGrams: product.weightGrams, origin: product.countryOfOrigin, lotTracked: product.tracking === "lot", popularity: product.popularity,
    units: [{ unit: product.unit as string, factor: "1", gtin: product.gtin as string | null, minimum: rule.minimum, step: rule.step }, ...product.packs.map(({ code, factor, gtin }) => ({ unit: code, factor, gtin, minimum: "1", step: "1" }))],
  }
}

/** A choice is kept by its code, which pages say in the reader's language, and a measure with its sign. */
function attributeText(attribute: Product["attributes"][number]): string | boolean {
  if (attribute.type === "boolean") return attribute.value
  const sign = definitionOf(attribute.key).unit?.sign
  if (sign) return `${attribute.value} ${sign}`
  return attribute.type === "option" && /^[a-z]+$/.test(attribute.value) ? attribute.value : spoken(attribute.key, attribute.value, "en")
}

function pricesOf(product: Product, productId: string, validFrom: string) {
  return product.prices.flatMap(({ currency, unitPrice, tiers }) => [
    { productId, currency, unit: product.unit, minQuantity: "1", validFrom, unitPrice },
    ...tiers.map((tier) => ({ productId, currency, unit: product.unit, minQuantity: tier.from, validFrom, unitPrice: tier.unitPrice })),
  ])
}

async function saveCosts(work: Work, productId: ReadonlyMap<string, string>, validFrom: string): Promise<void> {
  const rows = products.map(({ sku, costEur }) => ({ product_id: productId.get(sku) ?? "", currency: "EUR", valid_from: validFrom, unit_cost: costEur, updated_at: work.now.toString() }))
  await scopedInsert(work, "pricing.cost", rows).onConflict((conflict) => conflict.doNothing()).execute()
}

async function seedRelations(pools: Pools, productId: ReadonlyMap<string, string>): Promise<void> {
  const id = (sku: string) => productId.get(sku) ?? ""
  const version = (work: Work, sku: string) => work.db.selectFrom("catalog.product").select("version").where("network_id", "=", NETWORK_ID).where("product_id", "=", id(sku)).executeTakeFirstOrThrow()
  await asNetwork(pools, async (work) => {
    for (const { sku, successor } of products) if (successor) await setSuccessor(work, { productId: id(sku), version: (await version(work, sku)).version, successorId: id(successor) })
    for (const { sku, alternatives } of products) {
      if (alternatives.length > 0) await setAlternatives(work, { productId: id(sku), version: (await version(work, sku)).version, alternatives: alternatives.map((each) => ({ productId: id(each) })) })
    }
  })
}

/** Warehouses, sourcing rules, what lies on the shelves, and what is announced. Receipts carry a reference, so they happen once. */
export async function seedStock(pools: Pools, productId: ReadonlyMap<string, string>, openedAt: Temporal.Instant, today: string): Promise<ReadonlyMap<string, string>> {
  const warehouseId = new Map<string, string>()
  await asNetwork(pools, async (work) => {
    for (const { code, name, address, latitude, longitude, timeZone } of warehouses) {
      const saved = await saveWarehouse(work, { code, name, country: address.country, latitude, longitude, zone: timeZone, handlingDays: 1, active: true, address: { line1: address.street, line2: address.extra ?? "", postalCode: address.postalCode, city: address.city, region: address.region ?? "" } })
      warehouseId.set(code, saved.warehouseId)
    }
    await saveSourcingRule(work, { name: "Germany from Hamburg first", shipToCountry: "DE", strategy: "listed", warehouseIds: [warehouseId.get("HAM") ?? "", warehouseId.get("LYS") ?? ""], active: true })
    await saveSourcingRule(work, { name: "Nearest with all lines, else split", shipToCountry: "", strategy: "nearest_complete", warehouseIds: [], active: true })
  }, { now: openedAt })
  for (const warehouse of warehouses) {
    const lines = products.map((product) => ({ product, stock: startingStock(warehouse, product) })).filter(({ stock }) => Number(stock.quantity) > 0)
      .map(({ product, stock }) => ({ productId: productId.get(product.sku) ?? "", unit: product.unit as string, quantity: stock.quantity }))
    await asNetwork(pools, (work) => receiveStock(work, { warehouseId: warehouseId.get(warehouse.code) ?? "", lines, reference: `OPENING-${warehouse.code}`, note: "Opening stock" }), { now: openedAt })
  }
  await asNetwork(pools, async (work) => {
    const empty = products.filter((product) => warehouses.every((warehouse) => Number(startingStock(warehouse, product).quantity) === 0))
    for (const [index, product] of empty.slice(0, 12).entries()) {
      await expectReceipt(work, { productId: productId.get(product.sku) ?? "", warehouseId: warehouseId.get(index % 2 === 0 ? "HAM" : "LYS") ?? "", unit: product.unit, quantity: String(100 * (1 + (index % 4))), expectedOn: Temporal.PlainDate.from(today).add({ days: 4 + index * 2 }).toString(), reference: `PO-${7100 + index}` })
    }
  })
  return warehouseId
}

