import { json, scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { STANDARD_ROLES } from "../tenancy/index.ts"
import { ACCOUNTS, PEOPLE, PRODUCTS, TENANTS, WAREHOUSES, type AccountName, type PersonName, type ProductName, type ProductSeed, type TenantName, type WarehouseCode } from "./people.ts"
import type { WorldIds } from "./world.ts"

const NETWORK_ID = 1
const LONG_AGO = "2020-01-01"

/** As the platform: the network, its tenants and their hosts. */
export async function seedNetwork(work: Work): Promise<void> {
  const created_at = work.now.toString()
  await work.db.insertInto("tenancy.network").values({ network_id: NETWORK_ID, code: "nordwerk", name: "Nordwerk", currency: "EUR", zone: "Europe/Berlin", locale: "de", created_at, next_tenant: 4 }).execute()
  const tenants = Object.entries(TENANTS).map(([code, { tenantId, prefix: _prefix, ...tenant }]) => ({
    network_id: NETWORK_ID, tenant_id: tenantId, code, legal_name: tenant.name, status: "active", brand: "{}", mail_from: `orders@${code}.example`, created_at, ...tenant,
  }))
  await work.db.insertInto("tenancy.tenant").values(tenants).execute()
  await work.db.insertInto("tenancy.host").values(tenants.map(({ tenant_id, code }) => ({ network_id: NETWORK_ID, tenant_id, host: `${code}.localhost`, verified_at: created_at, created_at }))).execute()
}

/** As the worker in one tenant: roles, accounts, people, numbers, credit, taxes, catalogue and supply rules. */
export async function seedTenant(work: Work, tenant: TenantName, ids: WorldIds): Promise<void> {
  const { country, prefix } = TENANTS[tenant]
  const created_at = work.now.toString()
  await scopedInsert(work, "tenancy.account_group", [{ code: "standard", name: "Standard" }, { code: "key", name: "Key accounts" }]).execute()
  await scopedInsert(work, "tenancy.role", STANDARD_ROLES.map(({ code, reach, permissions }) => ({ code, reach, names: json({ en: code }), permissions: [...permissions] }))).execute()
  await seedAccounts(work, tenant, ids)
  await seedPeople(work, tenant, ids)
  await scopedInsert(work, "ordering.document_number", [{ kind: "order", prefix }, { kind: "shipment", prefix: `${prefix}S` }, { kind: "subscription", prefix: `${prefix}R` }]).execute()
  await scopedInsert(work, "pricing.tax_rate", taxRates(country)).execute()
  await scopedInsert(work, "pricing.tax_registration", { kind: "local", country, valid_from: LONG_AGO }).execute()
  await scopedInsert(work, "catalog.segment_rule", { rule_id: newId(), effect: "include", target: "all", created_at }).execute()
  await scopedInsert(work, "pricing.price_rule", { rule_id: newId(), side: "supply", name: "Partner discount", target: "all", basis: "base", percent: "-20", valid_from: LONG_AGO, position: 1, created_at }).execute()
}

function taxRates(country: string) {
  const rates = { DE: ["19", "7"], US: ["0", "0"], FR: ["20", "5.5"] }[country] ?? ["0", "0"]
  const national = (["standard", "reduced"] as const).map((tax_category, i) => ({ country, tax_category, valid_from: LONG_AGO, label: tax_category, percent: rates[i] ?? "0" }))
  return country === "US" ? [...national, { country, region: "CA", tax_category: "standard", valid_from: LONG_AGO, label: "California", percent: "8.875" }] : national
}

async function seedAccounts(work: Work, tenant: TenantName, ids: WorldIds): Promise<void> {
  const created_at = work.now.toString()
  const accounts = (Object.keys(ACCOUNTS) as AccountName[]).filter((name) => ACCOUNTS[name].tenant === tenant)
  await scopedInsert(work, "tenancy.account", accounts.map((key) => {
    const { number, name, kind, group } = ACCOUNTS[key]
    return { account_id: ids.accountId[key], number, name, kind, account_group: group, created_at }
  })).execute()
  await scopedInsert(work, "tenancy.address", accounts.map((key) => {
    const { name, city, region, postal, latitude, longitude } = ACCOUNTS[key]
    return { account_id: ids.accountId[key], address_id: ids.addressId[key], label: "Main", recipient: name, line1: "1 Main Street", city, region, postal_code: postal, country: TENANTS[tenant].country, latitude, longitude, is_default: true, created_at }
  })).execute()
  await scopedInsert(work, "ordering.credit_line", accounts.map((key) => (
    { account_id: ids.accountId[key], currency: TENANTS[tenant].currency, limit_minor: ACCOUNTS[key].limitMinor, updated_at: created_at }
  ))).execute()
}

async function seedPeople(work: Work, tenant: TenantName, ids: WorldIds): Promise<void> {
  const at = work.now.toString()
  const people = (Object.keys(PEOPLE) as PersonName[]).filter((name) => ACCOUNTS[PEOPLE[name].account].tenant === tenant)
  await scopedInsert(work, "tenancy.tenant_user", people.map((key) => (
    { user_id: ids.userId[key], email: `${key}@${tenant}.example`, name: PEOPLE[key].name, locale: TENANTS[tenant].locale, created_at: at }
  ))).execute()
  await scopedInsert(work, "tenancy.role_grant", people.flatMap((key) => PEOPLE[key].roles.map((role) => (
    { account_id: ids.accountId[PEOPLE[key].account], user_id: ids.userId[key], role, granted_at: at }
  )))).execute()
}

/** As the distributor's staff: categories, products, units, base prices, warehouses, and stock with its movements. */
export async function seedStock(work: Work, ids: WorldIds): Promise<void> {
  const at = work.now.toString()
  const products = (Object.keys(PRODUCTS) as ProductName[]).map((key) => ({ id: ids.productId[key], seed: PRODUCTS[key] as ProductSeed }))
  const paths = [...new Set(products.map(({ seed }) => seed.category))]
  const categories = new Map(paths.map((path) => [path, newId()]))
  await scopedInsert(work, "catalog.category", paths.map((path) => ({ category_id: categories.get(path)!, code: path.replace(/\.$/, ""), path, names: json({ en: path }) }))).execute()
  await scopedInsert(work, "catalog.product", products.map(({ id, seed }) => ({
    product_id: id, sku: seed.sku, sku_norm: seed.sku.replaceAll("-", ""), brand: seed.brand, names: json({ en: seed.name }), category_id: categories.get(seed.category)!, category_path: seed.category,
    base_unit: seed.base, tax_category: seed.tax, status: seed.status ?? "active", successor_id: seed.successor ? ids.productId[seed.successor as ProductName] : null, weight_grams: 100, created_at: at, updated_at: at,
  }))).execute()
  const units = products.flatMap(({ id, seed }) => Object.entries(seed.units).map(([unit, facts], position) => ({ id, unit, position, ...facts })))
  await scopedInsert(work, "catalog.product_unit", units.map(({ id, unit, position, factor, minimum, step }) => ({ product_id: id, unit, factor, minimum, step, position }))).execute()
  const prices = units.flatMap(({ id, unit, eur, usd }) => [["EUR", eur], ["USD", usd]].flatMap(([currency, price]) =>
    price ? [{ product_id: id, currency: currency!, unit, valid_from: LONG_AGO, unit_price: price, updated_at: at }] : []))
  await scopedInsert(work, "pricing.base_price", prices).execute()
  await seedWarehouses(work, ids)
}

async function seedWarehouses(work: Work, ids: WorldIds): Promise<void> {
  const at = work.now.toString()
  await scopedInsert(work, "inventory.warehouse", Object.entries(WAREHOUSES).map(([code, warehouse]) => ({ warehouse_id: ids.warehouseId[code as WarehouseCode], code, address: "{}", ...warehouse }))).execute()
  await scopedInsert(work, "inventory.sourcing_rule", { rule_id: newId(), position: 1, name: "Nearest warehouse", strategy: "nearest_complete" }).execute()
  const stock = (Object.keys(PRODUCTS) as ProductName[]).flatMap((key) => Object.entries(PRODUCTS[key].stock).map(([code, quantity]) => (
    { product_id: ids.productId[key], warehouse_id: ids.warehouseId[code as WarehouseCode], quantity: quantity as string }
  )))
  await scopedInsert(work, "inventory.balance", stock.map(({ quantity, ...key }) => ({ ...key, on_hand: quantity, movements: 1 }))).execute()
  await scopedInsert(work, "inventory.movement", stock.map(({ quantity, ...key }) => (
    { ...key, movement_id: newId(), position: 1, quantity, cause: "receipt", reference_kind: "opening", reference_id: `${key.product_id}:${key.warehouse_id}`, on_hand_after: quantity, actor: json({ kind: "automation", id: "automation:seed", name: "seed" }), occurred_at: at, recorded_at: at }
  ))).execute()
}
