import { afterAll, beforeAll, expect, test } from "vitest"
import { createWorld, TENANTS, type World } from "../testing/index.ts"
import { addTaxRate, endTaxRate, exportTaxRates, importTaxRates, listTaxRates, taxRates } from "./index.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

/** The tenant of the seeded world that sells in the United States. */
const BLUEPEAK = TENANTS.bluepeak.tenantId
const HEAD = "country,region,level,locality,tax_category,postal_from,postal_to,city,valid_from,valid_to,label,percent"
const file = (...rows: string[]) => [HEAD, ...rows].join("\n")
const COUNTY = "US,CA,county,ALPHA,standard,921,921,,2026-01-01,,Alpha County,0.5"
const CITY = "US,CA,city,BETA,standard,92101,,San Diego,2026-01-01,,Beta City,1"
const imported = (csv: string, dryRun = false) => world.network("wanda", (work) => importTaxRates(work, { tenantId: BLUEPEAK, csv, apply: !dryRun }))
const percent = (on = "2026-03-01") => world.network("wanda", async (work) => (await taxRates(work, [{ country: "US", region: "CA", postalCode: "92101", city: "San Diego", taxCategory: "standard" }], on, BLUEPEAK))[0]!.percent)

test("a dry run says what would be saved and keeps nothing; the same file twice changes nothing", async () => {
  expect(await imported(file(COUNTY, CITY), true)).toEqual({ created: 2, changed: 0, unchanged: 0, refused: [], applied: false })
  expect(await percent()).toBe("8.875")
  expect(await imported(file(COUNTY, CITY))).toEqual({ created: 2, changed: 0, unchanged: 0, refused: [], applied: true })
  expect(await percent()).toBe("10.375")
  expect(await imported(file(COUNTY, CITY))).toEqual({ created: 0, changed: 0, unchanged: 2, refused: [], applied: false })
})

test("a rate is ended by its last day", async () => {
  expect(await imported(file(COUNTY.replace("2026-01-01,,", "2026-01-01,2026-06-30,")))).toMatchObject({ changed: 1 })
  expect([await percent("2026-06-30"), await percent("2026-07-01")]).toEqual(["10.375", "9.875"])
})

test("each wrong row is named by its line, and keeps the others out", async () => {
  const wrong = await imported(file(CITY.replace(",1", ",2").replace("BETA", "GAMMA"), COUNTY.replace("0.5", "half"), COUNTY.replace("921,921", "930,921"), COUNTY.replace("county", "parish"), COUNTY, COUNTY))
  expect(wrong.refused.map(({ line, refused, facts }) => `${line} ${refused} ${facts["field"] ?? facts["place"]}`)).toEqual([
    "3 pricing.tax_rate_is_malformed percent", "4 pricing.tax_rate_is_malformed postal_to", "5 pricing.tax_rate_is_malformed level", "7 pricing.tax_rate_is_twice ALPHA",
  ])
  expect(await percent("2026-03-01")).toBe("10.375")
})

test("a country's and a region's rates come from the same file, and what is exported can be imported", async () => {
  const whole = "US,,country,,clothing,,,,2026-01-01,,None,0"
  const region = "US,IL,region,,clothing,,,,2026-01-01,,Illinois,\"6,25\""
  expect(await imported(file(whole, region))).toMatchObject({ created: 2, refused: [], applied: true })
  expect((await imported(file("US,,country,COOK,clothing,,,,2026-01-01,,None,0"))).refused).toMatchObject([{ line: 2, facts: { field: "locality", value: "COOK" } }])
  const { csv } = await world.network("wanda", (work) => exportTaxRates(work, { tenantId: BLUEPEAK }))
  expect(csv.split("\n")[0]).toBe(HEAD)
  expect(await imported(csv)).toMatchObject({ created: 0, changed: 0, refused: [] })
  await expect(imported("a,b\n1,2")).rejects.toMatchObject({ code: "pricing.tax_file_is_malformed" })
})

test("a seller keeps its own: a new rate ends the one before, and a rate without a registration says so", async () => {
  const here = <T>(run: (work: Parameters<typeof listTaxRates>[0]) => Promise<T>) => world.portal("felix", run)
  const key = { level: "country" as const, country: "DE", taxCategory: "standard", validFrom: "2026-12-01" }
  await here((work) => addTaxRate(work, { ...key, label: "USt 20 %", percent: "20" }))
  await expect(here((work) => addTaxRate(work, { ...key, label: "again", percent: "21" }))).rejects.toMatchObject({ code: "pricing.tax_rate_is_known" })
  await expect(here((work) => addTaxRate(work, { ...key, validFrom: "2027-01-01", label: "x", percent: "100" }))).rejects.toMatchObject({ code: "pricing.tax_rate_is_malformed", facts: { field: "percent", value: "100" } })
  await expect(world.portal("tim", (work) => addTaxRate(work, { ...key, label: "x", percent: "1" }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await here((work) => addTaxRate(work, { ...key, country: "AT", validFrom: "2020-01-01", label: "USt 20 %", percent: "20" }))
  const list = async (ask: Parameters<typeof listTaxRates>[1]) => (await here((work) => listTaxRates(work, ask))).rows.map((row) => `${row.country} ${row.taxCategory} ${row.percent} ${row.validFrom} ${row.validTo} ${row.state} ${row.charges}`)
  expect(await list({ taxCategory: "standard", state: null })).toEqual(["AT standard 20 2020-01-01 null current false", "DE standard 19 2020-01-01 2026-11-30 current true", "DE standard 20 2026-12-01 null coming true"])
  expect(await list({ search: "ust", state: "coming" })).toHaveLength(1)
  await here((work) => endTaxRate(work, { ...key, validTo: "2027-06-30" }))
  await expect(here((work) => endTaxRate(work, { ...key, validTo: "2027-07-31" }))).rejects.toMatchObject({ code: "pricing.tax_rate_not_found" })
})
