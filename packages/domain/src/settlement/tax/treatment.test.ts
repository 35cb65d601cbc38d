import { describe, expect, test } from "vitest"
import { treatmentOfGoods, treatmentOfService, type TaxParties } from "./treatment.ts"

const GERMAN = { country: "DE", numbers: { DE: "DE999318447" } }
const WITH_LYON = { country: "DE", numbers: { DE: "DE999318447", FR: "FR12999318447" } }
const AMERICAN = { country: "US", numbers: { US: "12-3456789" } }
const sides = (supplier: TaxParties["supplier"], country: string, taxId: string | null): TaxParties => ({ supplier, partner: { country, taxId } })
const goods = (parties: TaxParties, from: string, to: string, region = "") => {
  const { treatment, place } = treatmentOfGoods(parties, from, { country: to, region })
  return [treatment, place.country + (place.region && `-${place.region}`)]
}

describe("goods", () => {
  test.each([
    ["inside the country of the seller", sides(GERMAN, "DE", "DE999847216"), "DE", "DE", ["taxed", "DE"]],
    ["into another member state, to a partner with its number", sides(GERMAN, "FR", "FR00999318274"), "DE", "FR", ["intra_community", "FR"]],
    ["to a partner's customer in a third member state", sides(GERMAN, "FR", "FR 00 999 318 274"), "DE", "IT", ["intra_community", "IT"]],
    ["to a Greek partner, whose numbers begin otherwise", sides(GERMAN, "GR", "EL999318274"), "DE", "GR", ["intra_community", "GR"]],
    ["into another member state, to a partner without a VAT number", sides(GERMAN, "FR", null), "DE", "FR", ["taxed", "DE"]],
    ["and a national number is no VAT number", sides(GERMAN, "FR", "999 318 274 00021"), "DE", "FR", ["taxed", "DE"]],
    ["abroad for a partner whose number is of where they left", sides(GERMAN, "DE", "DE999847216"), "DE", "FR", ["taxed", "DE"]],
    ["out of a store abroad, with a number there", sides(WITH_LYON, "FR", "FR00999318274"), "FR", "FR", ["taxed", "FR"]],
    ["out of a store abroad, without one: the partner owes the tax", sides(GERMAN, "FR", "FR00999318274"), "FR", "FR", ["reverse_charge", "FR"]],
    ["out of a store abroad, where neither has a number", sides(GERMAN, "DE", "DE999847216"), "FR", "FR", ["unregistered", "FR"]],
    ["out of the Union", sides(GERMAN, "US", "00-4417293"), "DE", "US", ["export", "DE"]],
    ["into Switzerland", sides(GERMAN, "CH", "CHE-123.456.789"), "DE", "CH", ["export", "DE"]],
    ["inside a country outside of the Union", sides({ country: "GB", numbers: { GB: "GB999318447" } }, "GB", "GB999847216"), "GB", "GB", ["taxed", "GB"]],
    ["in the United States, to sell them on", sides(AMERICAN, "US", "00-4417293"), "US", "US", ["resale", "US-IL"]],
    ["in the United States, to a buyer without a number", sides(AMERICAN, "US", null), "US", "US", ["taxed", "US-IL"]],
    ["of a distributor that never said who it is", sides(null, "DE", "DE999847216"), "DE", "DE", ["unregistered", "DE"]],
  ] as const)("%s", (_what, parties, from, to, expected) => {
    expect(goods(parties, from, to, to === "US" ? "IL" : "")).toEqual(expected)
  })
})

describe("the platform's service", () => {
  test.each([
    ["at home", sides(GERMAN, "DE", "DE999847216"), ["taxed", "DE"]],
    ["elsewhere in the Union", sides(GERMAN, "FR", "FR00999318274"), ["reverse_charge", "FR"]],
    ["elsewhere in the Union, to a partner without a VAT number", sides(GERMAN, "FR", null), ["taxed", "DE"]],
    ["outside of the Union", sides(GERMAN, "US", "00-4417293"), ["outside_scope", "US"]],
    ["from outside into the Union", sides(AMERICAN, "DE", "DE999847216"), ["reverse_charge", "DE"]],
    ["inside the United States", sides(AMERICAN, "US", "00-4417293"), ["outside_scope", "US"]],
    ["of a distributor that never said who it is", sides(null, "DE", "DE999847216"), ["unregistered", "DE"]],
  ] as const)("%s", (_what, parties, expected) => {
    const { treatment, place } = treatmentOfService(parties)
    expect([treatment, place.country]).toEqual(expected)
  })
})
