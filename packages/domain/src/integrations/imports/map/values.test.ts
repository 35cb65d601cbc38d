import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { Mapping, type Transform } from "../contract.ts"
import { mappingFaults, recordMapper } from "./map-record.ts"
import { dayText, decimalStyleOf, decimalText } from "./numbers.ts"
import { transformed } from "./transform.ts"
import { statusOf, unitCode } from "./words.ts"

describe("a number is read as it was written, or not at all", () => {
  test.each([
    ["1234.5", "point", "1234.5"], ["1,234.50", "point", "1234.50"], ["1.234,50", "comma", "1234.50"], ["1 234,50", "comma", "1234.50"], ["1\u202f234,50 €", "comma", "1234.50"], ["€ 3,20", "comma", "3.20"],
    ["CHF 1’234.50", "point", "1234.50"], ["12.50 EUR", "point", "12.50"], ["12.50EUR", "point", "12.50"], ["007", "point", "7"], [".5", "point", "0.5"], ["-3", "point", "-3"], ["+3", "point", "3"],
    ["1,23", "point", undefined], ["1.23", "comma", undefined], ["12 50", "point", undefined], ["4.0E+12", "point", undefined], ["1.2.3", "point", undefined], ["", "point", undefined], ["n/a", "point", undefined], ["12-", "point", undefined],
  ] as const)("%s with a decimal %s is %s", (text, style, expected) => {
    expect(decimalText(text, style)).toBe(expected)
  })

  test.each([
    [["1.50", "2.75"], "point"], [["1,50", "2,75"], "comma"], [["1.234,50", "12"], "comma"], [["1,234", "5,678"], "point"], [["3", "4"], "point"], [["", "1,5"], "comma"], [["1.234.567"], "comma"],
  ] as const)("a column of %s has a decimal %s", (values, style) => {
    expect(decimalStyleOf(values)).toBe(style)
  })

  test("whatever a spreadsheet of either style writes, comes back", () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 99 }), fc.constantFrom("de-DE", "en-US", "fr-FR", "de-CH"), (whole, cents, locale) => {
      const exact = `${whole}.${String(cents).padStart(2, "0")}`
      const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(exact as unknown as Intl.StringNumericLiteral)
      expect(decimalText(written, locale === "de-DE" || locale === "fr-FR" ? "comma" : "point")).toBe(exact)
    }))
  })
})

test.each([
  ["2026-11-22", "ymd", "2026-11-22"], ["22.11.2026", "dmy", "2026-11-22"], ["11/22/2026", "mdy", "2026-11-22"], ["2010-12-01 08:26:00", "ymd", "2010-12-01"], ["1.2.2026", "dmy", "2026-02-01"],
  ["31.02.2026", "dmy", undefined], ["22.11.26", "dmy", undefined], ["2026-13-01", "ymd", undefined], ["soon", "ymd", undefined],
] as const)("the day %s in the order %s is %s", (text, order, expected) => {
  expect(dayText(text, order)).toBe(expected)
})

describe("a transform does one thing", () => {
  test.each<{ what: string; text: string; steps: Transform[]; value: string }>([
    { what: "trims, also what no eye sees", text: " \u00a0A-1\t", steps: [{ step: "trim" }], value: "A-1" },
    { what: "takes a part", text: "Dental|Gloves", steps: [{ step: "split", separator: "|", part: 1 }], value: "Dental" },
    { what: "takes a part from the end", text: "Dental|Gloves", steps: [{ step: "split", separator: "|", part: -1 }], value: "Gloves" },
    { what: "takes nothing where there is no such part", text: "Dental", steps: [{ step: "split", separator: "|", part: 2 }], value: "" },
    { what: "replaces every place", text: "a_b_c", steps: [{ step: "replace", find: "_", by: " " }], value: "a b c" },
    { what: "shortens between words", text: "A long name of a thing", steps: [{ step: "shorten", letters: 12 }], value: "A long name…" },
    { what: "keeps what is short enough", text: "Short", steps: [{ step: "shorten", letters: 5 }], value: "Short" },
    { what: "puts nothing before nothing", text: "", steps: [{ step: "prefix", text: "Dental > " }], value: "" },
    { what: "looks words up, whatever their case", text: "y ", steps: [{ step: "lookup", table: { Y: "active" } }], value: "active" },
    { what: "leaves unknown words", text: "N", steps: [{ step: "lookup", table: { Y: "active" } }], value: "N" },
    { what: "does its steps in their order", text: "x| 1,50 ", steps: [{ step: "split", separator: "|", part: 2 }, { step: "trim" }, { step: "decimal", style: "comma" }], value: "1.50" },
  ])("it $what", ({ text, steps, value }) => {
    expect(transformed(text, steps)).toEqual({ value })
  })

  test("it says what it cannot read", () => {
    expect(transformed("about 3", [{ step: "decimal", style: "point" }])).toEqual({ unreadable: "number_is_unreadable", text: "about 3" })
  })
})

