import { currency as currencyOf, extend, minorUnits, quantity, unitPrice } from "@entrepot/kernel"
import type { InvoiceDocument, InvoiceLine } from "../invoice-document.ts"
import { endpointOf } from "./endpoint.ts"

/** What an electronic invoice cannot do without, each with the rule of EN 16931 or Peppol BIS 3 that asks for it. */
export const E_INVOICE_NEEDS = [
  "supplied_lines", "seller_vat_id", "seller_endpoint", "buyer_vat_id", "buyer_endpoint", "buyer_reference", "two_decimals", "supply_date", "ship_to", "exemption_reason", "price_not_negative",
  "line_that_adds_up", "totals_that_add_up", "bank_account", "credit_reference",
] as const
export type EInvoiceNeed = (typeof E_INVOICE_NEEDS)[number]

/** Lines may be off by this, in hundredths: Peppol's own slack, for shares of a line that was invoiced in parts. */
const LINE_SLACK = 2n

export function missingFor(document: InvoiceDocument): EInvoiceNeed[] {
  const { seller, buyer } = document
  const categories = new Set(document.taxSubtotals.map(({ taxCategory }) => taxCategory))
  const taxed = !(categories.size === 1 && categories.has("O"))
  const overBorder = categories.has("K") || categories.has("G")
  const paysTaxItself = categories.has("AE") || categories.has("K")
  const needs: Record<EInvoiceNeed, boolean> = {
    supplied_lines: document.lines.length === 0, // BR-16
    // Any number that a tax authority gave will do at home (BR-S-02, BR-Z-02, BR-E-02, BR-AE-02); over a border it is the VAT number (BR-IC-02, BR-G-02).
    seller_vat_id: taxed && !seller.vatId && (overBorder || !seller.taxId),
    seller_endpoint: !endpointOf(seller), // PEPPOL-EN16931-R020
    buyer_vat_id: paysTaxItself && !buyer.vatId, // BR-AE-02, BR-IC-02
    buyer_endpoint: !endpointOf(buyer), // PEPPOL-EN16931-R010
    buyer_reference: !document.buyerReference && !document.poNumber && document.orderNumbers.length !== 1, // PEPPOL-EN16931-R003
    two_decimals: minorUnits(currencyOf(document.currency)) > 2, // BR-DEC-*
    supply_date: categories.has("K") && !document.supply, // BR-IC-11
    ship_to: categories.has("K") && !document.shipTo, // BR-IC-12
    exemption_reason: document.taxSubtotals.some((each) => !["S", "Z"].includes(each.taxCategory) && !each.exemptionReason && !each.exemptionCode), // BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10
    price_not_negative: document.lines.some((line) => line.unitPrice.startsWith("-")), // BR-27
    line_that_adds_up: !document.lines.every(addsUp), // PEPPOL-EN16931-R120
    totals_that_add_up: !totalsAddUp(document), // BR-CO-10 to 16
    // BR-50, BR-61. A statement may be paid without one being named: both sides settle every month.
    bank_account: !document.paper && owes(document) && document.payment === "transfer" && !document.remitTo?.iban && !document.remitTo?.accountNumber, // BR-50, BR-61
    credit_reference: document.kind === "credit_note" && document.corrects.length === 0 && !document.paper, // the invoice that it corrects; a month's statement names its period
  }
  return E_INVOICE_NEEDS.filter((need) => needs[need])
}

function owes({ kind, totals }: InvoiceDocument): boolean {
  return kind === "invoice" && BigInt(totals.payable.amount) > 0n
}

/** Judged in hundredths whatever the currency, as a receiver does: whole yen of a price with decimals do not add up for it. */
function addsUp({ unitPrice: price, quantity: many, net, adjustments }: InvoiceLine): boolean {
  const places = minorUnits(currencyOf(net.currency))
  if (price.startsWith("-") || places > 2) return true
  const hundredths = ({ amount }: { readonly amount: string }) => BigInt(amount) * 10n ** BigInt(2 - places)
  const changed = adjustments.reduce((sum, { kind, amount }) => sum + (kind === "charge" ? 1n : -1n) * hundredths(amount), 0n)
  const off = extend(unitPrice(price), quantity(many), "EUR").amount + changed - hundredths(net)
  return off <= LINE_SLACK && off >= -LINE_SLACK
}

function totalsAddUp({ lines, adjustments, taxSubtotals, totals }: InvoiceDocument): boolean {
  const sum = (amounts: readonly { readonly amount: string }[]) => amounts.reduce((all, { amount }) => all + BigInt(amount), 0n)
  const of = (kind: "allowance" | "charge") => sum(adjustments.filter((each) => each.kind === kind).map(({ amount }) => amount))
  const [net, tax, gross] = [BigInt(totals.net.amount), BigInt(totals.tax.amount), BigInt(totals.gross.amount)]
  return sum(lines.map((line) => line.net)) === BigInt(totals.lines.amount) && of("allowance") === BigInt(totals.allowances.amount) && of("charge") === BigInt(totals.charges.amount)
    && net === BigInt(totals.lines.amount) - of("allowance") + of("charge") && sum(taxSubtotals.map(({ taxable }) => taxable)) === net && sum(taxSubtotals.map((each) => each.tax)) === tax
    && gross === net + tax && BigInt(totals.payable.amount) === gross - BigInt(totals.prepaid.amount)
}
