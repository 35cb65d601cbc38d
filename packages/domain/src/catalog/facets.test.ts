import { afterAll, beforeAll, expect, test } from "vitest"
import { facets, type FacetQuery } from "./facets.ts"
import { openShop, type Shop } from "./shop.fixture.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.drop())

const ask = (query: Omit<FacetQuery, "accountGroup"> = {}) => shop.portal("tim", async (work) => {
  const { products, categories, brands, capped } = await facets(work, { accountGroup: "standard", ...query })
  return { products, capped, categories: categories.map(({ name, products: n }) => `${name} ${n}`), brands: brands.map(({ brand, products: n }) => `${brand} ${n}`), statements: work.statements.count }
}, { mode: "read" })

test("below the top stand its categories, and brands by the number of their products", async () => {
  const answer = await ask({ locale: "de" })
  expect(answer).toMatchObject({ products: 13, capped: false, statements: 1 })
  expect(answer.categories).toEqual(expect.arrayContaining(["Hydraulik 5", "Lamps 1"]))
  expect(answer.brands[0]).toBe("Nordlicht 4")
})

test("a category narrows brands and shows what is below it; a brand narrows categories", async () => {
  expect(await ask({ categoryPath: "hydraulics." })).toMatchObject({ products: 5, categories: ["Pumps 3", "Valves 2"], brands: ["Nordlicht 4", "Öresund 1"] })
  expect(await ask({ categoryPath: "hydraulics.", brand: "öresund" })).toMatchObject({ products: 1, categories: ["Pumps 1"], brands: ["Nordlicht 4", "Öresund 1"] })
  expect(await ask({ categoryPath: "hydraulics.pumps." })).toMatchObject({ products: 3, categories: [] })
})

test("the chosen category and those above it are named, from the top", async () => {
  const trail = await shop.portal("tim", async (work) => (await facets(work, { accountGroup: "standard", locale: "de", categoryPath: "hydraulics.pumps." })).trail, { mode: "read" })
  expect(trail).toEqual([{ path: "hydraulics.", name: "Hydraulik" }, { path: "hydraulics.pumps.", name: "Pumpen" }])
})

test("a search counts its hits", async () => {
  expect(await ask({ text: "pump", categoryPath: "hydraulics." })).toMatchObject({ products: 5, categories: ["Pumps 3", "Valves 2"] })
  expect(await ask({ text: "nothing like it" })).toMatchObject({ products: 0, categories: [], brands: [] })
})

test("what the tenant does not sell is counted next door only", async () => {
  const next = await shop.portal("dan", (work) => facets(work, { accountGroup: "standard" }))
  expect(next.products).toBe(14)
})
