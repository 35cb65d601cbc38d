import { sql, type RawBuilder } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { normalizePartNumber, quantity, Refusal } from "@entrepot/kernel"
import type { Category, Product, ProductUnit } from "./product.ts"

type ProductRecord = Omit<Product, "units"> & { readonly units: readonly ProductUnit[] | null }

/**
 * The whole product with its units in order; `alias` is catalog.product. Its category is looked up row by row: a table of categories
 * that was filled in this very transaction has no statistics yet, and a join over it went through all of them for each product.
 */
function productColumns(): RawBuilder<unknown> {
  return sql`p.product_id as "productId", p.sku, p.mpn, p.gtin, p.brand, p.names, p.descriptions, p.category_id as "categoryId", p.category_path as "categoryPath",
    (select c.code from catalog.category c where c.network_id = p.network_id and c.category_id = p.category_id) as category, p.base_unit as "baseUnit", p.tax_category as "taxCategory", p.status, p.successor_id as "successorId", p.attributes, p.hs_code as "hsCode",
    p.weight_grams as "weightGrams", p.origin, p.lot_tracked as "lotTracked", p.popularity, p.version,
    (select json_agg(json_build_object('unit', u.unit, 'factor', u.factor::text, 'gtin', u.gtin, 'minimum', u.minimum::text, 'step', u.step::text, 'sellable', u.sellable) order by u.position, u.unit)
       from catalog.product_unit u where u.network_id = p.network_id and u.product_id = p.product_id) as units`
}

function toProduct(record: ProductRecord): Product {
  const units = (record.units ?? []).map((unit) => ({ ...unit, factor: quantity(unit.factor), minimum: quantity(unit.minimum), step: quantity(unit.step) }))
  return { ...record, units }
}

async function selectProducts(work: Work, where: RawBuilder<unknown>, lock: boolean): Promise<Product[]> {
  const { rows } = await sql<ProductRecord>`
    select ${productColumns()}
      from catalog.product p
     where p.network_id = ${work.scope.networkId} and ${where}
     order by p.sku_norm ${lock ? sql`for update of p` : sql``}`.execute(work.db)
  return rows.map(toProduct)
}

export async function findProduct(work: Work, productId: string): Promise<Product | undefined> {
  return (await selectProducts(work, sql`p.product_id = ${productId}`, false))[0]
}

/** Refuses `catalog.product_not_found`. */
export async function lockProduct(work: Work, productId: string): Promise<Product> {
  const [product] = await selectProducts(work, sql`p.product_id = ${productId}`, true)
  if (!product) throw new Refusal("catalog.product_not_found", "not_found", { productId })
  return product
}

/** Locks what is known of these numbers, in one order, so that two imports queue instead of embracing. */
export async function lockProductsBySku(work: Work, skus: readonly string[]): Promise<Map<string, Product>> {
  const products = await selectProducts(work, sql`p.sku_norm = any(${skus.map(normalizePartNumber)}::text[])`, true)
  return new Map(products.map((product) => [normalizePartNumber(product.sku), product]))
}

export async function productsOfCategories(work: Work, categoryIds: readonly string[]): Promise<Product[]> {
  return selectProducts(work, sql`p.category_id = any(${categoryIds}::uuid[])`, false)
}

/** A slice of the master by number, for work that must see all of it. */
export async function productsAfter(work: Work, skuNorm: string, limit: number): Promise<Product[]> {
  return selectProducts(work, sql`p.product_id in (select product_id from catalog.product q where q.network_id = ${work.scope.networkId} and q.sku_norm > ${skuNorm} order by q.sku_norm limit ${limit})`, false)
}

export async function categoriesByCode(work: Work, codes: readonly string[]): Promise<Map<string, Category>> {
  const rows = await scoped(work, "catalog.category")
    .select(["category_id as categoryId", "parent_id as parentId", "code", "path", "names", "position"])
    .where("code", "in", codes.length > 0 ? [...codes] : [""])
    .execute()
  return new Map(rows.map((row) => [row.code, row as Category]))
}
