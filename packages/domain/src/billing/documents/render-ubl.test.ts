import * as fc from "fast-check"
import { XMLValidator } from "fast-xml-parser"
import { expect, test } from "vitest"
import { invoiceOf, LINES, type Asked, type FixtureLine } from "./document.fixture.ts"
import type { InvoiceDocument } from "./invoice-document.ts"
import { renderInvoiceUbl } from "./render-ubl.ts"
import { brokenRules, readUbl } from "./ubl/rules.fixture.ts"

const corrects = [{ number: "RE-2026-000041", issuedOn: "2026-11-20" }]
const within: readonly FixtureLine[] = LINES.map((line) => ({ ...line, category: "K", percent: "0" }))
const outside: readonly FixtureLine[] = LINES.map((line) => ({ ...line, category: "O", percent: "0" }))

test.each<{ what: string; asked: Asked }>([
  { what: "of goods at two rates with freight and a prepayment", asked: { freight: 1250n, prepaid: 5000n } },
  { what: "that is taxed line by line", asked: { rounding: { taxMethod: "per_line", mode: "half_away_from_zero" } } },
  { what: "within the Community", asked: { lines: within } },
  { what: "outside of the scope of tax", asked: { lines: outside } },
  { what: "of a period, paid by card", asked: { supply: { from: "2026-11-01", to: "2026-11-30" }, payment: "card", remitTo: null } },
  { what: "in a currency without decimals", asked: { currency: "JPY", lines: [{ name: "Gloves", price: "1234", quantity: "12" }] } },
  { what: "with its tax in the seller's currency too", asked: { currency: "USD", accountingTax: { tax: { amount: "9012", currency: "EUR" }, rate: "0.93", ratedOn: "2026-11-27" } } },
  { what: "over one order and several parcels", asked: { orderNumbers: ["A-1"], shipmentNumbers: ["L-1", "L-2"] } },
])("an invoice $what keeps every rule", async ({ asked }) => {
  const xml = await renderInvoiceUbl(invoiceOf(asked))
  expect(XMLValidator.validate(xml)).toBe(true)
  expect(brokenRules(xml)).toEqual([])
})

test("what is outside of the scope of tax is written as exempt beside taxed lines, with each reason in words", async () => {
  const [taxed, exempt, outer] = [LINES[0]!, { ...LINES[1]!, category: "E" as const, percent: "0" }, { ...outside[2]!, name: "Service abroad" }]
  const reasoned = (document: InvoiceDocument) => ({ ...document, taxSubtotals: document.taxSubtotals.map((row) => ({ ...row, exemptionReason: { O: "Outside of the scope", E: "For resale" }[row.taxCategory as "O" | "E"] ?? null, exemptionCode: row.taxCategory === "O" ? "VATEX-EU-O" : null })) })
  const xml = await renderInvoiceUbl(reasoned(invoiceOf({ lines: [taxed, exempt, outer], freight: 500n })))
  expect(brokenRules(xml)).toEqual([])
  expect(xml).toContain("For resale · Outside of the scope")
  expect(xml).not.toContain("VATEX")
  expect(brokenRules(await renderInvoiceUbl(reasoned(invoiceOf({ lines: [outer, taxed], freight: 500n }))))).toEqual([])
  expect(brokenRules(await renderInvoiceUbl(reasoned(invoiceOf({ kind: "credit_note", corrects, lines: [exempt, outer] }))))).toEqual([])
  expect(await renderInvoiceUbl(reasoned(invoiceOf({ lines: [outer] })))).toContain("VATEX-EU-O")
})

test("at home a seller's own tax number stands in for its VAT number", async () => {
  expect(brokenRules(await renderInvoiceUbl(invoiceOf({ seller: { ...invoiceOf().seller, vatId: null } })))).toEqual([])
})

test("a credit note is one in its own words, and names what it corrects", async () => {
  const xml = await renderInvoiceUbl(invoiceOf({ kind: "credit_note", corrects, reason: "Beschädigt geliefert" }))
  expect(XMLValidator.validate(xml)).toBe(true)
  expect(brokenRules(xml)).toEqual([])
  const note = readUbl(xml).CreditNote as Record<string, unknown>
  expect(note).toMatchObject({ CreditNoteTypeCode: "381", BillingReference: [{ InvoiceDocumentReference: { ID: "RE-2026-000041", IssueDate: "2026-11-20" } }] })
  expect(note.CreditNoteLine).toHaveLength(LINES.length)
  expect(note.InvoiceLine).toBeUndefined()
})

test("the same document gives the same text, with every letter of its names", async () => {
  const document = invoiceOf({ notes: ["<Œuvre> & „Größe“\u0001 ß €"] })
  const xml = await renderInvoiceUbl(document)
  expect(await renderInvoiceUbl(document)).toBe(xml)
  expect(xml).toContain("Praxis Dr. Œuvrard &amp; Łukasz Großmann")
  expect((readUbl(xml).Invoice as { Note: string[] }).Note).toEqual(["<Œuvre> & „Größe“ ß €"])
})

const unreachable = { endpoint: null, email: null, vatId: null }

test.each([
  { when: "it names a mailbox alone", party: { email: "praxis@example.com" }, id: "praxis@example.com", scheme: "EM" },
  { when: "it has a VAT number alone", party: { vatId: "FR83404833048" }, id: "FR83404833048", scheme: "9957" },
])("a buyer is reached when $when", async ({ party, id, scheme }) => {
  const xml = await renderInvoiceUbl(invoiceOf({ buyer: { ...invoiceOf().buyer, ...unreachable, ...party }, buyerReference: null, poNumber: null }))
  expect(xml).toContain(`<cbc:EndpointID schemeID="${scheme}">${id}</cbc:EndpointID>`)
  expect(brokenRules(xml)).toEqual([])
})

