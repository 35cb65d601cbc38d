import { createReadStream, existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { createWorld, type World } from "../../testing/index.ts"
import { importFile, type Ask } from "./testing/import-file.ts"
import type { ImportState } from "./index.ts"

/** The counts were taken from the files by other means; see the comments. Without the files these tests are skipped. */
const DATA = fileURLToPath(new URL("../../../../../../shared/data/", import.meta.url))
const DEVICES = `${DATA}gudid-dental/devices-subset.csv.gz`
const PACKAGES = `${DATA}gudid-dental/packages.csv.gz`
const SALES = `${DATA}online-retail/online-retail-2010-12_2011-05.csv.gz`

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

async function timed(file: string, ask: Ask): Promise<ImportState> {
  const started = performance.now()
  const cpu = process.cpuUsage()
  let most = 0
  const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss) }, 50)
  const before = process.memoryUsage().rss
  try {
    const state = await importFile(world, createReadStream(file), { ...ask, fileName: file })
    const seconds = (performance.now() - started) / 1000
    console.log(`${file.slice(file.lastIndexOf("/") + 1)}: ${state.rowsRead} rows in ${seconds.toFixed(1)} s, ${Math.round(before / 1e6)} MB before, ${Math.round(most / 1e6)} MB at most`)
    const { user, system } = process.cpuUsage(cpu)
    expect((user + system) / 1e6, "seconds of processor time").toBeLessThan(60)
    return state
  } finally {
    clearInterval(watch)
  }
}

const counted = async (query: string) => (await onAdmin(world.database.adminUrl, query))[0]

describe.skipIf(!existsSync(DEVICES) || !existsSync(PACKAGES))("the dental devices of the FDA, as they are published", () => {
  test("21,202 devices become products under the mapping that is suggested", async () => {
    const state = await timed(DEVICES, { kind: "catalogue" })
    expect(state).toMatchObject({ status: "applied", rowsTotal: 21_202, rowsRead: 21_202, rowsAccepted: 21_202, rowsRefused: 0, summary: { products: { created: 21_202, updated: 0, unchanged: 0 } } })
    // 260 HIBCC numbers and three of GS1 whose check digit is wrong; one catalogue number is a dash.
    expect(state.summary.codes?.noticed).toEqual({ "integrations.gtin_is_wrong": 263, "integrations.code_is_empty": 1 })
    expect(await counted(`select count(*)::int as products, count(gtin)::int as gtins, count(*) filter (where status = 'discontinued')::int as gone, count(distinct category_path)::int as categories
      from catalog.product where created_at > now() - interval '1 hour' and sku not like 'DN-%' and sku not like 'WS-%'`)).toEqual({ products: 21_202, gtins: 20_939, gone: 969, categories: 219 })
  }, 600_000)

  test("14,943 packages become units of 13,199 of them, each with the number of devices down its chain", async () => {
    const state = await timed(PACKAGES, { kind: "packages" })
    expect(state).toMatchObject({ status: "applied", rowsAccepted: 14_943, rowsRefused: 0, summary: { products: { created: 0, updated: 13_199, unchanged: 0 } } })
    expect(state.summary.codes?.noticed["integrations.package_number_is_no_gtin"]).toBe(168)
    expect(await counted(`select count(*)::int as units, count(gtin)::int as gtins, max(factor)::text as most, count(*) filter (where not sellable)::int as gone from catalog.product_unit where unit <> 'each' and product_id not in (select product_id from catalog.product where sku like 'DN-%')`))
      .toEqual({ units: 14_943, gtins: 14_775, most: "600000000.000000", gone: 1_257 })
    // Six retail packages of one in an inner carton, four inner cartons in a master carton.
    expect(await onAdmin(world.database.adminUrl, `select unit, trim_scale(factor)::text as factor from catalog.product_unit join catalog.product using (network_id, product_id) where sku = 'B268Y5288L0' order by catalog.product_unit.factor, unit`))
      .toEqual([{ unit: "each", factor: "1" }, { unit: "retail_package", factor: "1" }, { unit: "inner_carton", factor: "6" }, { unit: "master_carton", factor: "24" }])
  }, 600_000)

  test("and the same files again change nothing", async () => {
    expect((await timed(DEVICES, { kind: "catalogue" })).summary.products).toEqual({ created: 0, updated: 0, unchanged: 21_202 })
    expect((await timed(PACKAGES, { kind: "packages" })).summary.products).toEqual({ created: 0, updated: 0, unchanged: 13_199 })
  }, 600_000)
})

describe.skipIf(!existsSync(SALES))("the catalogue that is implicit in a wholesaler's sales lines", () => {
  const pounds: Ask = { mapping: ({ fields }) => ({ fields: fields.map((field) => (field.field === "currency" ? { ...field, constant: "GBP" } : field)) }) }

  test("209,029 lines become one product per code, and every line that is no evidence is refused with its reason", async () => {
    const state = await timed(SALES, pounds)
    expect(state).toMatchObject({ status: "applied", kind: "sales_lines", rowsTotal: 209_029, rowsRead: 209_029, rowsAccepted: 202_970, rowsRefused: 6_059 })
    expect(state.summary).toMatchObject({
      products: { created: 3_285, updated: 0, unchanged: 0 }, prices: { created: 3_285, changed: 0, unchanged: 0 },
      codes: {
        refused: { "integrations.cancellation": 3_526, "integrations.service_code": 1_245, "integrations.nothing_was_sold": 651, "integrations.price_is_not_positive": 344, "integrations.description_is_missing": 293 },
        noticed: { "integrations.several_prices": 2_731, "integrations.several_descriptions": 86 },
      },
    })
    // 856 lines at 2.95, 201 at 2.55 and others; 128 lines say 15056BL and 34 say 15056bl.
    expect(await onAdmin(world.database.adminUrl, `select p.sku, p.names ->> 'en' as name, trim_scale(b.unit_price)::text as price, b.currency from catalog.product p join pricing.base_price b using (network_id, product_id) where p.sku_norm in ('85123A', '15056BL') order by p.sku`))
      .toEqual([{ sku: "15056BL", name: "EDWARDIAN PARASOL BLACK", price: "5.95", currency: "GBP" }, { sku: "85123A", name: "WHITE HANGING HEART T-LIGHT HOLDER", price: "2.95", currency: "GBP" }])
  }, 600_000)

  test("and the same lines again change nothing", async () => {
    const { summary } = await timed(SALES, pounds)
    expect(summary).toMatchObject({ products: { created: 0, updated: 0 }, prices: { created: 0, changed: 0 } })
  }, 600_000)
})
