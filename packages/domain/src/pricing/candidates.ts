/**
 * Everything that could decide the price of one product for one buyer on one day, as one row of SQL brings it
 * (`priceRows`). Quantities, prices and percentages are decimal text; the order of the rows means nothing.
 */
export type PriceCandidates = {
  readonly units: readonly UnitFacts[]
  readonly base: readonly BaseRow[]
  readonly lists: readonly ListFacts[]
  readonly rules: readonly RuleFacts[]
}

export type Side = "sale" | "supply"

/** One unit that a product is kept or sold in. `factor` is how many base units it holds. */
export type UnitFacts = {
  readonly unit: string
  readonly factor: string
  readonly minimum: string
  readonly step: string
  readonly sellable: boolean
  readonly position: number
}

export type BaseRow = { readonly unit: string; readonly min: string; readonly price: string; readonly from: string; readonly to: string | null; readonly version: number }

/** A published list or contract that is meant for this buyer, with its entries for this product: [unit, least quantity, price]. */
export type ListFacts = {
  readonly id: string
  readonly side: Side
  readonly kind: "contract" | "list"
  readonly target: "account" | "group" | "tenant"
  readonly name: string
  readonly version: number
  readonly exclusive: boolean
  readonly from: string
  readonly to: string | null
  readonly entries: readonly (readonly [unit: string, min: string, price: string])[]
}

/** A rule that matches this product. `depth` is the length of the category path it names; `min` counts base units. */
export type RuleFacts = {
  readonly id: string
  readonly side: Side
  readonly name: string
  readonly version: number
  readonly target: "all" | "category" | "brand" | "product"
  readonly depth: number
  readonly group: string
  readonly basis: "base" | "supply"
  readonly percent: string
  readonly min: string
  readonly from: string
  readonly to: string | null
  readonly position: number
}

/** Who is asking, where and when; resolved by the database in the same round trip. */
export type BuyerFacts = {
  readonly accountId: string
  readonly accountKind: "house" | "customer"
  readonly accountGroup: string
  readonly currency: string
  /** The tenant's business date that the prices are valid on, YYYY-MM-DD. */
  readonly on: string
  /** The tenant's floor: the least margin over the supply price, in percent, before a line needs an approval. */
  readonly minMarginPercent: string | null
}
