import { allocate, currency, money } from "@entrepot/kernel"
import type { TaxPart } from "./tax-percents.ts"

/** What one jurisdiction has of a document's tax at one rate. */
export type SharedPart = TaxPart & { readonly taxMinor: bigint }

/**
 * The tax of lines of one rate, by jurisdiction: those of the same localities are shared together by largest remainder, so the parts add
 * up to the tax. Nothing where a single jurisdiction has it all.
 */
export function shareTax(lines: readonly { readonly taxParts?: readonly TaxPart[]; readonly taxMinor: bigint }[], code: string): SharedPart[] {
  if (!lines.some(({ taxParts = [] }) => taxParts.length > 1)) return []
  const shared = new Map<string, SharedPart>()
  for (const { parts, taxMinor } of byPlace(lines).values()) {
    const shares = allocate(money(taxMinor, currency(code)), parts.map(({ percent }) => percent))
    for (const [index, part] of parts.entries()) {
      const key = keyOf(part)
      shared.set(key, { ...part, taxMinor: (shared.get(key)?.taxMinor ?? 0n) + shares[index]!.amount })
    }
  }
  return [...shared.values()]
}

function byPlace(lines: Parameters<typeof shareTax>[0]): ReadonlyMap<string, { readonly parts: readonly TaxPart[]; readonly taxMinor: bigint }> {
  const places = new Map<string, { readonly parts: readonly TaxPart[]; readonly taxMinor: bigint }>()
  for (const { taxParts = [], taxMinor } of lines) {
    if (taxParts.length === 0) continue
    const key = taxParts.map(keyOf).join("\n")
    places.set(key, { parts: taxParts, taxMinor: (places.get(key)?.taxMinor ?? 0n) + taxMinor })
  }
  return places
}

const keyOf = ({ level, locality, percent }: TaxPart) => `${level} ${locality} ${percent}`
