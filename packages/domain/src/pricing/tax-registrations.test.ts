import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { Temporal } from "@entrepot/kernel"
import { setAddressTerms } from "../tenancy/index.ts"
import { createWorld, TENANTS, type World } from "../testing/index.ts"
import { addTaxRegistration, endTaxRegistration, explainSaleTax, listTaxRegistrations, previewTaxRegistration, saleTaxes, setDeliveryTerms } from "./index.ts"

let world: World
beforeAll(async () => { world = await createWorld() })
afterAll(() => world.drop())

const DAY = "2026-11-03"
const NOW = { now: Temporal.Instant.from(`${DAY}T09:00:00Z`) }
/** Felix keeps Zahnwerk's books, in Germany. */
const charged = (country: string, { region = "", on = DAY } = {}) => world.portal("felix", async (work) => {
  const [tax] = await saleTaxes(work, [{ accountId: world.accountId.lindner, country, region, taxCategory: "standard" }], on)
  return [tax!.treatment, tax!.percent, tax!.country + (tax!.region && `-${tax!.region}`)]
}, NOW)
const admin = (text: string) => onAdmin(world.database.adminUrl, text)

describe("what a seller charges", () => {
  test("follows where it is registered on the day, not which rates it keeps", async () => {
    await admin("insert into pricing.tax_rate (network_id, tenant_id, country, tax_category, valid_from, label, percent) values (1, 1, 'FR', 'standard', '2020-01-01', 'TVA', 20), (1, 1, 'CH', 'standard', '2020-01-01', 'MWST', 8.1)")
    expect(await charged("DE")).toEqual(["taxed", "19", "DE"])
    expect(await charged("FR")).toEqual(["home_rate", "19", "DE"])
    expect(await charged("CH")).toEqual(["export", "0", "CH"])
    await world.portal("felix", (work) => addTaxRegistration(work, { kind: "oss", country: "DE", number: "DE999847216", validFrom: "2026-11-01" }), NOW)
    await world.portal("felix", (work) => addTaxRegistration(work, { kind: "local", country: "CH", number: "CHE-123.456.789 MWST", validFrom: "2026-11-02" }), NOW)
    expect([await charged("FR", { on: "2026-10-31" }), await charged("FR")]).toEqual([["home_rate", "19", "DE"], ["one_stop_shop", "20", "FR"]])
    expect([await charged("CH", { on: "2026-11-01" }), await charged("CH")]).toEqual([["export", "0", "CH"], ["taxed", "8.1", "CH"]])
  })

  test("leaves the import to the buyer where the tenant or the account says so", async () => {
    await world.portal("felix", (work) => setDeliveryTerms(work, { terms: "dap" }), NOW)
    expect(await charged("CH")).toEqual(["export", "0", "CH"])
    await admin(`update tenancy.account set delivery_terms = 'ddp' where account_id = '${world.accountId.lindner}'`)
    expect(await charged("CH")).toEqual(["taxed", "8.1", "CH"])
  })

  test("takes a business in another member state by its number, and an exempt buyer by its word", async () => {
    await admin(`update tenancy.account set tax_id = 'FR00999318274' where account_id = '${world.accountId.lindner}'`)
    expect(await charged("FR")).toEqual(["intra_community", "0", "FR"])
    await admin(`update tenancy.account set tax_exempt = true where account_id = '${world.accountId.lindner}'`)
    expect(await charged("DE")).toEqual(["exempt", "0", "DE"])
    await admin(`update tenancy.account set tax_exempt = false, tax_id = null where account_id = '${world.accountId.lindner}'`)
  })
})

