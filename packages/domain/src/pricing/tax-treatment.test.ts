import { describe, expect, test } from "vitest"
import { charges, treatmentOfSale, type Registered, type SaleBuyer, type Seller } from "./tax-treatment.ts"

const local = (country: string, region = ""): Registered => ({ kind: "local", country, region })
const OSS: Registered = { kind: "oss", country: "DE", region: "" }
const german = (...more: Registered[]): Seller => ({ country: "DE", registrations: [local("DE"), ...more], terms: "ddp" })
const american = (...states: string[]): Seller => ({ country: "US", registrations: states.map((state) => local("US", state)), terms: "ddp" })
const CONSUMER: SaleBuyer = { taxId: null, exempt: false, terms: null }
const business = (taxId: string): SaleBuyer => ({ ...CONSUMER, taxId })
const treated = (seller: Seller, buyer: SaleBuyer, country: string, region = "") => {
  const { treatment, place, terms } = treatmentOfSale(seller, buyer, { country, region })
  return [treatment, place.country + (place.region && `-${place.region}`), terms]
}

describe("a sale", () => {
  test.each([
    ["at home", german(), CONSUMER, "DE", "", ["taxed", "DE", null]],
    ["at home, of somebody who is registered nowhere", { ...german(), registrations: [] }, CONSUMER, "DE", "", ["unregistered", "DE", null]],
    ["to an exempt buyer", german(), { ...CONSUMER, exempt: true }, "DE", "", ["exempt", "DE", null]],
    ["to a consumer in another member state, below the threshold", german(), CONSUMER, "FR", "", ["home_rate", "DE", null]],
    ["to a consumer in another member state, through the one-stop shop", german(OSS), CONSUMER, "FR", "", ["one_stop_shop", "FR", null]],
    ["to a consumer where the seller is registered", german(local("FR"), OSS), CONSUMER, "FR", "", ["taxed", "FR", null]],
    ["to a business with a VAT number of another member state", german(OSS), business("FR00999318274"), "FR", "", ["intra_community", "FR", null]],
    ["to a business with a Greek one", german(), business("EL999318274"), "GR", "", ["intra_community", "GR", null]],
    ["to a business whose number is the seller's own country's", german(), business("DE999847216"), "FR", "", ["home_rate", "DE", null]],
    ["to a business with a national number only", german(), business("999 318 274 00021"), "FR", "", ["home_rate", "DE", null]],
    ["into another member state, of somebody who is not registered at home", { ...german(), registrations: [OSS] }, CONSUMER, "FR", "", ["unregistered", "FR", null]],
    ["out of the Union, where the seller is not registered", german(), business("CHE-123.456.789"), "CH", "", ["export", "CH", "dap"]],
    ["out of the Union, duty paid, where the seller is registered", german(local("CH")), CONSUMER, "CH", "", ["taxed", "CH", "ddp"]],
    ["out of the Union, where the buyer imports", german(local("CH")), { ...CONSUMER, terms: "dap" }, "CH", "", ["export", "CH", "dap"]],
    ["out of the Union, duty paid against the tenant's default", { ...german(local("CH")), terms: "dap" }, { ...CONSUMER, terms: "ddp" }, "CH", "", ["taxed", "CH", "ddp"]],
    ["out of the Union, duty paid, without the registration that it needs", german(), { ...CONSUMER, terms: "ddp" }, "US", "IL", ["export", "US-IL", "dap"]],
    ["into the Union from outside", american("IL"), CONSUMER, "DE", "", ["export", "DE", "dap"]],
    ["in a state where the seller is registered", american("IL", "WI"), CONSUMER, "US", "WI", ["taxed", "US-WI", null]],
    ["in a state where it is not", american("IL"), CONSUMER, "US", "TX", ["unregistered", "US-TX", null]],
    ["in a region, by a registration of the whole country", { country: "US", registrations: [local("US")], terms: "ddp" }, CONSUMER, "US", "TX", ["taxed", "US-TX", null]],
    ["to nowhere yet", german(), CONSUMER, "", "", ["taxed", "", null]],
  ] as const)("%s", (_what, seller, buyer, country, region, expected) => {
    expect(treated(seller as Seller, buyer as SaleBuyer, country, region)).toEqual(expected)
  })

  test("charges somebody's rate in three cases", () => {
    expect((["taxed", "home_rate", "one_stop_shop", "exempt", "intra_community", "export", "unregistered"] as const).filter(charges)).toEqual(["taxed", "home_rate", "one_stop_shop"])
  })
})
