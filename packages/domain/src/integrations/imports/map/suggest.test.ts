import { describe, expect, test } from "vitest"
import { mappingFaults } from "./map-record.ts"
import { suggestKind, suggestMapping } from "./suggest.ts"

const sources = (kind: Parameters<typeof suggestMapping>[0], names: string[], rows: string[][]) =>
  Object.fromEntries(suggestMapping(kind, { names, rows }, { currency: "EUR" }).fields.map(({ field, key, columns, constant }) => [key ? `${field}.${key}` : field, columns.length > 0 ? columns.map((column) => names[column]).join(" | ") : `= ${constant}`]))

describe("columns are recognised by their names", () => {
  test.each([
    {
      where: "a German price list", kind: "catalogue" as const, names: ["Artikel-Nr.", "Bezeichnung", "Hersteller", "EAN", "Listenpreis", "Warengruppe", "VE", "Inhalt"],
      expected: { sku: "Artikel-Nr.", "name.de": "Bezeichnung", brand: "Hersteller", gtin: "EAN", price: "Listenpreis", currency: "= EUR", category: "Warengruppe", unit: "VE", unit_factor: "Inhalt" },
    },
    {
      where: "a French tariff", kind: "prices" as const, names: ["Référence", "Prix unitaire", "Devise", "Conditionnement", "À partir de", "Valable du"],
      expected: { sku: "Référence", price: "Prix unitaire", currency: "Devise", unit: "Conditionnement", min_quantity: "À partir de", valid_from: "Valable du" },
    },
    {
      where: "an English catalogue with names in three languages", kind: "catalogue" as const, names: ["SKU", "name_en", "Name (DE)", "Nom", "UnitPrice", "Currency"],
      expected: { sku: "SKU", "name.en": "name_en", "name.de": "Name (DE)", "name.fr": "Nom", price: "UnitPrice", currency: "Currency" },
    },
  ])("in $where", ({ kind, names, expected }) => {
    const row = names.map((name) => (/pre|prix|price/i.test(name) ? "1,50" : /valable/i.test(name) ? "01.02.2026" : /ean/i.test(name) ? "4006381333931" : "x1"))
    expect(sources(kind, names, [row])).toEqual(expected)
    expect(mappingFaults(kind, suggestMapping(kind, { names, rows: [row] }, { currency: "EUR" }), names.length)).toEqual([])
  })

  test("a description serves as the name where there is no name, and stays the description", () => {
    expect(sources("catalogue", ["sku", "long description"], [["A1", "A long text"]])).toMatchObject({ "name.en": "long description", "description.en": "long description" })
  })

  test("a maker's number stands in where there is no name", () => {
    expect(sources("catalogue", ["sku", "description", "Model", "company_name"], [["A1", "Mirror", "M-7", "Kerf Inc."]])).toEqual({ sku: "sku", "name.en": "description | Model", "description.en": "description", mpn: "Model", "attribute.company_name": "company_name" })
  })

  test("an empty column is nobody's source", () => {
    expect(sources("catalogue", ["sku", "name", "price"], [["A1", "Mirror", ""]])).toEqual({ sku: "sku", "name.en": "name" })
  })
})

describe("what the names do not tell, the cells do", () => {
  test("check digits give a GTIN away, codes and prices are found, and columns without meaning become attributes", () => {
    const rows = [["A-1", "4006381333931", "Spiegel", "3,20", "rot"], ["A-2", "B268Y5288L0", "Sonde", "1.204,10", "blau"], ["A-3", "4006381333948", "Zange", "9,00", ""]]
    const mapping = suggestMapping("catalogue", { names: ["Column 1", "Column 2", "Column 3", "Column 4", "Farbe"], rows }, { currency: "EUR" })
    expect(mapping.fields).toMatchObject([
      { field: "sku", columns: [0] }, { field: "gtin", columns: [1], unreadable: "leave_out" },
      { field: "price", columns: [3], transforms: [{ step: "trim" }, { step: "decimal", style: "comma" }] }, { field: "currency", constant: "EUR" },
      { field: "attribute", key: "column_3" }, { field: "attribute", key: "farbe" },
    ])
  })
})

test.each([
  { when: "a fifth of it is GTINs and the rest are other codes", values: ["4006381333931", "B268Y5288L0", "B268Y5288L1", "B268Y5288L2", "B268Y5288L3"], found: true },
  { when: "its digits only look like GTINs", values: ["4006381333932", "4006381333933", "4006381333931", "4006381333935"], found: false },
  { when: "it holds dates", values: ["20261122", "20261123", "20261124"], found: false },
])("a column is taken for GTINs: $found when $when", ({ values, found }) => {
  const { fields } = suggestMapping("catalogue", { names: ["sku", "name", "id"], rows: values.map((value, at) => [`A${at}`, "Thing", value]) }, { currency: "EUR" })
  expect(fields.some(({ field }) => field === "gtin")).toBe(found)
})

test.each([
  ["catalogue", ["primary_di", "brand_name", "description", "status"]], ["packages", ["primary_di", "package_di", "contains_di", "quantity", "package_type"]],
  ["sales_lines", ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice"]], ["prices", ["Artikelnummer", "Preis", "Währung"]],
] as const)("a file is taken for %s by its header", (kind, names) => {
  expect(suggestKind({ names: [...names] })).toBe(kind)
})
