import { sql } from "kysely"
import { json, type Work } from "@entrepot/db"
import { normalizePartNumber, Refusal } from "@entrepot/kernel"
import type { Product } from "./product.ts"

export type Change = { readonly before?: Product; readonly after: Product }

/** Writes new and changed products and their units: three statements for any number of rows. */
export async function writeProducts(work: Work, changes: readonly Change[]): Promise<void> {
  const created = changes.filter(({ before }) => !before).map(({ after }) => after)
  const changed = changes.filter(({ before }) => before).map(({ after }) => after)
  const units = changes.filter(({ before, after }) => JSON.stringify(before?.units) !== JSON.stringify(after.units)).map(({ after }) => after)
  try {
    await Promise.all([
      created.length > 0 && insertProducts(work, created),
      changed.length > 0 && updateProducts(work, changed),
      units.length > 0 && writeUnits(work, units),
    ])
  } catch (error) {
    throw refusalOf(error, created, changes) ?? error
  }
}

/** What the database's own keys say when two stewards were at it at once, or something still refers to a unit. */
function refusalOf(error: unknown, created: readonly Product[], changes: readonly Change[]): Refusal | undefined {
  const { code, constraint = "" } = error as { code?: string; constraint?: string }
  if (code === "23505" && constraint.includes("sku_norm")) {
    return created.length === 1 ? new Refusal("catalog.sku_is_taken", "conflict", { sku: created[0]!.sku }) : new Refusal("catalog.products_are_being_saved", "conflict")
  }
  if (code === "23503" && constraint.includes("unit")) {
    const removed = changes.flatMap(({ before, after }) => (before?.units ?? []).map(({ unit }) => unit).filter((unit) => !after.units.some((kept) => kept.unit === unit)))
    return new Refusal("catalog.unit_is_in_use", "rule", { unit: [...new Set(removed)].join(", ") })
  }
  return undefined
}

function record(product: Product) {
  return {
    product_id: product.productId, sku: product.sku, sku_norm: normalizePartNumber(product.sku), mpn: product.mpn, mpn_norm: product.mpn ? normalizePartNumber(product.mpn) || null : null,
    gtin: product.gtin, brand: product.brand, names: product.names, descriptions: product.descriptions, category_id: product.categoryId, category_path: product.categoryPath,
    base_unit: product.baseUnit, tax_category: product.taxCategory, status: product.status, successor_id: product.successorId, attributes: product.attributes, hs_code: product.hsCode,
    weight_grams: product.weightGrams, origin: product.origin, lot_tracked: product.lotTracked, popularity: product.popularity,
  }
}

const COLUMNS = sql`product_id, sku, sku_norm, mpn, mpn_norm, gtin, brand, names, descriptions, category_id, category_path, base_unit, tax_category, status, successor_id, attributes, hs_code, weight_grams, origin, lot_tracked, popularity`
const SHAPE = sql`product_id uuid, sku text, sku_norm text, mpn text, mpn_norm text, gtin text, brand text, names jsonb, descriptions jsonb, category_id uuid, category_path text,
  base_unit text, tax_category text, status text, successor_id uuid, attributes jsonb, hs_code text, weight_grams integer, origin text, lot_tracked boolean, popularity integer`

async function insertProducts(work: Work, products: readonly Product[]): Promise<void> {
  const now = work.now.toString()
  await sql`
    insert into catalog.product (network_id, ${COLUMNS}, created_at, updated_at)
    select ${work.scope.networkId}, ${COLUMNS}, ${now}::timestamptz, ${now}::timestamptz
      from jsonb_to_recordset(${json(products.map(record))}::jsonb) as r (${SHAPE})`.execute(work.db)
}

async function updateProducts(work: Work, products: readonly Product[]): Promise<void> {
  await sql`
    update catalog.product p
       set (sku, sku_norm, mpn, mpn_norm, gtin, brand, names, descriptions, category_id, category_path, tax_category, status, successor_id, attributes, hs_code, weight_grams, origin, lot_tracked, popularity, version, updated_at)
         = (r.sku, r.sku_norm, r.mpn, r.mpn_norm, r.gtin, r.brand, r.names, r.descriptions, r.category_id, r.category_path, r.tax_category, r.status, r.successor_id, r.attributes, r.hs_code, r.weight_grams, r.origin, r.lot_tracked, r.popularity, p.version + 1, ${work.now.toString()}::timestamptz)
      from jsonb_to_recordset(${json(products.map(record))}::jsonb) as r (${SHAPE})
     where p.network_id = ${work.scope.networkId} and p.product_id = r.product_id`.execute(work.db)
}

/** The units of these products become exactly these; a unit that prices or lists still name cannot go. */
async function writeUnits(work: Work, products: readonly Product[]): Promise<void> {
  const rows = products.flatMap(({ productId, units }) => units.map((unit, position) => ({ product_id: productId, position, ...unit })))
  await sql`
    with wanted as materialized (
      select * from jsonb_to_recordset(${json(rows)}::jsonb) as r (product_id uuid, unit text, factor numeric, gtin text, minimum numeric, step numeric, sellable boolean, position integer)
    ), gone as (
      delete from catalog.product_unit u
       where u.network_id = ${work.scope.networkId} and u.product_id = any(${products.map(({ productId }) => productId)}::uuid[])
         and not exists (select 1 from wanted w where w.product_id = u.product_id and w.unit = u.unit)
    )
    insert into catalog.product_unit (network_id, product_id, unit, factor, gtin, minimum, step, sellable, position)
    select ${work.scope.networkId}, product_id, unit, factor, gtin, minimum, step, sellable, position from wanted
    on conflict (network_id, product_id, unit) do update
       set factor = excluded.factor, gtin = excluded.gtin, minimum = excluded.minimum, step = excluded.step, sellable = excluded.sellable, position = excluded.position`.execute(work.db)
}
