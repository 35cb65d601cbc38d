import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { statementOf } from "./document.fixture.ts"
import { statementCsv } from "./statement-csv.ts"

const [first, ...rest] = statementOf(3).entries

test.each([{ locale: "de" as const, delimiter: ";", balance: "1373,45" }, { locale: "en" as const, delimiter: ",", balance: "1373.45" }])("a spreadsheet in $locale reads every entry between the two balances", ({ locale, delimiter, balance }) => {
  const rows = parse(statementCsv(statementOf(3, { locale })), { bom: true, delimiter }) as string[][]
  expect(rows).toHaveLength(1 + 1 + 3 + 1)
  expect(rows.every((row) => row.length === 9)).toBe(true)
  expect(rows[2]).toMatchObject({ 2: "RE-2026-000001", 3: "PO 4700", 7: balance, 8: "EUR" })
})

test("what a customer typed is no formula and breaks no line", () => {
  const csv = statementCsv(statementOf(3, { entries: [{ ...first!, reference: '=HYPERLINK("x")\n;' }, ...rest] }))
  const rows = parse(csv, { bom: true, delimiter: ";" }) as string[][]
  expect(rows[2]?.[3]).toBe('\'=HYPERLINK("x")\n;')
})
