import type { MappedRecord } from "../map/map-record.ts"
import type { CatalogueRow, KindOptions, PriceRow, ReadRow } from "./row.ts"
import { RowReader } from "./values.ts"

const LONGEST = { name: 500, description: 4000, attribute: 1000, brand: 200 } as const

/**
 * A row of a catalogue: a product, and with it one of its packs and one of its prices where the file has them. Several rows of
 * one product are its packs, currencies and quantity breaks; the first of them says what the product is.
 */
export function readCatalogueRow(mapped: MappedRecord, lenient: ReadonlySet<string>, options: KindOptions): ReadRow<CatalogueRow> {
  const row = new RowReader(mapped, lenient)
  const sku = row.required("sku")
  const names = textsOf(row, "name")
  if (!names && row.refused.length === 0) row.refuse("value_is_missing", "name")
  const unit = packOf(row)
  const price = priceOf(row, unit?.unit)
  const read = withoutNothing({
    sku: sku?.text, names, descriptions: textsOf(row, "description"), mpn: row.code("mpn", 100)?.text, gtin: row.gtin("gtin"), brand: bounded(row, "brand"),
    category: categoryOf(row, options), status: row.status("status"), baseUnit: row.unit("base_unit"), taxCategory: row.text("tax_category") || undefined,
    hsCode: row.code("hs_code", 20)?.text, weightGrams: wholeGrams(row), origin: originOf(row), attributes: textsOf(row, "attribute"), unit, price,
  })
  if (row.refused.length > 0 || !sku) return { refused: row.refused, noticed: row.noticed }
  const key = [sku.norm, unit?.unit ?? "", price ? `${price.unit ?? ""} ${price.currency} ${price.minQuantity} ${price.validFrom ?? ""}` : ""].join(" ")
  return { key, row: read as CatalogueRow, noticed: row.noticed }
}

/** A field that is not said is not there at all: what is known of the product stays. */
export function withoutNothing(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** The levels of a category's text, from the root down. */
export function categoryOf(row: RowReader, { categorySeparator }: KindOptions): readonly string[] | undefined {
  const text = row.text("category")
  const levels = (categorySeparator === "" ? [text] : text.split(categorySeparator)).map((level) => level.trim()).filter((level) => level !== "")
  if (levels.length === 0) return undefined
  if (levels.length > 8 || levels.some((level) => level.length > 200)) return row.refuse("category_is_too_deep", "category", { most: "8" })
  return levels
}

function textsOf(row: RowReader, field: "name" | "description" | "attribute"): Record<string, string> | undefined {
  const texts = row.keyed(field)
  for (const [key, text] of Object.entries(texts ?? {})) {
    if (text.length > LONGEST[field]) row.refuse("text_is_too_long", `${field}.${key}`, { most: String(LONGEST[field]) })
  }
  return texts
}

function bounded(row: RowReader, field: "brand"): string | undefined {
  const text = row.text(field)
  if (text.length > LONGEST[field]) return row.refuse("text_is_too_long", field, { most: String(LONGEST[field]) })
  return text || undefined
}

/** A pack needs to say how much it holds; a row may also give the base unit a minimum, a step or a GTIN of its own. */
function packOf(row: RowReader): CatalogueRow["unit"] {
  const unit = row.unit("unit")
  const factor = row.amount("unit_factor")
  const rest = withoutNothing({ gtin: row.gtin("unit_gtin"), minimum: row.amount("minimum"), step: row.amount("step") })
  if (!unit) return undefined
  if (!factor && row.has("unit_factor")) return undefined
  if (!factor && unit !== (row.unit("base_unit") ?? "each")) return row.refuse("pack_needs_a_factor", "unit_factor", { unit })
  return { unit, factor: factor ?? "1", ...rest }
}

/** The price of the unit that it names, else of the row's pack, else of the base unit. */
function priceOf(row: RowReader, pack: string | undefined): PriceRow | undefined {
  const unitPrice = row.amount("price", "price")
  const currency = row.currency("currency")
  if (!unitPrice) return undefined
  if (!currency) return row.has("currency") ? undefined : row.refuse("price_needs_a_currency", "currency")
  const unit = row.unit("price_unit") ?? pack
  return { currency, unitPrice, minQuantity: row.amount("min_quantity") ?? "1", ...withoutNothing({ unit, validFrom: row.text("valid_from") || undefined }) } as PriceRow
}

function wholeGrams(row: RowReader): number | undefined {
  const grams = row.amount("weight_grams")
  return grams === undefined ? undefined : Math.min(Math.round(Number(grams)), 2_000_000_000)
}

function originOf(row: RowReader): string | undefined {
  const text = row.text("origin").trim().toUpperCase()
  if (text === "") return undefined
  return /^[A-Z]{2}$/.test(text) ? text : row.refuse("country_is_unknown", "origin", { text: text.slice(0, 50) })
}
