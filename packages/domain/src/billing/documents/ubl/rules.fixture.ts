import { XMLParser } from "fast-xml-parser"

/**
 * Business rules of EN 16931 and Peppol BIS 3, read from the XML alone and written from the standard's text, without a line of what
 * makes the XML: so that a mistake there is not repeated here. Answers the names of the rules that the text breaks.
 */

type Node = { readonly [name: string]: unknown }

const parser = new XMLParser({
  ignoreAttributes: false, removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false,
  isArray: (name, path) => ["InvoiceLine", "CreditNoteLine", "TaxTotal", "TaxSubtotal", "AllowanceCharge", "PartyTaxScheme", "PaymentMeans", "BillingReference"].includes(name) || /^\w+\.Note$/.test(String(path)),
})

export function readUbl(xml: string): Node {
  return parser.parse(xml, true) as Node
}

const at = (node: unknown, path: string): unknown => path.split("/").reduce<unknown>((found, name) => (found as Node | undefined)?.[name], node)
const text = (node: unknown, path: string): string | undefined => {
  const found = at(node, path)
  const value = typeof found === "object" && found !== null ? (found as Node)["#text"] : found
  return value === undefined || value === "" ? undefined : String(value)
}
const list = (node: unknown, path: string): Node[] => (at(node, path) as Node[] | undefined) ?? []

/** Ten-thousandths, so that products of amounts and percentages stay whole numbers. */
const scaled = (value: string | undefined): bigint => {
  const [, sign = "", integer = "0", fraction = ""] = /^([-+]?)(\d+)(?:\.(\d+))?$/.exec(value ?? "0") ?? []
  const digits = BigInt(integer + fraction.padEnd(10, "0").slice(0, 10))
  return sign === "-" ? -digits : digits
}
const UNIT = 10n ** 10n
const number = (node: unknown, path: string) => scaled(text(node, path))
const cents = (value: bigint) => { const size = value < 0n ? -value : value; const rounded = (size * 100n * 2n + UNIT) / (UNIT * 2n); return value < 0n ? -rounded : rounded }
const sum = (values: readonly bigint[]) => values.reduce((all, value) => all + value, 0n)

type Read = { readonly root: Node; readonly lines: Node[]; readonly charges: Node[]; readonly subtotals: Node[]; readonly credit: boolean; readonly total: (name: string) => bigint }
type Rule = readonly [name: string, holds: (read: Read) => boolean]

const isCharge = (each: Node) => text(each, "ChargeIndicator") === "true"
const vatId = (root: Node, party: string) => partySchemes(root, party).find((each) => text(each, "TaxScheme/ID") === "VAT")
const partySchemes = (root: Node, party: string) => list(root, `${party}/Party/PartyTaxScheme`)
const inCategory = (read: Read, ...codes: string[]) => read.subtotals.filter((each) => codes.includes(text(each, "TaxCategory/ID") ?? ""))
const lineNet = (line: Node) => number(line, "LineExtensionAmount")

