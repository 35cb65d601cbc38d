import { afterAll, beforeAll, expect, test } from "vitest"
import { inTenant, type Work } from "@entrepot/db"
import { createWorld, type World } from "../testing/index.ts"
import { assignPriceList, diffPriceList, getPriceList, listPriceLists, priceLines, publishPriceList, retirePriceList, revisePriceList, saveListEntries, savePriceList, simulatePrices } from "./index.ts"

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.drop())

const asPetra = <T>(task: (work: Work) => Promise<T>) => world.portal("petra", task)
const asWanda = <T>(task: (work: Work) => Promise<T>) => world.network("wanda", (work) => task(inTenant(work, 1)))
const head = { side: "sale", kind: "list", name: "Spring", validFrom: "2026-01-01" } as const
const entry = (product: keyof World["productId"], unitPrice: string, minQuantity = "1", unit = "each") => ({ productId: world.productId[product], unit, minQuantity, unitPrice })

async function draft(over: Partial<Parameters<typeof savePriceList>[1]> = {}, entries = [entry("mirror", "3")]) {
  const { listId } = await asPetra((work) => savePriceList(work, { ...head, ...over }))
  await asPetra((work) => saveListEntries(work, { listId, set: entries }))
  return listId
}
const forLindner = (listId: string) => asPetra((work) => assignPriceList(work, { listId, targets: [{ target: "account", accountId: world.accountId.lindner }] }))
const mirrorFor = async (account: "lindner" | "kern" = "lindner", quantity = "1") =>
  (await asPetra((work) => priceLines(work, { accountId: world.accountId[account], lines: [{ productId: world.productId.mirror, unit: "each", quantity }] })))[0]!.price

test("a draft changes nothing until it is published, and then at once", async () => {
  const listId = await draft({ name: "Mirror deal" })
  await forLindner(listId)
  expect((await mirrorFor())?.unitPrice).toBe("3.2")
  await asPetra((work) => publishPriceList(work, { listId }))
  expect(await mirrorFor()).toMatchObject({ unitPrice: "3", source: { kind: "account_list", name: "Mirror deal" } })
  await asPetra((work) => retirePriceList(work, { listId }))
  expect((await mirrorFor())?.unitPrice).toBe("3.2")
})

test("before it is published a list shows what it changes, for a buyer whom it is for", async () => {
  const listId = await draft({ name: "Diff" }, [entry("mirror", "3.04"), entry("laser", "900"), entry("gloves", "10", "1", "box"), entry("bur", "4.35"), entry("mirror", "2.9", "50")])
  await forLindner(listId)
  const diff = await asPetra((work) => diffPriceList(work, { listId }))
  expect(diff).toMatchObject({ buyer: { name: "Praxis Dr. Lindner" }, rows: 5, counts: { new: 1, dearer: 1, cheaper: 2, same: 1, gone: 0 } })
  expect(diff.changes.find(({ sku, quantity }) => sku === "DN-3100" && quantity === "1")).toMatchObject({ before: "3.2", after: "3.04", changePercent: "-5", verdict: "cheaper" })
  expect(diff.changes.find(({ sku }) => sku === "DN-7000")).toMatchObject({ before: null, after: "900", verdict: "new" })
  expect((await mirrorFor())?.unitPrice).toBe("3.2")
})

test("a published list is never edited: its revision takes its place when it is published", async () => {
  const listId = await draft({ name: "Versioned" })
  await asPetra((work) => assignPriceList(work, { listId, targets: [{ target: "group", group: "key" }] }))
  await asPetra((work) => publishPriceList(work, { listId }))
  await expect(asPetra((work) => saveListEntries(work, { listId, set: [entry("mirror", "1")] }))).rejects.toMatchObject({ code: "pricing.price_list_is_not_a_draft" })
  const { listId: next } = await asPetra((work) => revisePriceList(work, { listId }))
  expect(await asPetra((work) => revisePriceList(work, { listId }))).toEqual({ listId: next })
  await asPetra((work) => saveListEntries(work, { listId: next, set: [entry("mirror", "2.5")], remove: [] }))
  expect((await mirrorFor("kern"))?.unitPrice).toBe("3")
  await asPetra((work) => publishPriceList(work, { listId: next }))
  expect(await mirrorFor("kern")).toMatchObject({ unitPrice: "2.5", source: { id: next } })
  const lists = await asPetra((work) => listPriceLists(work, { side: "sale" }))
  expect(lists.filter(({ name }) => name === "Versioned").map(({ status, listId: id }) => [id === next, status]).sort()).toEqual([[false, "retired"], [true, "published"]])
})

test("a list for the whole tenant stands below those for a group", async () => {
  const listId = await draft({ name: "Everybody" }, [entry("wrench", "80")])
  await asPetra((work) => assignPriceList(work, { listId, targets: [{ target: "tenant" }] }))
  await asPetra((work) => publishPriceList(work, { listId }))
  const [priced] = await asPetra((work) => priceLines(work, { accountId: world.accountId.kern, lines: [{ productId: world.productId.wrench, unit: "each", quantity: "1" }] }))
  expect(priced!.price).toMatchObject({ unitPrice: "80", source: { kind: "tenant_list" } })
})

