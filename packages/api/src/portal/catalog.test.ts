import { afterAll, beforeAll, expect, test } from "vitest"
import { rebuildCatalogIndex } from "@entrepot/domain/catalog"
import { createWorld, type PersonName, type World } from "@entrepot/domain/testing"
import { createCallerFactory, router } from "../trpc.ts"
import { networkPricesRouter } from "../network/prices.ts"
import { portalCatalogRouter } from "./catalog.ts"
import { portalPadRouter } from "./pad.ts"
import { portalPricesRouter } from "./prices.ts"

let world: World
const caller = createCallerFactory(router({ catalog: portalCatalogRouter, pad: portalPadRouter, prices: portalPricesRouter, networkPrices: networkPricesRouter }))

beforeAll(async () => {
  world = await createWorld()
  await world.network("wanda", rebuildCatalogIndex)
})
afterAll(() => world.drop())

const as = (person: PersonName) => caller({
  traceId: "t", locale: "de", actor: world.actorOf(person),
  read: (task) => world.portal(person, task, { mode: "read" }), work: (task) => world.portal(person, task), anonymously: (task) => world.portal(person, task),
})
const asWanda = () => caller({
  traceId: "t", locale: "de", networkId: 1, actor: { kind: "staff", id: "wanda", name: "Wanda", permissions: new Set(), roles: [] },
  read: (task) => world.network("wanda", task, { mode: "read" }), work: (task) => world.network("wanda", task), anonymously: (task) => world.network("wanda", task),
})

test("a buyer asks for the account that they act for, and the answer survives the wire", async () => {
  const answers = [
    await as("tim").catalog.page({ withFacets: true }), await as("tim").catalog.suggest({ q: "mir" }), await as("tim").catalog.product({ productId: world.productId.mirror }),
    await as("tim").pad.check({ rows: [{ line: 1, part: "DN-3100", quantity: "2" }] }), await as("tim").prices.lines({ lines: [{ productId: world.productId.mirror, unit: "each", quantity: "2" }] }),
  ]
  expect(JSON.parse(JSON.stringify(answers))).toEqual(answers)
})

test("a buyer names no other account, and sees no supply price in any line", async () => {
  await expect(as("tim").catalog.page({ accountId: world.accountId.kern })).rejects.toMatchObject({ code: "NOT_FOUND" })
  const [line] = await as("tim").prices.lines({ lines: [{ productId: world.productId.lamp, unit: "each", quantity: "1" }] })
  expect(line).toMatchObject({ price: { unitPrice: "480" }, supply: null, marginPercent: null })
  const [seen] = await as("petra").prices.lines({ accountId: world.accountId.lindner, lines: [{ productId: world.productId.lamp, unit: "each", quantity: "1" }] })
  expect(seen).toMatchObject({ supply: { unitPrice: "384" }, marginPercent: "20" })
})

test("a price manager sets a floor, and lines that keep less say so", async () => {
  expect(await as("petra").prices.floor()).toEqual({ minMarginPercent: null })
  await as("petra").prices.setFloor({ minMarginPercent: "25" })
  expect(await as("petra").prices.floor()).toEqual({ minMarginPercent: "25" })
  const { lines } = await as("petra").prices.simulate({ accountId: world.accountId.lindner, lines: [{ productId: world.productId.lamp, unit: "each", quantity: "1" }] })
  expect(lines[0]).toMatchObject({ belowFloor: true, price: { floor: { minMarginPercent: "25", marginPercent: "20" } } })
  await expect(as("jonas").prices.setFloor({ minMarginPercent: null })).rejects.toMatchObject({ code: "FORBIDDEN" })
})

test("the distributor keeps base prices and a tenant's supply side", async () => {
  await asWanda().networkPrices.saveBase({ rows: [{ productId: world.productId.wrench, currency: "EUR", unit: "each", validFrom: "2020-02-01", unitPrice: "90" }] })
  expect(await asWanda().networkPrices.base({ productId: world.productId.wrench })).toHaveLength(3)
  const { ruleId } = await asWanda().networkPrices.saveRule({ tenantId: 1, rule: { rule: { side: "supply", target: "brand", brand: "Stahl", name: "Stahl", basis: "base", percent: "-50", validFrom: "2020-01-01" } } })
  expect((await asWanda().networkPrices.rules({ tenantId: 1, ask: { side: "supply" } })).map((rule) => rule.ruleId)).toContain(ruleId)
  const { lines } = await asWanda().networkPrices.simulate({ tenantId: 1, ask: { accountId: world.accountId.zahnwerk, lines: [{ productId: world.productId.wrench, unit: "each", quantity: "1" }] } })
  expect(lines[0]?.price).toMatchObject({ unitPrice: "45", source: { kind: "rule", name: "Stahl" } })
})