describe("a registration", () => {
  const swiss = { kind: "local" as const, country: "CH", validFrom: "2026-11-02" }
  test("is ended, may begin again, and never overlaps itself", async () => {
    await expect(world.portal("felix", (work) => addTaxRegistration(work, { ...swiss, number: "CHE123456789", validFrom: "2027-01-01" }), NOW)).rejects.toMatchObject({ code: "pricing.registration_overlaps" })
    await expect(world.portal("felix", (work) => endTaxRegistration(work, { ...swiss, validTo: "2026-11-01" }), NOW)).rejects.toMatchObject({ code: "pricing.days_are_reversed" })
    await world.portal("felix", (work) => endTaxRegistration(work, { ...swiss, validTo: "2026-12-31" }), NOW)
    await expect(world.portal("felix", (work) => endTaxRegistration(work, { ...swiss, validTo: "2027-12-31" }), NOW)).rejects.toMatchObject({ code: "pricing.registration_not_found" })
    await world.portal("felix", (work) => addTaxRegistration(work, { ...swiss, number: "CHE-123.456.780", validFrom: "2027-02-01" }), NOW)
    const { rows, manages, deliveryTerms } = await world.portal("felix", (work) => listTaxRegistrations(work), NOW)
    expect([rows.map((row) => `${row.kind} ${row.country} ${row.validFrom} ${row.validTo} ${row.rates}`), manages, deliveryTerms]).toEqual([["local CH 2027-02-01 null true", "local DE 2020-01-01 null true", "oss DE 2026-11-01 null true", "local CH 2026-11-02 2026-12-31 true"], true, "dap"])
    expect([await charged("CH", { on: "2027-01-15" }), await charged("CH", { on: "2027-02-01" })]).toEqual([["export", "0", "CH"], ["taxed", "8.1", "CH"]])
  })

  test("needs a number of its country", async () => {
    await expect(world.portal("felix", (work) => addTaxRegistration(work, { kind: "local", country: "AT", number: "DE123456789", validFrom: DAY }), NOW)).rejects.toMatchObject({ code: "pricing.tax_number_is_malformed", facts: { country: "AT", example: "ATU12345678" } })
  })

  test("says what it would change before it does, as a sale is explained", async () => {
    const preview = (change: "add" | "end", kind: "local" | "oss", country: string) => world.portal("felix", async (work) => {
      const { from, effects } = await previewTaxRegistration(work, { change, kind, country, day: DAY })
      return [from, ...effects.map(({ buyer, before, after }) => `${buyer} ${before.treatment} ${before.percent} > ${after.treatment} ${after.percent}`)]
    }, NOW)
    expect(await preview("add", "local", "FR")).toEqual([DAY, "consumer one_stop_shop 20 > taxed 20", "business intra_community 0 > taxed 20"])
    expect(await preview("end", "local", "DE")).toEqual(["2026-11-04", "consumer taxed 19 > unregistered 0", "business taxed 19 > unregistered 0"])
    const explained = (taxId: string) => world.portal("felix", async (work) => {
      const { charged, by, law } = await explainSaleTax(work, { to: { country: "FR" }, buyer: { taxId }, on: DAY })
      return [charged.treatment, charged.percent, by && `${by.kind} ${by.country}`, law.percent]
    }, NOW)
    expect([await explained(""), await explained("FR12345678901")]).toEqual([["one_stop_shop", "20", "oss DE", "20"], ["intra_community", "0", "local DE", "20"]])
  })

  test("of the one-stop shop is with a member state", async () => {
    await expect(world.portal("felix", (work) => addTaxRegistration(work, { kind: "oss", country: "CH", number: "x", validFrom: DAY }), NOW)).rejects.toMatchObject({ code: "pricing.one_stop_shop_is_the_unions" })
  })

  test("is kept by who keeps the books, each its own", async () => {
    const adding = { kind: "local" as const, country: "AT", number: "ATU12345678", validFrom: DAY }
    await expect(world.portal("tim", (work) => addTaxRegistration(work, adding), NOW)).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await world.portal("felix", (work) => addTaxRegistration(work, { ...adding, tenantId: TENANTS.bluepeak.tenantId }), NOW)
    const of = (tenantId: number) => world.network("wanda", async (work) => (await listTaxRegistrations(work, { tenantId })).rows.map(({ country }) => country))
    expect([await of(TENANTS.bluepeak.tenantId), (await of(1)).includes("AT")]).toEqual([["US"], true])
    await expect(world.network("sven", (work) => listTaxRegistrations(work, {}))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  })
})

test("a legal entity that kept rates before is registered where it kept them, and the distributor where it has a number", async () => {
  const steps = readFileSync(new URL("../../../../prisma-free-sql/migrations/0110_pricing_tax_registrations.sql", import.meta.url), "utf8").split(";\n").filter((step) => /^(--.*\n)*insert into pricing\.tax_registration/.test(step.trimStart()))
  expect(steps).toHaveLength(2)
  await admin("delete from pricing.tax_registration")
  await admin(`insert into settlement.tax_profile (network_id, version, legal_name, address, country, numbers, actor, created_at) values (1, 1, 'Nordwerk', '{}', 'DE', '{"DE":"DE999318447","FR":""}', '{}', now())`)
  await admin("insert into pricing.local_tax_rate (network_id, tenant_id, country, region, level, locality, tax_category, postal_from, postal_to, valid_from, label, percent) values (1, 2, 'US', 'IL', 'county', 'COOK', 'standard', '606', '606', '2026-01-01', 'Cook', 1)")
  for (const step of steps) await admin(step)
  const rows = await admin("select tenant_id || ' ' || country || ' ' || region || ' ' || valid_from::text || ' ' || number as row from pricing.tax_registration order by 1")
  expect(rows.map(({ row }) => row)).toEqual(["0 DE  2020-01-01 DE999318447", "1 CH  2020-01-01 ", "1 DE  2020-01-01 ", "1 FR  2020-01-01 ", "2 US CA 2020-01-01 ", "2 US IL 2026-01-01 ", "3 FR  2020-01-01 "])
})

test("who imports is as agreed for the address, else for the account, else as the seller usually does", async () => {
  const [accountId, addressId] = [world.accountId.lindner, world.addressId.lindner]
  const account = (terms: string) => admin(`update tenancy.account set delivery_terms = ${terms} where account_id = '${accountId}'`)
  await account("null")
  const asked = () => world.portal("felix", async (work) => {
    const taxes = await saleTaxes(work, [{ accountId, addressId, country: "NO", region: "", taxCategory: "standard" }, { accountId, country: "NO", region: "", taxCategory: "standard" }], DAY)
    return taxes.map(({ terms, termsBy }) => [terms, termsBy])
  }, NOW)
  const agree = (deliveryTerms: "dap" | "ddp" | null) => world.portal("petra", (work) => setAddressTerms(work, { accountId, addressId, deliveryTerms }))
  await world.portal("felix", (work) => setDeliveryTerms(work, { terms: "ddp" }), NOW)
  expect(await asked()).toEqual([["dap", "registration"], ["dap", "registration"]])
  await world.portal("felix", (work) => addTaxRegistration(work, { kind: "local", country: "NO", number: "NO987654321MVA", validFrom: "2026-11-02" }), NOW)
  expect(await asked()).toEqual([["ddp", "seller"], ["ddp", "seller"]])
  await agree("dap")
  expect(await asked()).toEqual([["dap", "address"], ["ddp", "seller"]])
  await account("'dap'")
  await agree("ddp")
  expect(await asked()).toEqual([["ddp", "address"], ["dap", "account"]])
  await agree(null)
  expect(await asked()).toEqual([["dap", "account"], ["dap", "account"]])
  // What a buyer's own people may change of an address, its terms are not.
  await expect(world.portal("sofia", (work) => setAddressTerms(work, { accountId, addressId, deliveryTerms: "ddp" }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
