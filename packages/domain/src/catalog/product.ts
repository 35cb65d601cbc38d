import { normalizeGtin, normalizePartNumber, quantity, compareQuantities } from "@entrepot/kernel"
import type { ProductRow, ProductStatus } from "./contract.ts"

export type Localised = Readonly<Record<string, string>>

/** What a row says about a product; what it leaves out stays as it is. */
export type ProductChange = Partial<ProductRow>

export type ProductUnit = {
  readonly unit: string
  /** Base units in one of these. */
  readonly factor: string
  readonly gtin: string | null
  readonly minimum: string
  readonly step: string
  readonly sellable: boolean
}

/** A product as it stands in the master: every field has a value, numbers are normalised. */
export type Product = {
  readonly productId: string
  readonly sku: string
  readonly mpn: string | null
  /** 14 digits. */
  readonly gtin: string | null
  readonly brand: string
  readonly names: Localised
  readonly descriptions: Localised
  readonly categoryId: string
  readonly categoryPath: string
  readonly category: string
  readonly baseUnit: string
  readonly taxCategory: string
  readonly status: ProductStatus
  readonly successorId: string | null
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly hsCode: string | null
  readonly weightGrams: number | null
  readonly origin: string | null
  readonly lotTracked: boolean
  readonly popularity: number
  readonly version: number
  readonly units: readonly ProductUnit[]
}

export type Category = { readonly categoryId: string; readonly parentId: string | null; readonly code: string; readonly path: string; readonly names: Localised; readonly position: number }

/** Why a row cannot become a product. The code's module prefix is added where it is thrown or reported. */
export type RowRefusal = { readonly refused: string; readonly facts: Readonly<Record<string, string>> }

const refuse = (refused: string, facts: Record<string, string> = {}): RowRefusal => ({ refused, facts })

/**
 * What the master should say after this row: the row over what is known, or over the defaults of a new product.
 * Refuses what would leave it unsellable or unfindable; knows nothing of other products.
 */
export function mergeProduct(known: Product | undefined, row: ProductChange, category: Category | undefined, productId: string): Product | RowRefusal {
  const sku = row.sku ?? known?.sku ?? ""
  if (normalizePartNumber(sku) === "") return refuse("sku_is_empty", { sku })
  if (row.category !== undefined && !category) return refuse("category_not_found", { category: row.category })
  if (!known && !category) return refuse("category_is_missing", { sku })
  const names = { ...known?.names, ...row.names }
  if (!Object.values(names).some((name) => name)) return refuse("name_is_missing", { sku })
  if (row.baseUnit !== undefined && known && known.baseUnit !== row.baseUnit) return refuse("base_unit_is_fixed", { sku, unit: known.baseUnit })
  const baseUnit = known?.baseUnit ?? row.baseUnit
  if (baseUnit === undefined) return refuse("base_unit_is_missing", { sku })
  const gtin = row.gtin === undefined ? (known?.gtin ?? null) : knownGtin(row.gtin)
  if (gtin === undefined) return refuse("gtin_is_wrong", { gtin: row.gtin ?? "" })
  const units = mergeUnits(known?.units, row.units, baseUnit)
  if ("refused" in units) return units
  return {
    ...NEW, ...known, ...given(row), productId, sku, names, baseUnit, gtin, units,
    descriptions: { ...known?.descriptions, ...row.descriptions },
    ...(category ? { categoryId: category.categoryId, categoryPath: category.path, category: category.code } : {}),
  } as Product
}

const NEW = { mpn: null, brand: "", taxCategory: "standard", status: "active", successorId: null, attributes: {}, hsCode: null, weightGrams: null, origin: null, lotTracked: false, popularity: 0, version: 0 } as const

const TAKEN_AS_GIVEN = ["mpn", "brand", "taxCategory", "status", "attributes", "hsCode", "weightGrams", "origin", "lotTracked", "popularity"] as const

function given(row: ProductChange): Partial<Product> {
  return Object.fromEntries(TAKEN_AS_GIVEN.filter((field) => row[field] !== undefined).map((field) => [field, row[field] === "" ? EMPTY[field] ?? null : row[field]]))
}
const EMPTY: Readonly<Record<string, string>> = { brand: "" }

/** null and '' are "none"; undefined is a number that is no GTIN. */
function knownGtin(text: string | null): string | null | undefined {
  return text === null || text === "" ? null : normalizeGtin(text)
}

/** The base unit is always there and holds one of itself; no unit twice. */
function mergeUnits(known: readonly ProductUnit[] | undefined, rows: ProductChange["units"], baseUnit: string): ProductUnit[] | RowRefusal {
  const units: ProductUnit[] = []
  for (const row of rows ?? []) {
    const gtin = knownGtin(row.gtin ?? null)
    if (gtin === undefined) return refuse("gtin_is_wrong", { gtin: row.gtin ?? "" })
    if (units.some(({ unit }) => unit === row.unit)) return refuse("unit_is_twice", { unit: row.unit })
    units.push({ unit: row.unit, factor: quantity(row.factor), gtin, minimum: quantity(row.minimum ?? "1"), step: quantity(row.step ?? "1"), sellable: row.sellable ?? true })
  }
  if (!rows) units.push(...(known ?? []))
  const base = units.find(({ unit }) => unit === baseUnit)
  if (base && compareQuantities(quantity(base.factor), quantity("1")) !== 0) return refuse("base_unit_is_not_one", { unit: baseUnit, factor: base.factor })
  return base ? units : [{ unit: baseUnit, factor: "1", gtin: null, minimum: "1", step: "1", sellable: true }, ...units]
}

export function isRowRefusal(result: Product | RowRefusal): result is RowRefusal {
  return "refused" in result
}

/** Only what can be bought now is counted and listed. */
export function isLive(product: Pick<Product, "status">): boolean {
  return product.status === "active" || product.status === "run_out"
}

const IDENTITY = new Set<keyof Product>(["productId", "version", "category", "categoryId"])

/** The fields that differ, before and after: what the audit trail keeps, and how an unchanged row is known. */
export function changesBetween(before: Product, after: Product): { before: Record<string, unknown>; after: Record<string, unknown> } | undefined {
  const fields = (Object.keys(after) as (keyof Product)[]).filter((field) => !IDENTITY.has(field) && stable(before[field]) !== stable(after[field]))
  if (fields.length === 0) return undefined
  const pick = (product: Product) => Object.fromEntries(fields.map((field) => [field, product[field]]))
  return { before: pick(before), after: pick(after) }
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (inner && typeof inner === "object" && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner))
}
