import { quantity } from "@entrepot/kernel"
import type { CatalogueRow, PackageRow, PriceLine, PriceRow } from "../kinds/row.ts"
import { resolvePackages, type PackUnit } from "../kinds/packages.ts"
import { problem, type Problem } from "../map/map-record.ts"
import type { ProductRow } from "../../../catalog/contract.ts"
import type { CategoryBook } from "./categories.ts"
import type { KnownProduct, KnownUnit } from "./known.db.ts"
import type { StagedRow } from "./staging.db.ts"

export type Judged = { readonly line: number; readonly key: string; readonly problem: Problem }

/** What the rows of one product ask for: a product row, prices of its units, and what cannot be. `rows` are the staged rows behind it. */
export type Plan = {
  readonly norm: string
  readonly rows: readonly { readonly key: string; readonly line: number }[]
  readonly product?: ProductRow
  readonly prices: readonly { readonly key: string; readonly line: number; readonly price: PriceRow; readonly unit: string }[]
  readonly refused: readonly Judged[]
  readonly noticed: readonly Judged[]
}

/** The first row says what the product is; each row may bring a unit and a price. A new product gets a base unit and a category. */
export function planCatalogue(norm: string, rows: readonly StagedRow<CatalogueRow>[], known: KnownProduct | undefined, categories: CategoryBook): Plan {
  const byLine = rows.toSorted((a, b) => a.line - b.line)
  const { unit: _unit, price: _price, category, baseUnit, ...facts } = byLine[0]!.payload
  const base = known?.baseUnit ?? baseUnit ?? "each"
  const added = byLine.flatMap(({ payload }) => (payload.unit ? [{ ...payload.unit, gtin: payload.unit.gtin ?? null, sellable: true }] : []))
  const product: ProductRow = {
    ...facts, ...(baseUnit ? { baseUnit } : known ? {} : { baseUnit: base }), ...(category || !known ? { category: categories.codeFor(category) } : {}),
    ...(added.length > 0 ? { units: merged(known?.units ?? [], added) } : {}),
  } as ProductRow
  return {
    norm, rows: byLine, product, refused: [],
    prices: byLine.flatMap(({ key, line, payload: { price } }) => (price ? [{ key, line, price, unit: price.unit ?? base }] : [])),
    noticed: byLine.slice(1).filter(({ payload }) => !agrees(payload, byLine[0]!.payload)).map(({ key, line }) => ({ key, line, problem: problem("row_says_otherwise", "", { line: String(byLine[0]!.line) }) })),
  }
}

const COMPARED = ["names", "descriptions", "mpn", "gtin", "brand", "status", "baseUnit"] as const

function agrees(row: CatalogueRow, first: CatalogueRow): boolean {
  return COMPARED.every((field) => row[field] === undefined || JSON.stringify(row[field]) === JSON.stringify(first[field]))
}

type AddedUnit = { readonly unit: string; readonly factor: string; readonly gtin: string | null; readonly sellable: boolean; readonly minimum?: string; readonly step?: string }

/** Units that the file does not name stay; one that it names takes the new size and keeps what the file does not say. */
function merged(known: readonly KnownUnit[], added: readonly AddedUnit[]): KnownUnit[] {
  const units = new Map(known.map((unit) => [unit.unit, unit]))
  for (const { minimum, step, gtin, ...unit } of added) {
    const before = units.get(unit.unit)
    units.set(unit.unit, { ...unit, factor: quantity(unit.factor), gtin: gtin ?? before?.gtin ?? null, minimum: minimum ?? before?.minimum ?? "1", step: step ?? before?.step ?? "1" })
  }
  return [...units.values()]
}

/** The packages of a product become its units. */
export function planPackages(norm: string, rows: readonly StagedRow<PackageRow>[], known: KnownProduct | undefined): Plan {
  if (!known) return { norm, rows, prices: [], noticed: [], refused: rows.map((row) => ({ key: row.key, line: row.line, problem: problem("product_is_unknown", "primary", { text: row.payload.primary }) })) }
  const { units, refused } = resolvePackages(norm, rows.map((row) => ({ ...row.payload, line: row.line })), known)
  const keyOf = new Map(rows.map((row) => [row.line, row.key]))
  const judged = (found: readonly { line: number; problem: Problem }[]) => found.map((one) => ({ ...one, key: keyOf.get(one.line)! }))
  return {
    norm, rows, prices: [], refused: judged(refused), noticed: judged(units.filter(isHuge).map((unit) => ({ line: unit.line, problem: problem("package_is_huge", "quantity", { text: unit.factor }) }))),
    ...(units.length > 0 ? { product: { sku: known.sku, units: merged(known.units, units.map(({ line: _line, ...unit }) => unit)) } } : {}),
  }
}

/** A pallet holds tens of thousands; a million is more often a mistake than a package. */
function isHuge({ factor }: PackUnit): boolean {
  return Number(factor) >= 1_000_000
}

/** Prices of a product that is known by its own number or its GTIN. */
export function planPrices(norm: string, rows: readonly StagedRow<PriceLine>[], known: KnownProduct | undefined): Plan {
  if (!known) return { norm, rows, prices: [], noticed: [], refused: rows.map((row) => ({ key: row.key, line: row.line, problem: problem("product_is_unknown", "sku", { text: row.payload.sku }) })) }
  return { norm, rows, refused: [], noticed: [], prices: rows.map(({ key, line: at, payload }) => ({ key, line: at, price: payload, unit: payload.unit ?? known.baseUnit })) }
}
