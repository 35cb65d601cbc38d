import { describe, expect, test } from "vitest"
import { formOf, grouped, readForm, roundingExample } from "./form.ts"

const PROFILE = {
  taxRounding: "per_line", terms: { netDays: 30, discountPercent: "2.5", discountDays: 10, origin: "tenant" }, invoicePrefix: "INV-", creditPrefix: "CN-", version: 1,
  remitTo: { holder: "Zahnwerk GmbH", iban: "DE89370400440532013000", bic: "COBADEFFXXX", bank: "Commerzbank", accountNumber: "", routingNumber: "" }, creditThreshold: { amount: "20000", currency: "EUR" }, writeOffThreshold: null,
} as const
const FORM = formOf(PROFILE, ",")

describe("billing settings as a form", () => {
  test("come back as they were", () => {
    expect(FORM).toMatchObject({ iban: "DE89 3704 0044 0532 0130 00", discountPercent: "2,5", approval: "above", threshold: "200,00" })
    const { profile, faults } = readForm(FORM, "EUR", ",")
    expect(faults).toEqual({})
    expect(profile).toMatchObject({ netDays: 30, discountPercent: "2.5", discountDays: 10, creditThreshold: PROFILE.creditThreshold, remitTo: { holder: "Zahnwerk GmbH", iban: "DE89 3704 0044 0532 0130 00" } })
  })

  test.each([["never", null], ["always", { amount: "0", currency: "EUR" }]] as const)("credit notes that %s wait are kept so", (approval, creditThreshold) => {
    expect(readForm({ ...FORM, approval }, "EUR", ",").profile).toMatchObject({ creditThreshold })
    expect(formOf({ ...PROFILE, creditThreshold }, ",")).toMatchObject({ approval, threshold: "" })
  })

  test.each([["never", null], ["always", { amount: "0", currency: "EUR" }], ["above", { amount: "5000", currency: "EUR" }]] as const)("write-offs that %s wait are kept apart from them", (writeOffApproval, writeOffThreshold) => {
    const written = formOf({ ...PROFILE, writeOffThreshold }, ",")
    expect([written.writeOffApproval, written.writeOffThreshold]).toEqual([writeOffApproval, writeOffApproval === "above" ? "50,00" : ""])
    expect(readForm(written, "EUR", ",").profile).toMatchObject({ creditThreshold: PROFILE.creditThreshold, writeOffThreshold })
  })

  test.each([
    { when: "the days are none", change: { netDays: "soon" }, faults: { netDays: "days" } },
    { when: "a discount has no days", change: { discountDays: "" }, faults: { discountDays: "both" } },
    { when: "days have no discount", change: { discountPercent: "" }, faults: { discountPercent: "both" } },
    { when: "the discount lasts longer than the terms", change: { discountDays: "31" }, faults: { discountDays: "later" } },
    { when: "the discount is everything", change: { discountPercent: "100" }, faults: { discountPercent: "percent" } },
    { when: "a prefix has small letters", change: { invoicePrefix: "inv/" }, faults: { invoicePrefix: "prefix" } },
    { when: "two documents could bear one number", change: { creditPrefix: "INV-" }, faults: { creditPrefix: "same" } },
    { when: "the level of write-offs is no amount", change: { writeOffApproval: "above", writeOffThreshold: "" }, faults: { writeOffThreshold: "amount" } },
    { when: "the threshold is no amount", change: { threshold: "much" }, faults: { threshold: "amount" } },
  ] as const)("say which field is wrong where $when", ({ change, faults }) => expect(readForm({ ...FORM, ...change }, "EUR", ",")).toEqual({ profile: undefined, faults }))
})

test("an IBAN is grouped by four, however it came", () => expect(grouped("DE8937 0400440532013000")).toBe("DE89 3704 0044 0532 0130 00"))

test.each(["EUR", "JPY", "KWD"])("the example's two ways differ by one unit of %s", (code) => {
  const { perLine, perInvoice } = roundingExample(code)
  expect(perLine).toEqual({ amount: "573", currency: code })
  expect(perInvoice).toEqual({ amount: "572", currency: code })
})
