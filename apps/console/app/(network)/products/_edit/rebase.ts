import type { ProductDraft } from "./draft.ts"

/** What a steward can change by itself: each text of each language is a field of its own; units and attributes are one each. */
export const DRAFT_FIELDS = [
  "sku", "mpn", "gtin", "brand", "category", "status", "names.en", "names.de", "names.fr", "descriptions.en", "descriptions.de", "descriptions.fr",
  "units", "attributes", "taxCategory", "hsCode", "origin", "weightGrams", "lotTracked",
] as const
export type DraftField = (typeof DRAFT_FIELDS)[number]

export function valueOf(draft: ProductDraft, field: DraftField): unknown {
  const [name = "", language] = field.split(".")
  const value = draft[name as keyof ProductDraft]
  return language ? (value as Record<string, unknown>)[language] : value
}

const same = (a: ProductDraft, b: ProductDraft, field: DraftField) => JSON.stringify(valueOf(a, field)) === JSON.stringify(valueOf(b, field))

/** What two people did to one product: theirs alone, and what both changed to different values. */
export function compareDrafts(base: ProductDraft, mine: ProductDraft, theirs: ProductDraft): { theirs: DraftField[]; both: DraftField[]; mine: DraftField[] } {
  const changed = DRAFT_FIELDS.filter((field) => !same(base, theirs, field))
  return {
    theirs: changed.filter((field) => same(base, mine, field)), both: changed.filter((field) => !same(base, mine, field) && !same(mine, theirs, field)),
    mine: DRAFT_FIELDS.filter((field) => !same(base, mine, field)),
  }
}

/** Their product with what I changed on top; of what both changed, `take` says which are left to them. */
export function rebase(base: ProductDraft, mine: ProductDraft, theirs: ProductDraft, take: readonly DraftField[] = []): ProductDraft {
  return DRAFT_FIELDS.filter((field) => !same(base, mine, field) && !take.includes(field)).reduce((draft, field) => {
    const [name = "", language] = field.split(".")
    const key = name as keyof ProductDraft
    return { ...draft, [key]: language ? { ...(draft[key] as object), [language]: valueOf(mine, field) } : valueOf(mine, field) }
  }, theirs)
}
