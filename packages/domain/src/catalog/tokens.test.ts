import * as fc from "fast-check"
import { expect, test } from "vitest"
import { numberTerm, partsOfNumber, searchText, wordsOf } from "./tokens.ts"

test.each([
  { text: "Nitrile Gloves, M", words: ["nitrile", "gloves", "m"] },
  { text: "Größe 5×10 – Béta", words: ["grosse", "5", "10", "beta"] },
  { text: "ＡＢ１２ Œuvre", words: ["ab12", "oeuvre"] },
  { text: "  --- / ", words: [] },
  { text: "Scie à ruban d’établi", words: ["scie", "a", "ruban", "d", "etabli"] },
])("$text is read as $words", ({ text, words }) => {
  expect(wordsOf(text)).toEqual(words)
})

test.each([
  { number: "AB-12/34", term: "ab1234" },
  { number: "ab 12.34", term: "ab1234" },
  { number: "AB1234", term: "ab1234" },
])("the number $number is the term $term", ({ number, term }) => expect(numberTerm(number)).toBe(term))

test.each([
  { number: "SIE-1234-56", parts: ["sie", "1234", "56", "123456"] },
  { number: "85123A", parts: ["85123"] },
  { number: "AB12", parts: [] },
])("people remember $parts of $number", ({ number, parts }) => expect(partsOfNumber(number)).toEqual(parts))

test("reading is settled after one time: the words of the words are the words", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
    const words = wordsOf(text)
    expect(wordsOf(words.join(" "))).toEqual(words)
    for (const word of words) expect(word).toMatch(/^[\p{L}\p{Nd}]+$/u)
  }))
})

test("a number is the same with any signs between its letters and digits", () => {
  const sign = fc.constantFrom("", "-", " ", ".", "/", "_")
  fc.assert(fc.property(fc.array(fc.tuple(fc.stringMatching(/^[A-Z0-9]{1,4}$/), sign), { minLength: 1, maxLength: 6 }), (pieces) => {
    expect(numberTerm(pieces.flat().join(""))).toBe(numberTerm(pieces.map(([piece]) => piece).join("")))
  }))
})

test("at most eight words are looked for", () => {
  expect(searchText("a b c d e f g h i j").words).toHaveLength(8)
})
