import * as fc from "fast-check"
import { expect, test } from "vitest"
import { deletesOf, lookupsOf, reachOfNumber, reachOfWord } from "./misspelling.ts"

const letter = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz")
const word = fc.array(letter, { minLength: 4, maxLength: 20 }).map((letters) => letters.join(""))
const at = fc.nat(1000)

/** Every way to get one letter wrong: left out, put in, changed, swapped with its neighbour. */
const oneWrong = fc.tuple(word, at, letter, fc.constantFrom("out", "in", "changed", "swapped")).map(([right, place, other, how]) => {
  const i = place % right.length
  const wrong = {
    out: right.slice(0, i) + right.slice(i + 1), in: right.slice(0, i) + other + right.slice(i), changed: right.slice(0, i) + other + right.slice(i + 1),
    swapped: i + 1 < right.length ? right.slice(0, i) + right[i + 1] + right[i] + right.slice(i + 2) : right,
  }[how]
  return { right, wrong }
})

test("any word of four letters or more is found with any one letter wrong", () => {
  fc.assert(fc.property(oneWrong, ({ right, wrong }) => {
    const stored = new Set(deletesOf(right, reachOfWord(right)))
    expect(lookupsOf(wrong).some((variant) => stored.has(variant))).toBe(true)
  }), { numRuns: 2000 })
})

test("a number of four signs or more is found with any one of them wrong", () => {
  fc.assert(fc.property(oneWrong, ({ right, wrong }) => {
    const stored = new Set(deletesOf(right, reachOfNumber(right)))
    expect(lookupsOf(wrong).some((variant) => stored.has(variant))).toBe(true)
  }), { numRuns: 1000 })
})

test.each([
  { word: "bur", reach: 0 }, { word: "glove", reach: 1 }, { word: "scalpels", reach: 2 }, { word: "2000", reach: 0 }, { word: "a".repeat(17), reach: 1 },
])("$reach letters may be missing from $word", ({ word: text, reach }) => expect(reachOfWord(text)).toBe(reach))

test("what is stored for a word is bounded", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."abcdefgh"), minLength: 1, maxLength: 64 }), (text) => {
    expect(deletesOf(text, reachOfWord(text)).length).toBeLessThanOrEqual(137)
  }))
})