test.each([["EA", "each"], ["Stück", "each"], ["Stk.", "each"], ["Boîte", "box"], ["Inner Pack", "inner_pack"], ["CAS", "case"], ["shipping  box", "shipping_box"], ["!!", undefined]] as const)("the unit %s is %s", (text, unit) => {
  expect(unitCode(text)).toBe(unit)
})

test.each([["In Commercial Distribution", "active"], ["Not in Commercial Distribution", "discontinued"], ["Auslaufartikel", "run_out"], ["ACTIVE", "active"], ["maybe", undefined]] as const)("the status %s is %s", (text, status) => {
  expect(statusOf(text)).toBe(status)
})

const field = fc.record({
  field: fc.constantFrom("sku", "name", "brand", "price", "attribute"), key: fc.constantFrom("", "en", "de", "colour"), columns: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
  combine: fc.constantFrom("first", "join"), joiner: fc.string({ maxLength: 3 }), constant: fc.string({ maxLength: 10 }), unreadable: fc.constantFrom("refuse", "leave_out"),
  transforms: fc.array(fc.constantFrom<Transform[]>({ step: "trim" }, { step: "case", to: "upper" }, { step: "split", separator: "-", part: 1 }, { step: "decimal", style: "comma" }), { maxLength: 3 }),
}) as fc.Arbitrary<Mapping["fields"][number]>

describe("a mapping", () => {
  test("is data: what is kept and found again reads every row as before", () => {
    fc.assert(fc.property(fc.array(field, { maxLength: 6 }), fc.array(fc.array(fc.string({ maxLength: 8 }), { minLength: 6, maxLength: 6 }), { maxLength: 5 }), (fields, rows) => {
      const mapping = { fields }
      const found = Mapping.parse(JSON.parse(JSON.stringify(mapping)))
      expect(found).toEqual(mapping)
      const [before, after] = [recordMapper(mapping, 6), recordMapper(found, 6)]
      const told = (mapped: ReturnType<typeof before>) => ({ refused: mapped.refused, noticed: mapped.noticed, values: ["sku", "name", "brand", "price", "attribute"].map((name) => mapped.cells.every(name)) })
      rows.forEach((cells, line) => expect(told(after({ line, cells }))).toEqual(told(before({ line, cells }))))
    }))
  })

  test("takes the first column that says something, joins several, and falls back on its constant", () => {
    const of = (more: object) => recordMapper(Mapping.parse({ fields: [{ field: "sku", columns: [0, 1], ...more }] }), 2)
    const value = (mapper: ReturnType<typeof of>, ...cells: string[]) => mapper({ line: 1, cells }).cells.text("sku")
    expect([value(of({}), " ", "B"), value(of({}), "A", "B"), value(of({ combine: "join", joiner: "-" }), "A ", "B"), value(of({ constant: "C" }), "", ""), value(of({ columns: [], constant: "C" }), "A", "B")]).toEqual(["B", "A", "A-B", "C", "C"])
  })

  test("says everything that is wrong with it at once", () => {
    const mapping = Mapping.parse({ fields: [{ field: "sku", columns: [9] }, { field: "name", columns: [0] }, { field: "colour", columns: [1] }, { field: "attribute", columns: [1] }, { field: "brand" }, { field: "sku", columns: [1] }] })
    expect(mappingFaults("catalogue", mapping, 2).map(({ code, field: where }) => [code.replace("integrations.", ""), where])).toEqual([
      ["column_is_unknown", "sku"], ["field_needs_a_language", "name"], ["field_is_unknown", "colour"], ["field_needs_a_name", "attribute"], ["field_has_no_source", "brand"], ["field_is_mapped_twice", "sku"],
    ])
    expect(mappingFaults("prices", { fields: [] }, 2).map(({ field: where }) => where)).toEqual(["sku", "price", "currency"])
  })
})
