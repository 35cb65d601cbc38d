import { describe, expect, test } from "vitest"
import { ImportOptions, Mapping } from "../contract.ts"
import { judgeFor } from "./judge.ts"
import type { SalesLine } from "./row.ts"
import { SalesGathering } from "./sales-lines.ts"

const mapping = Mapping.parse({ fields: [
  { field: "document", columns: [0] }, { field: "sku", columns: [1], transforms: [{ step: "trim" }] }, { field: "name", key: "en", columns: [2], transforms: [{ step: "trim" }] },
  { field: "quantity", columns: [3], transforms: [{ step: "decimal", style: "point" }] }, { field: "price", columns: [4], transforms: [{ step: "decimal", style: "point" }] }, { field: "currency", constant: "GBP" },
] })
const judge = judgeFor("sales_lines", mapping, ImportOptions.parse({}), 5)

describe("a line is evidence of a product unless", () => {
  test.each([
    { when: "it is postage", cells: ["536370", "POST", "POSTAGE", "3", "18.00"], code: "service_code" },
    { when: "it is a discount, however it is written", cells: ["536370", " d ", "Discount", "1", "27.50"], code: "service_code" },
    { when: "it is a gift voucher of any value", cells: ["536370", "gift_0001_20", "Gift Voucher", "1", "20.00"], code: "service_code" },
    { when: "it is a test", cells: ["536370", "TEST001", "This is a test product.", "1", "4.50"], code: "service_code" },
    { when: "it is a bank charge", cells: ["C536370", "BANK CHARGES", "Bank Charges", "-1", "15.00"], code: "service_code" },
    { when: "it belongs to a cancellation", cells: ["C536379", "22556", "PLASTERS IN TIN", "-12", "1.65"], code: "cancellation" },
    { when: "less than nothing was sold", cells: ["536589", "21777", "", "-10", "0.0"], code: "nothing_was_sold" },
    { when: "nothing was sold", cells: ["536589", "21777", "TIN", "0", "1.0"], code: "nothing_was_sold" },
    { when: "it does not say what was sold", cells: ["536414", "22139", "", "56", "0.0"], code: "description_is_missing" },
    { when: "it has no price", cells: ["536414", "22139", "amazon", "56", "0"], code: "price_is_not_positive" },
    { when: "its number is missing", cells: ["536414", "", "TIN", "56", "1"], code: "value_is_missing" },
    { when: "its quantity cannot be read", cells: ["536414", "22139", "TIN", "many", "1"], code: "number_is_unreadable" },
  ])("$when", ({ cells, code }) => {
    expect(judge({ line: 2, cells })).toMatchObject({ refused: [{ code: `integrations.${code}` }] })
  })

  test("but goods whose code is a word, or begins like a service, are goods", () => {
    for (const code of ["PADS", "DCGSSBOY", "85123A", "D45", "POSTER"]) expect(judge({ line: 2, cells: ["536370", code, "GOODS", "1", "0.001"] })).toHaveProperty("row")
  })
})

describe("lines become products", () => {
  const gathered = (...lines: string[][]) => {
    const gathering = new SalesGathering()
    lines.forEach((cells, at) => {
      const record = { line: at + 2, cells: ["1", ...cells] }
      gathering.add(record, (judge(record) as unknown as { row: SalesLine }).row)
    })
    return [...gathering.derived()]
  }

  test("under the name and the price that most lines give, and the others are told", () => {
    expect(gathered(["85123A", "HANGING HEART", "6", "2.55"], ["85123A", "HANGING  HEART", "6", "2.95"], ["85123A", "HEART", "6", "2.95"])).toMatchObject([{
      key: "85123A ", record: { line: 2 }, row: { sku: "85123A", names: { en: "HANGING HEART" }, price: { currency: "GBP", unitPrice: "2.95", minQuantity: "1" } },
      noticed: [{ code: "integrations.several_prices", facts: { chosen: "2.95", others: "2.55 ×1" } }, { code: "integrations.several_descriptions", facts: { others: "HEART ×1" } }],
    }])
  })

  test("and between equals the newest wins", () => {
    expect(gathered(["A1", "OLD", "1", "1"], ["A1", "NEW", "1", "2"])).toMatchObject([{ row: { names: { en: "NEW" }, price: { unitPrice: "2" } } }])
    expect(gathered(["A1", "ONE", "1", "1"], ["A1", "TWO", "1", "2"], ["A1", "TWO", "1", "2"], ["A1", "ONE", "1", "1"])).toMatchObject([{ row: { names: { en: "ONE" }, price: { unitPrice: "1" } } }])
  })

  test("and one code spelled in two ways is one product, spelled as most lines spell it", () => {
    expect(gathered(["15056bl", "PARASOL", "1", "5.95"], ["15056BL", "PARASOL", "1", "5.95"], ["15056BL", "PARASOL", "1", "5.95"])).toMatchObject([{ row: { sku: "15056BL" }, noticed: [] }])
  })
})
