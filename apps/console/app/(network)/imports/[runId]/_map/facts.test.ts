import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { factsOf } from "./facts.ts"

const catalogue = {
  sku: "A-1", names: { de: "Zange", en: "Pliers" }, category: ["Tools", "Pliers"], status: "active", baseUnit: "each", weightGrams: 120, attributes: { Colour: "red" }, gtin: null, descriptions: {},
  unit: { unit: "box", factor: "12", gtin: "04012345678901" }, price: { currency: "EUR", unit: "each", minQuantity: "1", unitPrice: "4.50", validFrom: "2026-01-01" },
}

test("a row is told fact by fact, never as the program keeps it", () => {
  const facts = factsOf(catalogue)
  expect(facts.map(({ field, of, text }) => `${field}${of && ` ${of}`}=${text}`)).toEqual([
    "sku=A-1", "name de=Zange", "name en=Pliers", "category=Tools > Pliers", "status=active", "base_unit=each", "weight_grams=120", "attribute Colour=red",
    "unit=box", "unit_factor=12", "unit_gtin=04012345678901", "currency=EUR", "price_unit=each", "min_quantity=1", "price=4.50", "valid_from=2026-01-01",
  ])
  expect(JSON.stringify(facts)).not.toMatch(/object Object/)
})

test("every fact has a name in words", () => {
  const words = readFileSync(new URL("../../../../../../../packages/domain/src/integrations/imports/messages.ts", import.meta.url), "utf8")
  const rows = [catalogue, { primary: "1", package: "2", contains: "3", quantity: "4", unit: "box", sellable: true }, { sku: "1", norm: "1", language: "en", name: "N", price: "1", brand: "B", tax: undefined }]
  for (const { field } of rows.flatMap((row) => factsOf(row))) expect(words).toContain(`"integrations.import_field.${field}"`)
})
