import { afterAll, beforeAll, expect, test } from "vitest"
import { findByPartNumbers } from "./index.ts"
import type { PartNumberVerdict } from "./part-number-verdict.ts"
import { GTIN, openShop, type Shop } from "./shop.fixture.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.drop())

const ask = (...texts: string[]) => shop.portal("tim", (work) => findByPartNumbers(work, texts, { accountGroup: "standard", locale: "de" }), { mode: "read" })

function short(verdict: PartNumberVerdict): string {
  switch (verdict.kind) {
    case "found": return `found ${verdict.product.sku} ${verdict.unit} by ${verdict.via}`
    case "replaced": return `${verdict.instead.sku} replaced by ${verdict.product.sku}`
    case "discontinued": return `discontinued ${verdict.product.sku}`
    case "ambiguous": return `one of ${verdict.candidates.map(({ product }) => product.sku).sort().join(" ")}`
    case "unknown": return `unknown, perhaps ${verdict.suggestions.map(({ sku }) => sku).join(" ")}`
    case "empty": return "empty"
  }
}

test.each([
  { text: "HP-100-A", answer: "found HP-100-A each by sku" },
  { text: " hp100a ", answer: "found HP-100-A each by sku" },
  { text: "a6vj 55", answer: "found HP-100-A each by mpn" },
  { text: GTIN.each, answer: "found HP-100-A each by gtin" },
  { text: GTIN.box, answer: "found HP-100-A box by pack_gtin" },
  { text: "4006381333948", answer: "found HP-100-A box by pack_gtin" },
  { text: "SAME1", answer: "one of HP-100-B HP-200" },
  { text: "OLD-1", answer: "OLD-1 replaced by HP-100-A" },
  { text: "legacy-9", answer: "OLD-1 replaced by HP-100-A" },
  { text: "GONE-1", answer: "discontinued GONE-1" },
  { text: "NEXT-1", answer: "unknown, perhaps " },
  { text: "HP-100-Q", answer: "unknown, perhaps HP-100-B HP-100-A" },
  { text: "HP-1000-A", answer: "unknown, perhaps HP-100-A" },
  { text: "HP-20", answer: "unknown, perhaps HP-200" },
  { text: "DN-6000", answer: "unknown, perhaps DN-5000 DN-7000 DN-9000" },
  { text: "???", answer: "empty" },
])("$text: $answer", async ({ text, answer }) => {
  expect((await ask(text)).map(short)).toEqual([answer])
})

test("three hundred texts are one statement and three hundred answers in their order, doubles included", async () => {
  const texts = Array.from({ length: 300 }, (_, index) => ["HP-100-A", "SAME1", "nothing like it", "", "OLD-2", "hp200"][index % 6]!)
  const { verdicts, statements } = await shop.portal("tim", async (work) => ({ verdicts: await findByPartNumbers(work, texts, { accountGroup: "standard" }), statements: work.statements.count }), { mode: "read" })
  expect(statements).toBe(1)
  expect(verdicts.map(({ kind }) => kind)).toEqual(texts.map((_, index) => ["found", "ambiguous", "unknown", "empty", "replaced", "found"][index % 6]))
})

test("a name falls back from the reader's language to English to any", async () => {
  const [pump, gear, lamp] = await ask("HP-100-A", "HP-100-B", "LED-9")
  expect([pump, gear, lamp]).toMatchObject([{ product: { name: "Axialkolbenpumpe" } }, { product: { name: "Gear pump" } }, { product: { name: "Werkstattleuchte" } }])
})