const RULES: readonly Rule[] = [
  ["BR-01", ({ root }) => (text(root, "CustomizationID") ?? "").startsWith("urn:cen.eu:en16931:2017")],
  ["BR-02", ({ root }) => text(root, "ID") !== undefined],
  ["BR-03", ({ root }) => /^\d{4}-\d{2}-\d{2}$/.test(text(root, "IssueDate") ?? "")],
  ["BR-04", ({ root, credit }) => (credit ? text(root, "CreditNoteTypeCode") === "381" : text(root, "InvoiceTypeCode") === "380")],
  ["BR-05", ({ root }) => /^[A-Z]{3}$/.test(text(root, "DocumentCurrencyCode") ?? "")],
  ["BR-06", ({ root }) => text(root, "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName") !== undefined],
  ["BR-07", ({ root }) => text(root, "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName") !== undefined],
  ["BR-09", ({ root }) => text(root, "AccountingSupplierParty/Party/PostalAddress/Country/IdentificationCode") !== undefined],
  ["BR-11", ({ root }) => text(root, "AccountingCustomerParty/Party/PostalAddress/Country/IdentificationCode") !== undefined],
  ["BR-16", ({ lines }) => lines.length > 0],
  ["BR-22", ({ lines, credit }) => lines.every((line) => text(line, credit ? "CreditedQuantity" : "InvoicedQuantity") !== undefined)],
  ["BR-25", ({ lines }) => lines.every((line) => text(line, "Item/Name") !== undefined)],
  ["BR-27", ({ lines }) => lines.every((line) => number(line, "Price/PriceAmount") >= 0n)],
  ["BR-CO-04", ({ lines }) => lines.every((line) => text(line, "Item/ClassifiedTaxCategory/ID") !== undefined)],
  ["BR-CO-09", ({ root }) => { const seller = vatId(root, "AccountingSupplierParty"); return !seller || /^[A-Z]{2}/.test(text(seller, "CompanyID") ?? "") }],
  ["BR-CO-10", ({ lines, total }) => total("LineExtensionAmount") === sum(lines.map(lineNet))],
  ["BR-CO-11", ({ charges, total }) => total("AllowanceTotalAmount") === sum(charges.filter((each) => !isCharge(each)).map((each) => number(each, "Amount")))],
  ["BR-CO-12", ({ charges, total }) => total("ChargeTotalAmount") === sum(charges.filter(isCharge).map((each) => number(each, "Amount")))],
  ["BR-CO-13", ({ total }) => total("TaxExclusiveAmount") === total("LineExtensionAmount") - total("AllowanceTotalAmount") + total("ChargeTotalAmount")],
  ["BR-CO-14", ({ root, subtotals }) => number(list(root, "TaxTotal")[0], "TaxAmount") === sum(subtotals.map((each) => number(each, "TaxAmount")))],
  ["BR-CO-15", ({ root, total }) => total("TaxInclusiveAmount") === total("TaxExclusiveAmount") + number(list(root, "TaxTotal")[0], "TaxAmount")],
  ["BR-CO-16", ({ total }) => total("PayableAmount") === total("TaxInclusiveAmount") - total("PrepaidAmount") + total("PayableRoundingAmount")],
  // As the standard's own schematron: a unit of currency is its slack, because taxes may be rounded line by line.
  ["BR-CO-17", ({ subtotals }) => subtotals.every((each) => { const off = cents(number(each, "TaxAmount")) - cents((number(each, "TaxableAmount") * number(each, "TaxCategory/Percent")) / (100n * UNIT)); return off < 100n && off > -100n })],
  ["BR-CO-25", ({ root, total }) => total("PayableAmount") <= 0n || text(root, "DueDate") !== undefined || text(root, "PaymentTerms/Note") !== undefined],
  ["BR-50", ({ root }) => list(root, "PaymentMeans").every((each) => !["30", "58"].includes(text(each, "PaymentMeansCode") ?? "") || text(each, "PayeeFinancialAccount/ID") !== undefined)],
  ["BR-DEC", ({ root }) => !/<cbc:(?!PriceAmount)\w*Amount[^>]*>-?\d+\.\d{3,}</.test(String(root["#source"] ?? ""))],
  ["BR-S-02", (read) => inCategory(read, "S", "Z", "E", "AE").length === 0 || partySchemes(read.root, "AccountingSupplierParty").some((each) => text(each, "CompanyID") !== undefined)],
  ["BR-IC-02", (read) => inCategory(read, "K", "G").length === 0 || vatId(read.root, "AccountingSupplierParty") !== undefined],
  ["BR-S-05", ({ lines }) => lines.every((line) => text(line, "Item/ClassifiedTaxCategory/ID") !== "S" || number(line, "Item/ClassifiedTaxCategory/Percent") > 0n)],
  ["BR-S-08", (read) => inCategory(read, "S", "Z", "E", "AE", "K", "G", "O").every((each) => number(each, "TaxableAmount") === taxableOf(read, each))],
  ["BR-S-10", (read) => inCategory(read, "S", "Z").every((each) => text(each, "TaxCategory/TaxExemptionReason") === undefined)],
  ["BR-E-10", (read) => inCategory(read, "E", "AE", "K", "G", "O").every((each) => text(each, "TaxCategory/TaxExemptionReason") !== undefined || text(each, "TaxCategory/TaxExemptionReasonCode") !== undefined)],
  ["BR-E-09", (read) => inCategory(read, "Z", "E", "AE", "K", "G", "O").every((each) => number(each, "TaxAmount") === 0n)],
  ["BR-AE-02", (read) => inCategory(read, "AE", "K").length === 0 || customerVat(read.root) !== undefined],
  ["BR-IC-11", (read) => inCategory(read, "K").length === 0 || text(read.root, "Delivery/ActualDeliveryDate") !== undefined || text(read.root, "InvoicePeriod/StartDate") !== undefined],
  ["BR-IC-12", (read) => inCategory(read, "K").length === 0 || text(read.root, "Delivery/DeliveryLocation/Address/Country/IdentificationCode") !== undefined],
  ["BR-E-01", ({ subtotals }) => new Set(subtotals.map((each) => `${text(each, "TaxCategory/ID")} ${number(each, "TaxCategory/Percent")}`)).size === subtotals.length],
  ["BR-E-05", ({ lines, charges }) => [...lines.map((line) => at(line, "Item/ClassifiedTaxCategory")), ...charges.map((each) => at(each, "TaxCategory"))].every((each) => !["Z", "E", "AE", "K", "G"].includes(text(each, "ID") ?? "") || text(each, "Percent") === "0")],
  ["BR-O-02", (read) => inCategory(read, "O").length === 0 || (vatId(read.root, "AccountingSupplierParty") === undefined && customerVat(read.root) === undefined)],
  ["BR-O-11", (read) => inCategory(read, "O").length === 0 || (read.subtotals.length === 1 && read.lines.every((line) => text(line, "Item/ClassifiedTaxCategory/ID") === "O") && read.charges.every((each) => text(each, "TaxCategory/ID") === "O"))],
  ["PEPPOL-P0104", ({ subtotals }) => subtotals.every((each) => { const code = text(each, "TaxCategory/TaxExemptionReasonCode") ?? ""; const of: Record<string, string> = { "VATEX-EU-G": "G", "VATEX-EU-O": "O", "VATEX-EU-IC": "K", "VATEX-EU-AE": "AE" }; return !of[code] || of[code] === text(each, "TaxCategory/ID") })],
  ["BR-O-05", (read) => inCategory(read, "O").every((each) => text(each, "TaxCategory/Percent") === undefined)],
  ["PEPPOL-R003", ({ root }) => text(root, "BuyerReference") !== undefined || text(root, "OrderReference/ID") !== undefined],
  ["PEPPOL-R010", ({ root }) => text(root, "AccountingCustomerParty/Party/EndpointID") !== undefined],
  ["PEPPOL-R020", ({ root }) => text(root, "AccountingSupplierParty/Party/EndpointID") !== undefined],
  ["PEPPOL-R002", ({ root }) => list(root, "Note").length <= 1],
  ["PEPPOL-R120", ({ lines, credit }) => lines.every((line) => { const off = cents(lineNet(line)) - cents(computedNet(line, credit)); return off <= 2n && off >= -2n })],
]