test.each<{ without: string; of: InvoiceDocument; missing: string[] }>([
  { without: "the seller's VAT number", of: invoiceOf({ lines: within, seller: { ...invoiceOf().seller, vatId: null } }), missing: ["seller_vat_id"] },
  { without: "any number of the seller's", of: invoiceOf({ seller: { ...invoiceOf().seller, vatId: null, taxId: null } }), missing: ["seller_vat_id"] },
  { without: "electronic addresses", of: invoiceOf({ seller: { ...invoiceOf().seller, ...unreachable, taxId: null }, buyer: { ...invoiceOf().buyer, ...unreachable } }), missing: ["seller_vat_id", "seller_endpoint", "buyer_endpoint"] },
  { without: "any reference of the buyer", of: invoiceOf({ buyerReference: null, poNumber: null, orderNumbers: [] }), missing: ["buyer_reference"] },
  { without: "the buyer's VAT number across a border", of: invoiceOf({ lines: within, buyer: { ...invoiceOf().buyer, vatId: null } }), missing: ["buyer_vat_id"] },
  { without: "date and place of an intra-Community supply", of: invoiceOf({ lines: within, supply: null, shipTo: null }), missing: ["supply_date", "ship_to"] },
  { without: "a currency that the format can write", of: invoiceOf({ currency: "KWD" }), missing: ["two_decimals"] },
  { without: "an account to pay to", of: invoiceOf({ remitTo: null }), missing: ["bank_account"] },
  { without: "the invoice that it corrects", of: invoiceOf({ kind: "credit_note" }), missing: ["credit_reference"] },
  { without: "totals that add up", of: { ...invoiceOf(), totals: { ...invoiceOf().totals, tax: { amount: "1", currency: "EUR" } } }, missing: ["totals_that_add_up"] },
  { without: "lines that a receiver can compute", of: invoiceOf({ currency: "JPY" }), missing: ["line_that_adds_up"] },
])("an invoice without $without is refused, and says so", async ({ of, missing }) => {
  await expect(renderInvoiceUbl(of)).rejects.toMatchObject({ code: "billing.e_invoice_is_incomplete", facts: { first: missing[0], more: missing.length - 1, missing } })
})

test("a unit that the standard does not know is named", async () => {
  const document = invoiceOf({ lines: [{ ...LINES[0]!, unit: { code: "box", name: "Schachtel" } }] })
  await expect(renderInvoiceUbl(document)).rejects.toMatchObject({ code: "billing.e_invoice_is_malformed", facts: { element: "/cac:InvoiceLine/0/cbc:InvoicedQuantity@unitCode" } })
})

test("whatever is sold at whatever price, the rules hold", async () => {
  const decimal = (most: number, places: number) => fc.tuple(fc.nat(most), fc.nat(10 ** places - 1)).map(([integer, fraction]) => `${integer}.${String(fraction).padStart(places, "0")}`.replace(/\.?0+$/, ""))
  const anyLine: fc.Arbitrary<FixtureLine> = fc.record({
    name: fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).filter((name) => name.trim() !== ""), price: decimal(20_000, 6), quantity: decimal(500, 3),
    percent: fc.constantFrom("19", "7", "20", "5.5", "8.1"), category: fc.constant("S" as const),
  })
  await fc.assert(fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 12 }), fc.constantFrom("per_line" as const, "per_invoice" as const), async (lines, taxMethod) => {
    expect(brokenRules(await renderInvoiceUbl(invoiceOf({ lines, rounding: { taxMethod, mode: "half_away_from_zero" } })))).toEqual([])
  }), { numRuns: 12 })
})

test.each([
  { rule: "BR-CO-10", from: /<cbc:LineExtensionAmount currencyID="EUR">178.80/, to: '<cbc:LineExtensionAmount currencyID="EUR">178.81' },
  { rule: "BR-CO-15", from: /<cbc:TaxInclusiveAmount currencyID="EUR">[\d.]+/, to: '<cbc:TaxInclusiveAmount currencyID="EUR">1.00' },
  { rule: "BR-CO-17", from: /(<cbc:TaxableAmount currencyID="EUR">492.20<\/cbc:TaxableAmount>\s*<cbc:TaxAmount currencyID="EUR">)[\d.]+/, to: "$199.00" },
  { rule: "BR-S-02", from: /<cac:PartyTaxScheme>[^]*<\/cac:PartyTaxScheme>(?=[^]*<\/cac:AccountingSupplierParty>)/, to: "" },
  { rule: "BR-O-11", from: /(<cac:TaxCategory>\s*)<cbc:ID>S<\/cbc:ID>/, to: "$1<cbc:ID>O</cbc:ID>" },
  { rule: "PEPPOL-R120", from: /<cbc:PriceAmount currencyID="EUR">7.45/, to: '<cbc:PriceAmount currencyID="EUR">7.46' },
])("the check itself sees when $rule is broken", async ({ rule, from, to }) => {
  const xml = await renderInvoiceUbl(invoiceOf())
  const broken = xml.replace(from, to)
  expect(broken).not.toBe(xml)
  expect(brokenRules(broken)).toContain(rule)
})
