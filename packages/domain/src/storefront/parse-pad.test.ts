import * as fc from "fast-check"
import { expect, test } from "vitest"
import { parsePadQuantity } from "./pad-quantity.ts"
import { parsePad } from "./parse-pad.ts"

test.each([
  ["en", "1,000.5", "1000.5"], ["de", "1.000,5", "1000.5"], ["fr", "1 000,5", "1000.5"], ["fr", "1\u202f000", "1000"], ["de", "2,5", "2.5"], ["de", "2.5", "2.5"], ["en", "2,5", "2.5"],
  ["en", "1,000", "1000"], ["de", "1.000", "1000"], ["de", "1,000", "1"], ["en", "1.000", "1"], ["en", "12x", "12"], ["en", "x 12", "12"], ["de", "1'250", "1250"], ["en", "007", "7"], ["en", "1,234,567", "1234567"],
] as const)("in %s %j is %s", (locale, text, read) => {
  expect(parsePadQuantity(text, locale)).toBe(read)
})

test.each(["", "-3", "five", "1.2.3,4,5", "1e3", "3.", "0.0000001", "1234567890123"])("%j is no quantity", (text) => {
  expect(parsePadQuantity(text, "en")).toBeUndefined()
})

test.each([
  ["a tab", "DN-1001\t5", { part: "DN-1001", quantity: "5" }],
  ["a semicolon", "DN-1001;5;box", { part: "DN-1001", quantity: "5", unit: "box" }],
  ["a comma", "DN-1001, 5, box", { part: "DN-1001", quantity: "5", unit: "box" }],
  ["spaces", "DN-1001   5", { part: "DN-1001", quantity: "5" }],
  ["spaces, in the part too", "DN 10 01 5 box", { part: "DN 10 01", quantity: "5", unit: "box" }],
  ["a quoted delimiter", '"DN;1001";5', { part: "DN;1001", quantity: "5" }],
  ["a doubled quote", '"3/4"" bolt",5', { part: '3/4" bolt', quantity: "5" }],
  ["an inch sign", '3/4"-BOLT;5', { part: '3/4"-BOLT', quantity: "5" }],
  ["the quantity first", "5;DN-1001", { part: "DN-1001", quantity: "5" }],
  ["the quantity first, and no digit in the part", "100\tNW-GLV-BLU", { part: "NW-GLV-BLU", quantity: "100" }],
  ["a fraction first", "0.5;GIP-ALG-F", { part: "GIP-ALG-F", quantity: "0.5" }],
  ["a number for a part, its name and the quantity", "12345;T-Shirt;5", { part: "12345", quantity: "5" }],
  ["a description between", "DN-1001;Nitrile gloves;5;box", { part: "DN-1001", quantity: "5", unit: "box" }],
  ["quantity and unit in one field", "DN-1001;5 boxes", { part: "DN-1001", quantity: "5", unit: "boxes" }],
  ["a part alone", "DN-1001", { part: "DN-1001" }],
  ["a quantity that cannot be read", "DN-1001;many", { part: "DN-1001", quantity: "many" }],
  ["a decimal comma behind a space", "DN-1001 2,5", { part: "DN-1001", quantity: "2,5" }],
] as const)("a row with %s is read", (_what, text, row) => {
  expect(parsePad(text, "de")).toEqual([{ line: 1, ...row }])
})

test("a byte-order mark, a heading and empty lines are passed over, and lines keep the numbers that people see", () => {
  expect(parsePad("\uFEFFMenge;Artikel-Nr.;Einheit\r\n\r\n2,5;DN-1001;box\r\n3;DN-2040;", "de")).toEqual([{ line: 3, part: "DN-1001", quantity: "2,5", unit: "box" }, { line: 4, part: "DN-2040", quantity: "3" }])
})

test("every line may have a delimiter of its own", () => {
  expect(parsePad("A1\t1\nA2;2\nA3,3\nA4 4", "en").map(({ part, quantity }) => `${part}=${quantity}`)).toEqual(["A1=1", "A2=2", "A3=3", "A4=4"])
})

test("a quoted field may run over a line break", () => {
  expect(parsePad('"DN\n1001";5\nDN-2;6', "en")).toEqual([{ line: 1, part: "DN 1001", quantity: "5" }, { line: 3, part: "DN-2", quantity: "6" }])
})

test("there is no cap on rows", () => {
  expect(parsePad(Array.from({ length: 5000 }, (_, index) => `P-${index}\t${index + 1}`).join("\n"), "en")).toHaveLength(5000)
})

const anyPart = fc.stringMatching(/^[A-Z]{1,4}[-/.]?[0-9A-Z]{1,8}[A-Z]$/)
const anyRow = fc.record({
  part: anyPart, amount: fc.record({ whole: fc.integer({ min: 1, max: 9_999_999 }), cents: fc.constantFrom("", "25", "5") }), unit: fc.constantFrom("", "box", "each", "kg"),
  delimiter: fc.constantFrom("\t", ";", ",", "  "), quoted: fc.boolean(),
})

test("whatever the delimiters, quotes and grouping, what was meant is what is read", () => {
  fc.assert(fc.property(fc.array(anyRow, { minLength: 1, maxLength: 30 }), fc.constantFrom("en", "de", "fr"), fc.boolean(), fc.constantFrom("\n", "\r\n"), (rows, locale, marked, lineBreak) => {
    const text = rows.map(({ part, amount, unit, delimiter, quoted }) => {
      const written = `${new Intl.NumberFormat(locale, { useGrouping: delimiter !== "  " }).format(amount.whole)}${amount.cents && (locale === "en" ? "." : ",")}${amount.cents}`
      const fields = [part, written, ...(unit ? [unit] : [])]
      const quote = (field: string) => (quoted || field.includes(delimiter) ? `"${field}"` : field)
      return fields.map(quote).join(delimiter)
    }).join(lineBreak)
    const read = parsePad((marked ? "\uFEFF" : "") + text, locale)
    expect(read.map((row) => ({ part: row.part, quantity: parsePadQuantity(row.quantity ?? "", locale), unit: row.unit ?? "" })))
      .toEqual(rows.map(({ part, amount, unit }) => ({ part, quantity: amount.cents ? `${amount.whole}.${amount.cents}` : `${amount.whole}`, unit })))
  }), { numRuns: 300 })
})

test("no text can break it, and every row that is read stands on a line that was written", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "1", "9", ",", ";", "\t", " ", '"', "\n", "-", ".") }), (text) => {
    const rows = parsePad(text, "de")
    const lines = text.split(/\r\n|\n|\r/)
    for (const { line } of rows) expect(lines[line - 1]?.trim()).not.toBe("")
    expect(rows.map(({ line }) => line)).toEqual([...new Set(rows.map(({ line }) => line))].sort((left, right) => left - right))
  }), { numRuns: 500 })
})