test.each([
  ["in another currency", () => asPetra((work) => savePriceList(work, { ...head, currency: "USD" })), "pricing.currency_is_not_the_tenants"],
  ["that ends before it starts", () => asPetra((work) => savePriceList(work, { ...head, validTo: "2025-12-31" })), "pricing.days_are_reversed"],
  ["of the distributor's side", () => asPetra((work) => savePriceList(work, { ...head, side: "supply" })), "pricing.supply_is_the_distributors"],
  ["with a unit that the product has not", () => draft({}, [entry("mirror", "3", "1", "box")]), "pricing.unit_unknown"],
  ["that names a price twice", () => draft({}, [entry("mirror", "3"), entry("mirror", "2", "1.0")]), "pricing.price_is_twice"],
  ["in which more costs more", () => draft({}, [entry("mirror", "3"), entry("mirror", "3.1", "10")]), "pricing.tier_rises"],
  ["of an unknown product", () => draft({}, [{ ...entry("mirror", "3"), productId: "00000000-0000-7000-8000-000000000000" }]), "pricing.product_not_found"],
] as const)("a list %s is refused when it is saved", async (_what, save, code) => {
  await expect(save()).rejects.toMatchObject({ code })
})

test("an empty list, one for nobody and one that contradicts another cannot be published", async () => {
  const { listId: empty } = await asPetra((work) => savePriceList(work, { ...head, name: "Empty" }))
  await expect(asPetra((work) => publishPriceList(work, { listId: empty }))).rejects.toMatchObject({ code: "pricing.price_list_is_empty" })
  const first = await draft({ name: "One", kind: "contract", validTo: "2026-06-30" })
  await expect(asPetra((work) => publishPriceList(work, { listId: first }))).rejects.toMatchObject({ code: "pricing.price_list_is_for_nobody" })
  await forLindner(first)
  await asPetra((work) => publishPriceList(work, { listId: first }))
  const second = await draft({ name: "Two", kind: "contract", validFrom: "2026-06-30" })
  await forLindner(second)
  await expect(asPetra((work) => publishPriceList(work, { listId: second }))).rejects.toMatchObject({ code: "pricing.price_list_overlaps", facts: { name: "Two", other: "One", sku: "DN-3100" } })
})

test("a contract is for accounts, and an account of another tenant is none", async () => {
  const listId = await draft({ kind: "contract", name: "Wrong" })
  await expect(asPetra((work) => assignPriceList(work, { listId, targets: [{ target: "tenant" }] }))).rejects.toMatchObject({ code: "pricing.contract_is_for_accounts" })
  await expect(asPetra((work) => assignPriceList(work, { listId, targets: [{ target: "account", accountId: world.accountId.summit }] }))).rejects.toMatchObject({ code: "pricing.account_not_found" })
})

test("the distributor gives a tenant a supply contract, and its transfer price follows", async () => {
  const { listId } = await asWanda((work) => savePriceList(work, { side: "supply", kind: "contract", name: "Zahnwerk 2026", validFrom: "2026-01-01" }))
  await asWanda((work) => saveListEntries(work, { listId, set: [entry("lamp", "300")] }))
  await asWanda((work) => assignPriceList(work, { listId, targets: [{ target: "tenant" }] }))
  expect((await asWanda((work) => diffPriceList(work, { listId }))).changes).toMatchObject([{ before: "384", after: "300", changePercent: "-21.88" }])
  await asWanda((work) => publishPriceList(work, { listId }))
  const simulation = await asWanda((work) => simulatePrices(work, { accountId: world.accountId.lindner, lines: [{ productId: world.productId.lamp, unit: "each", quantity: "2" }, { productId: world.productId.laser, unit: "each", quantity: "1" }] }))
  expect(simulation).toMatchObject({ net: { amount: "96000", currency: "EUR" }, supply: { amount: "60000" }, margin: { amount: "36000" }, unpriced: 1 })
  await expect(asPetra((work) => getPriceList(work, { listId }))).rejects.toMatchObject({ code: "pricing.supply_is_the_distributors" })
  expect((await asPetra((work) => listPriceLists(work))).every(({ side }) => side === "sale")).toBe(true)
})

test("entries are paged by number, with names", async () => {
  const listId = await draft({ name: "Paged" }, [entry("mirror", "3"), entry("bur", "4"), entry("bur", "3.9", "50"), entry("gloves", "9", "1", "box")])
  const first = await asPetra((work) => getPriceList(work, { listId, limit: 3 }))
  expect([first.entries, first.rows.map(({ sku, unit, minQuantity, unitPrice }) => [sku, unit, minQuantity, unitPrice])]).toEqual([4, [["DN-1001", "box", "1", "9"], ["DN-2040", "each", "1", "4"], ["DN-2040", "each", "50", "3.9"]]])
  const rest = await asPetra((work) => getPriceList(work, { listId, limit: 3, cursor: first.nextCursor! }))
  expect([rest.rows.map(({ sku }) => sku), rest.nextCursor]).toEqual([["DN-3100"], null])
})

test("a buyer manages no prices and finds no list", async () => {
  await expect(world.portal("tim", (work) => listPriceLists(work))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.portal("jonas", (work) => savePriceList(work, head))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  const listId = await draft({ name: "Secret" })
  await expect(world.portal("grace", (work) => getPriceList(work, { listId }))).rejects.toMatchObject({ code: "pricing.price_list_not_found" })
})

test("who saw an older version is told so", async () => {
  const listId = await draft({ name: "Stale" })
  await expect(asPetra((work) => savePriceList(work, { ...head, listId, version: 1 }))).rejects.toMatchObject({ code: "pricing.changed_meanwhile", kind: "conflict" })
})

test.each(["1", "no JSON", "[\"a\"]", "[\"a\",\"each\",\"much\"]"])("a page after %s is refused, for nobody gave that key out", async (cursor) => {
  const listId = await draft({ name: `Paged ${cursor}` })
  await expect(asPetra((work) => getPriceList(work, { listId, cursor }))).rejects.toMatchObject({ code: "pricing.cursor_is_malformed" })
})

test("a tenant that the network does not have is not found, whatever list is saved for it", async () => {
  await expect(world.network("wanda", (work) => savePriceList(inTenant(work, 987_654), head))).rejects.toMatchObject({ code: "tenancy.tenant_not_found" })
})
