import type { ImportOptions } from "../contract.ts"
import type { Problem } from "../map/map-record.ts"
import type { ProductStatus } from "../../../catalog/contract.ts"

/** A row that is good as far as it can be known by itself. `key` is the same for two rows that say the same thing. */
export type ReadRow<T> = { readonly key: string; readonly row: T; readonly noticed: readonly Problem[] } | { readonly refused: readonly Problem[]; readonly noticed: readonly Problem[] }

export type PriceRow = { readonly currency: string; readonly unit?: string; readonly minQuantity: string; readonly unitPrice: string; readonly validFrom?: string; readonly validTo?: string }

export type CatalogueRow = {
  readonly sku: string
  readonly names: Readonly<Record<string, string>>
  readonly descriptions?: Readonly<Record<string, string>>
  readonly mpn?: string
  readonly gtin?: string
  readonly brand?: string
  /** Levels from the root down, as they are written. */
  readonly category?: readonly string[]
  readonly status?: ProductStatus
  readonly baseUnit?: string
  readonly taxCategory?: string
  readonly hsCode?: string
  readonly weightGrams?: number
  readonly origin?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly unit?: { readonly unit: string; readonly factor: string; readonly gtin?: string; readonly minimum?: string; readonly step?: string }
  readonly price?: PriceRow
}

export type PackageRow = { readonly primary: string; readonly package: string; readonly contains: string; readonly quantity: string; readonly unit: string; readonly gtin?: string; readonly sellable: boolean }

export type PriceLine = PriceRow & { readonly sku: string }

export type SalesLine = { readonly sku: string; readonly norm: string; readonly name: string; readonly language: string; readonly price: string; readonly currency: string; readonly category?: readonly string[]; readonly brand?: string; readonly baseUnit?: string }

export type KindOptions = Pick<ImportOptions, "categorySeparator" | "serviceCodes">