function customerVat(root: Node): unknown {
  const schemes = at(root, "AccountingCustomerParty/Party/PartyTaxScheme")
  return Array.isArray(schemes) ? schemes[0] : schemes
}

function taxableOf({ lines, charges }: Read, subtotal: Node): bigint {
  const same = (node: Node, path: string) => text(node, `${path}/ID`) === text(subtotal, "TaxCategory/ID") && number(node, `${path}/Percent`) === number(subtotal, "TaxCategory/Percent")
  return sum(lines.filter((line) => same(line, "Item/ClassifiedTaxCategory")).map(lineNet))
    + sum(charges.filter((each) => same(each, "TaxCategory")).map((each) => (isCharge(each) ? 1n : -1n) * number(each, "Amount")))
}

function computedNet(line: Node, credit: boolean): bigint {
  const base = text(line, "Price/BaseQuantity") ? number(line, "Price/BaseQuantity") : UNIT
  const full = (number(line, credit ? "CreditedQuantity" : "InvoicedQuantity") * number(line, "Price/PriceAmount")) / base
  return full + sum(list(line, "AllowanceCharge").map((each) => (isCharge(each) ? 1n : -1n) * number(each, "Amount")))
}

export function brokenRules(xml: string): string[] {
  const parsed = readUbl(xml)
  const credit = "CreditNote" in parsed
  const root = { ...(parsed[credit ? "CreditNote" : "Invoice"] as Node), "#source": xml }
  const read: Read = {
    root, credit, lines: list(root, credit ? "CreditNoteLine" : "InvoiceLine"), charges: list(root, "AllowanceCharge"), subtotals: list(list(root, "TaxTotal")[0], "TaxSubtotal"),
    total: (name) => number(root, `LegalMonetaryTotal/${name}`),
  }
  return RULES.filter(([, holds]) => !holds(read)).map(([name]) => name)
}
