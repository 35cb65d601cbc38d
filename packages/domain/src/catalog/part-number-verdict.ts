/** What a row of an order pad shows of a product, before prices are asked for. */
export type ProductBrief = {
  readonly productId: string
  readonly sku: string
  readonly mpn: string | null
  readonly name: string
  readonly brand: string
  readonly baseUnit: string
  readonly status: "active" | "run_out" | "discontinued"
}

export type Via = "sku" | "mpn" | "gtin" | "pack_gtin"

/** One product that a number leads to. `instead`: the discontinued product that bears the number, where this is what replaced it. */
export type NumberMatch = { readonly strength: number; readonly via: Via; readonly unit: string; readonly product: ProductBrief; readonly instead: ProductBrief | null }

export type PartNumberVerdict =
  | { readonly kind: "found"; readonly product: ProductBrief; readonly unit: string; readonly via: Via }
  | { readonly kind: "replaced"; readonly product: ProductBrief; readonly unit: string; readonly via: Via; readonly instead: ProductBrief }
  | { readonly kind: "discontinued"; readonly product: ProductBrief }
  | { readonly kind: "ambiguous"; readonly candidates: readonly { readonly product: ProductBrief; readonly unit: string; readonly via: Via }[] }
  | { readonly kind: "unknown"; readonly suggestions: readonly ProductBrief[] }
  | { readonly kind: "empty" }

/** Own numbers beat every other reading; among the others, what can be bought beats what cannot; two that can are a question. */
export function decidePartNumber(answer: { readonly matches: readonly NumberMatch[]; readonly suggestions: readonly ProductBrief[] } | undefined): PartNumberVerdict {
  if (!answer) return { kind: "empty" }
  const strongest = Math.min(...answer.matches.map(({ strength }) => Math.min(strength, 2)))
  const readings = answer.matches.filter(({ strength }) => Math.min(strength, 2) === strongest).sort((a, b) => a.strength - b.strength)
  const sold = onePerProduct(readings.filter(({ product }) => product.status !== "discontinued"))
  const [first, second] = sold
  if (first && second) return { kind: "ambiguous", candidates: sold.map(({ product, unit, via }) => ({ product, unit, via })) }
  if (first?.instead) return { kind: "replaced", product: first.product, unit: first.unit, via: first.via, instead: first.instead }
  if (first) return { kind: "found", product: first.product, unit: first.unit, via: first.via }
  const [gone] = readings
  return gone ? { kind: "discontinued", product: gone.product } : { kind: "unknown", suggestions: answer.suggestions }
}

/** Several numbers of one product are one answer, the strongest; a product itself comes before itself as a successor. */
function onePerProduct(matches: readonly NumberMatch[]): NumberMatch[] {
  const kept = new Map<string, NumberMatch>()
  for (const match of [...matches].sort((a, b) => Number(a.instead !== null) - Number(b.instead !== null))) {
    if (!kept.has(match.product.productId)) kept.set(match.product.productId, match)
  }
  return [...kept.values()]
}
