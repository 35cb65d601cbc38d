import type { Invoice } from "@e-invoice-eu/core"
import { moneyFromJson, toDecimalString, type MoneyJson } from "@entrepot/kernel"
import type { Adjustment, InvoiceDocument, InvoiceLine, TaxCategory } from "../invoice-document.ts"
import type { Period } from "../parts.ts"
import { addressOf, buyerOf, present, sellerOf } from "./parties.ts"

const PEPPOL = { customization: "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", profile: "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0" }
const VAT = { "cbc:ID": "VAT" }
/** Codes of UNCL 4461: SEPA credit transfer, credit transfer, bank card, and one that names no instrument. */
const MEANS = { sepa: "58", transfer: "30", card: "48", open: "1" }

/** What XML cannot hold, however it is escaped. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

/** The document in the words of EN 16931. A credit note is written as an invoice of its own type; the library turns it around. */
export function buildUbl(document: InvoiceDocument): Invoice {
  return JSON.parse(JSON.stringify({ "ubl:Invoice": worded(document) }), (_, value: unknown) => (typeof value === "string" ? value.replace(UNWRITABLE, "") : value)) as Invoice
}

function worded(document: InvoiceDocument) {
  const { totals, currency, supply } = document
  const vat = document.taxSubtotals.some(({ taxCategory }) => taxCategory !== "O")
  return present({
    "cbc:CustomizationID": PEPPOL.customization, "cbc:ProfileID": PEPPOL.profile, "cbc:ID": document.number, "cbc:IssueDate": document.issuedOn, "cbc:DueDate": document.kind === "invoice" ? document.dueOn : null,
    "cbc:InvoiceTypeCode": document.kind === "invoice" ? "380" : "381", "cbc:Note": notesOf(document), "cbc:DocumentCurrencyCode": currency, "cbc:TaxCurrencyCode": document.accountingTax?.tax.currency,
    "cbc:BuyerReference": document.buyerReference, "cac:InvoicePeriod": supply && supply.from !== supply.to ? periodOf(supply) : null,
    "cac:OrderReference": optional({ "cbc:ID": document.poNumber, "cbc:SalesOrderID": only(document.orderNumbers) }),
    "cac:BillingReference": some(document.corrects.map(({ number, issuedOn }) => ({ "cac:InvoiceDocumentReference": { "cbc:ID": number, "cbc:IssueDate": issuedOn } }))),
    "cac:DespatchDocumentReference": optional({ "cbc:ID": only(document.shipmentNumbers) }),
    "cac:AccountingSupplierParty": sellerOf(document.seller, vat), "cac:AccountingCustomerParty": buyerOf(document.buyer, vat), "cac:Delivery": deliveryOf(document),
    "cac:PaymentMeans": [paymentOf(document)], "cac:PaymentTerms": { "cbc:Note": termsOf(document) },
    "cac:AllowanceCharge": some(document.adjustments.map((each) => ({ ...adjustmentOf(each), "cac:TaxCategory": categoryOf(each) }))),
    "cac:TaxTotal": taxTotalsOf(document),
    "cac:LegalMonetaryTotal": {
      ...amount("cbc:LineExtensionAmount", totals.lines), ...amount("cbc:TaxExclusiveAmount", totals.net), ...amount("cbc:TaxInclusiveAmount", totals.gross),
      ...unlessZero("cbc:AllowanceTotalAmount", totals.allowances), ...unlessZero("cbc:ChargeTotalAmount", totals.charges), ...unlessZero("cbc:PrepaidAmount", totals.prepaid),
      ...amount("cbc:PayableAmount", totals.payable),
    },
    "cac:InvoiceLine": document.lines.map(lineOf),
  })
}

function lineOf(line: InvoiceLine) {
  return present({
    "cbc:ID": String(line.position), "cbc:InvoicedQuantity": line.quantity, "cbc:InvoicedQuantity@unitCode": line.unit.code, ...amount("cbc:LineExtensionAmount", line.net),
    "cac:InvoicePeriod": periodOfLine(line), "cac:AllowanceCharge": some(line.adjustments.map(adjustmentOf)),
    "cac:Item": present({
      "cbc:Description": line.description, "cbc:Name": line.name, "cac:BuyersItemIdentification": line.buyerSku ? { "cbc:ID": line.buyerSku } : null, "cac:SellersItemIdentification": { "cbc:ID": line.sku },
      "cac:StandardItemIdentification": line.gtin ? { "cbc:ID": line.gtin, "cbc:ID@schemeID": "0160" } : null, "cac:ClassifiedTaxCategory": categoryOf(line),
    }),
    "cac:Price": priceOf(line),
  })
}

