import { afterAll, beforeAll, expect, test } from "vitest"
import { createWorld, TENANTS, type World } from "../testing/index.ts"
import { importLocalTaxRates, taxRates } from "./index.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

/** The tenant of the seeded world that sells in the United States. */
const BLUEPEAK = TENANTS.bluepeak.tenantId
const HEAD = "country,region,level,locality,tax_category,postal_from,postal_to,city,valid_from,valid_to,label,percent"
const file = (...rows: string[]) => [HEAD, ...rows].join("\n")
const COUNTY = "US,CA,county,ALPHA,standard,921,921,,2026-01-01,,Alpha County,0.5"
const CITY = "US,CA,city,BETA,standard,92101,,San Diego,2026-01-01,,Beta City,1"
const imported = (csv: string, dryRun = false) => world.network("wanda", (work) => importLocalTaxRates(work, { tenantId: BLUEPEAK, csv, dryRun }))
const percent = (on = "2026-03-01") => world.network("wanda", async (work) => (await taxRates(work, [{ country: "US", region: "CA", postalCode: "92101", city: "San Diego", taxCategory: "standard" }], on, BLUEPEAK))[0]!.percent)

test("a dry run says what would be saved and keeps nothing; the same file twice changes nothing", async () => {
  expect(await imported(file(COUNTY, CITY), true)).toEqual({ created: 2, changed: 0, unchanged: 0, refused: [] })
  expect(await percent()).toBe("8.875")
  expect(await imported(file(COUNTY, CITY))).toEqual({ created: 2, changed: 0, unchanged: 0, refused: [] })
  expect(await percent()).toBe("10.375")
  expect(await imported(file(COUNTY, CITY))).toEqual({ created: 0, changed: 0, unchanged: 2, refused: [] })
})

test("a rate is ended by its last day", async () => {
  expect(await imported(file(COUNTY.replace("2026-01-01,,", "2026-01-01,2026-06-30,")))).toMatchObject({ changed: 1 })
  expect([await percent("2026-06-30"), await percent("2026-07-01")]).toEqual(["10.375", "9.875"])
})

test("each wrong row is named by its line, and keeps the others out", async () => {
  const wrong = await imported(file(CITY.replace(",1", ",2").replace("BETA", "GAMMA"), COUNTY.replace("0.5", "half"), COUNTY.replace("921,921", "930,921"), COUNTY.replace("county", "parish"), COUNTY, COUNTY))
  expect(wrong.refused.map(({ line, refused, facts }) => `${line} ${refused} ${facts["field"] ?? facts["locality"]}`)).toEqual([
    "3 pricing.local_rate_is_malformed percent", "4 pricing.local_rate_is_malformed postal_to", "5 pricing.local_rate_is_malformed level", "7 pricing.local_rate_is_twice ALPHA",
  ])
  expect(await percent("2026-03-01")).toBe("10.375")
})
