import * as fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { PersonName } from "../testing/index.ts"
import { reachOfWord } from "./misspelling.ts"
import { searchHits, type SearchWhere } from "./search.ts"
import { openShop, type Shop } from "./shop.fixture.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.drop())

const find = (text: string, more: Partial<SearchWhere> = {}, person: PersonName = "tim", limit = 24) =>
  shop.portal(person, async (work) => {
    const where = { networkId: 1, entitlement: { accountGroup: "standard", scope: { networkId: 1, tenantId: work.scope.tenantId! } }, ...more }
    const { rows } = await sql<{ sku: string; old: string | null }>`
      select p.sku, o.sku as old from ${searchHits(text, where, { limit })} h join catalog.product p on p.network_id = 1 and p.product_id = h.product_id
        left join catalog.product o on o.network_id = 1 and o.product_id = h.superseded_id order by h.position`.execute(work.db)
    return rows.map(({ sku, old }) => (old ? `${old} → ${sku}` : sku))
  }, { mode: "read" })

test.each([
  { text: "hp-100-a", what: "an own number with its dashes", first: "HP-100-A" },
  { text: "HP100A", what: "an own number without them", first: "HP-100-A" },
  { text: "hp 100 a", what: "an own number with spaces", first: "HP-100-A" },
  { text: "A6VJ55", what: "a maker's number", first: "HP-100-A" },
  { text: "4006381333931", what: "a GTIN as printed", first: "HP-100-A" },
  { text: "4006381333948", what: "a pack's GTIN", first: "HP-100-A" },
  { text: "axial pum", what: "a word and a beginning", first: "HP-100-A" },
  { text: "axialkolbenpumpe", what: "a word of another language", first: "HP-100-A" },
  { text: "oresund", what: "a brand without its dots", first: "HP-200" },
  { text: "axila pump", what: "a misspelt word", first: "HP-100-A" },
  { text: "pistn", what: "a misspelling alone", first: "HP-100-A" },
  { text: "werkstattleuchtte", what: "a letter too many", first: "LED-9" },
])("$what finds $first first ($text)", async ({ text, first }) => {
  expect((await find(text))[0]).toBe(first)
})

test("an exact own number beats words, words beat beginnings, and fame decides among equals", async () => {
  expect(await find("pump")).toEqual(["PUMP", "HP-100-B", "HP-200", "HP-100-A", "VL-1"])
})

test("the beginning of a number finds all that begin so", async () => {
  expect(await find("hp-1")).toEqual(["HP-100-B", "HP-100-A"])
})

test("every word must be met", async () => {
  expect(await find("gear valve")).toEqual([])
  expect(await find("valve check")).toEqual(["VL-1"])
})

test("the number of what is no longer sold leads to what replaced it, and to nothing where nothing did", async () => {
  expect(await find("OLD1")).toEqual(["OLD-1 → HP-100-A"])
  expect(await find("legacy9")).toEqual(["OLD-1 → HP-100-A"])
  expect(await find("gone-1")).toEqual([])
})

test("drafts are found by nobody", async () => expect(await find("next1")).toEqual([]))

test("a search stays inside its category and brand", async () => {
  expect(await find("pump", { categoryPath: "hydraulics.valves." })).toEqual(["PUMP", "VL-1"])
  expect(await find("pump", { brand: "öresund" })).toEqual(["HP-200"])
})

test("what a tenant does not sell is not found in it, and is found next door", async () => {
  expect(await find("DN-6000")).toEqual([])
  expect(await find("DN-6000", {}, "dan")).toEqual(["DN-6000"])
})

test("signs alone find nothing", async () => expect(await find(" -- ")).toEqual([]))

test("the misspellings that are stored find every word of the catalogue with one letter left out or changed", async () => {
  const { rows } = await shop.network("wanda", (work) => sql<{ term: string }>`select term from catalog.search_word where reach > 0`.execute(work.db))
  const words = rows.map(({ term }) => term).filter((term) => reachOfWord(term) > 0)
  await fc.assert(fc.asyncProperty(fc.constantFrom(...words), fc.nat(100), async (word, place) => {
    const wrong = word.slice(0, place % word.length) + "q" + word.slice((place % word.length) + 1)
    const carriers = await shop.network("wanda", async (work) => (await sql<{ term: string }>`
      select t.term from ${searchHits(wrong, { networkId: 1 }, { limit: 24 })} h join catalog.search_term t on t.network_id = 1 and t.product_id = h.product_id`.execute(work.db)).rows)
    expect(carriers.map(({ term }) => term)).toContain(word)
  }), { numRuns: 60 })
})