/** The library writes prices with two places. A finer one is the price of ten, of a hundred: 0.0825 each is 8.25 for 100. */
function priceOf({ unitPrice, unit, net }: InvoiceLine) {
  const [integer = "0", fraction = ""] = unitPrice.split(".")
  const digits = fraction.replace(/0+$/, "")
  const shift = Math.max(0, digits.length - 2)
  const price = `${integer}${digits.slice(0, shift)}`.replace(/^0+(?=\d)/, "")
  const rest = digits.slice(shift)
  return {
    "cbc:PriceAmount": rest ? `${price}.${rest}` : price, "cbc:PriceAmount@currencyID": net.currency,
    ...(shift > 0 ? { "cbc:BaseQuantity": String(10 ** shift), "cbc:BaseQuantity@unitCode": unit.code } : {}),
  }
}

/** Peppol takes one note: what the document says besides, and why it was credited. */
function notesOf({ notes, reason }: InvoiceDocument): string[] | null {
  const text = [reason, ...notes].filter(Boolean).join("\n")
  return text ? [text] : null
}

function termsOf({ terms }: InvoiceDocument): string {
  const early = terms.earlyPayment
  return early ? `${terms.text} (-${early.percent} % <= ${early.payBy}: -${text(early.discount)} ${early.discount.currency})` : terms.text
}

function deliveryOf({ supply, shipTo }: InvoiceDocument) {
  return optional({
    "cbc:ActualDeliveryDate": supply && supply.from === supply.to ? supply.to : null, "cac:DeliveryLocation": shipTo ? { "cac:Address": addressOf(shipTo.address) } : null,
    "cac:DeliveryParty": shipTo ? { "cac:PartyName": { "cbc:Name": shipTo.recipient } } : null,
  })
}

function paymentOf({ payment, remitTo, number, currency }: InvoiceDocument) {
  if (payment === "card") return { "cbc:PaymentMeansCode": MEANS.card }
  const account = remitTo?.iban ?? remitTo?.accountNumber
  if (payment === "direct_debit" || !remitTo || !account) return { "cbc:PaymentMeansCode": MEANS.open }
  return {
    "cbc:PaymentMeansCode": remitTo.iban && currency === "EUR" ? MEANS.sepa : MEANS.transfer, "cbc:PaymentID": remitTo.reference ?? number,
    "cac:PayeeFinancialAccount": present({
      "cbc:ID": account, "cbc:Name": remitTo.accountHolder, "cac:FinancialInstitutionBranch": optional({ "cbc:ID": remitTo.bic ?? remitTo.routingNumber }),
    }),
  }
}

function adjustmentOf({ kind, reason, amount: value, percent, base }: Adjustment) {
  return {
    "cbc:ChargeIndicator": String(kind === "charge"), "cbc:AllowanceChargeReason": reason, ...(percent && base ? { "cbc:MultiplierFactorNumeric": percent } : {}),
    ...amount("cbc:Amount", value), ...(percent && base ? amount("cbc:BaseAmount", base) : {}),
  }
}

/** Outside of the scope of tax there is no rate (BR-O-05). */
function categoryOf({ taxCategory, taxPercent }: { readonly taxCategory: TaxCategory; readonly taxPercent: string }) {
  return { "cbc:ID": taxCategory, ...(taxCategory === "O" ? {} : { "cbc:Percent": taxPercent }), "cac:TaxScheme": VAT }
}

function taxTotalsOf({ totals, taxSubtotals, accountingTax }: InvoiceDocument) {
  const subtotals = taxSubtotals.map((subtotal) => ({
    ...amount("cbc:TaxableAmount", subtotal.taxable), ...amount("cbc:TaxAmount", subtotal.tax),
    "cac:TaxCategory": present({ ...categoryOf(subtotal), "cbc:TaxExemptionReasonCode": subtotal.exemptionCode, "cbc:TaxExemptionReason": subtotal.exemptionReason }),
  }))
  const main = { ...amount("cbc:TaxAmount", totals.tax), "cac:TaxSubtotal": subtotals }
  return accountingTax ? [main, amount("cbc:TaxAmount", accountingTax.tax)] : [main]
}

function periodOfLine({ period, suppliedOn }: InvoiceLine) {
  if (suppliedOn) return periodOf({ from: suppliedOn, to: suppliedOn })
  return period && periodOf(period)
}

function periodOf({ from, to }: Period) {
  return { "cbc:StartDate": from, "cbc:EndDate": to }
}

function amount(name: string, value: MoneyJson) {
  return { [name]: text(value), [`${name}@currencyID`]: value.currency }
}

function unlessZero(name: string, value: MoneyJson) {
  return BigInt(value.amount) === 0n ? {} : amount(name, value)
}

function text(value: MoneyJson): string {
  return toDecimalString(moneyFromJson(value))
}

function optional(fields: Parameters<typeof present>[0]) {
  const kept = present(fields)
  return Object.keys(kept).length > 0 ? kept : null
}

function some<T>(list: readonly T[]): readonly T[] | null {
  return list.length > 0 ? list : null
}

/** A header has room for one reference; several stand on the paper alone. */
function only(list: readonly string[]): string | null {
  return list.length === 1 ? (list[0] ?? null) : null
}
