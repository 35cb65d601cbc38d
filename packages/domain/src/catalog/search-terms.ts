import { normalizeGtin } from "@entrepot/kernel"
import { reachOfNumber, reachOfWord } from "./misspelling.ts"
import { numberTerm, partsOfNumber, wordsOf } from "./tokens.ts"

/** 1: own number, 2: maker's number or GTIN, 3: brand or name, 4: category, attribute or part of a number. */
export type Grade = 1 | 2 | 3 | 4

export type SearchTerm = { readonly term: string; readonly grade: Grade; readonly reach: 0 | 1 | 2 }

export type Findable = {
  readonly sku: string
  readonly mpn: string | null
  readonly gtins: readonly string[]
  readonly brand: string
  readonly names: Readonly<Record<string, string>>
  readonly categoryNames: Readonly<Record<string, string>>
  readonly attributes: Readonly<Record<string, unknown>>
}

const MOST_TERMS = 80

/**
 * What a product is found by: each term once, under the strongest field that carries it. Descriptions are left out; they
 * say what a thing is good for and name half the catalogue.
 */
export function searchTermsOf(product: Findable): SearchTerm[] {
  const terms = new Map<string, SearchTerm>()
  const add = (term: string, grade: Grade, reach: 0 | 1 | 2) => {
    const known = terms.get(term)
    if (term === "" || (!known && terms.size >= MOST_TERMS)) return
    terms.set(term, known ? { term, grade: known.grade, reach: Math.max(known.reach, reach) as 0 | 1 | 2 } : { term, grade, reach })
  }
  const addWords = (text: string, grade: Grade) => wordsOf(text).forEach((word) => add(word, grade, reachOfWord(word)))

  add(numberTerm(product.sku), 1, reachOfNumber(numberTerm(product.sku)))
  if (product.mpn) add(numberTerm(product.mpn), 2, reachOfNumber(numberTerm(product.mpn)))
  for (const gtin of product.gtins) for (const form of formsOfGtin(gtin)) add(form, 2, 0)
  addWords(product.brand, 3)
  for (const name of Object.values(product.names)) addWords(name, 3)
  for (const name of Object.values(product.categoryNames)) addWords(name, 4)
  for (const part of [...partsOfNumber(product.sku), ...partsOfNumber(product.mpn ?? "")]) add(part, 4, 0)
  for (const value of Object.values(product.attributes)) if (typeof value === "string") addWords(value, 4)
  return [...terms.values()]
}

/** Kept with 14 digits, printed with 13, 12 or 8: people type what is printed. */
function formsOfGtin(gtin: string): string[] {
  const whole = normalizeGtin(gtin)
  if (!whole) return []
  return [14, 13, 12, 8].filter((length) => /^0*$/.test(whole.slice(0, 14 - length))).map((length) => whole.slice(14 - length))
}
