import { normalizePartNumber } from "@entrepot/kernel"

/** More words than this narrow nothing down any further; what follows them is not read. */
export const MOST_WORDS = 8
const LONGEST_WORD = 64

const FOLDED: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", þ: "th", ð: "d" }

/**
 * Text as search knows it: no case, no accents, no signs. "Größe 5×10 – Béta" becomes ["grosse", "5", "10", "beta"].
 * The index and the query go through this one function, so that they cannot disagree.
 */
export function wordsOf(text: string): string[] {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøđłþð]/g, (letter) => FOLDED[letter] ?? letter)
  return folded.split(/[^\p{L}\p{Nd}]+/u).filter((word) => word !== "").map((word) => [...word].slice(0, LONGEST_WORD).join(""))
}

/** A whole part number as one term: "AB-12/34", "ab 1234" and "AB1234" are the same one. */
export function numberTerm(text: string): string {
  return [...normalizePartNumber(text).toLowerCase()].slice(0, LONGEST_WORD).join("")
}

/**
 * The parts by which people remember a number: what stands between its dashes, the rest of it from each dash on, so that
 * "1234-56" is found in "SIE-1234-56", and its long runs of digits. The whole number itself is not among them.
 */
export function partsOfNumber(text: string): string[] {
  const parts = wordsOf(text)
  const rests = parts.map((_, from) => parts.slice(from).join("")).slice(1, 3)
  const digits = parts.flatMap((part) => part.match(/\p{Nd}{4,}/gu) ?? [])
  const whole = numberTerm(text)
  return [...new Set([...parts.filter((part) => part.length >= 2), ...rests.filter((rest) => rest.length >= 4), ...digits])].filter((part) => part !== whole).slice(0, 6)
}

/** What somebody typed, taken apart: its words, the last of which may be unfinished, and all of it read as one number. */
export type SearchText = { readonly words: readonly string[]; readonly number: string }

export function searchText(text: string): SearchText {
  return { words: wordsOf(text).slice(0, MOST_WORDS), number: numberTerm(text) }
}
