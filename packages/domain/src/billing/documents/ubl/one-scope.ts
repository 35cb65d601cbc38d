import type { InvoiceDocument, TaxCategory, TaxSubtotal } from "../invoice-document.ts"

/**
 * The document with every line inside of one scope of tax. What is outside of it (O) may not stand beside anything else (BR-O-11 to 14); there it is
 * written as exempt (E) at nothing, with its own reason in words, as a line of an unregistered seller is. A document that is outside as a whole stays as it is.
 */
export function inOneScope(document: InvoiceDocument): InvoiceDocument {
  const outside = document.taxSubtotals.filter(({ taxCategory }) => taxCategory === "O")
  if (outside.length === 0 || outside.length === document.taxSubtotals.length) return document
  const rest = document.taxSubtotals.filter(({ taxCategory }) => taxCategory !== "O" && taxCategory !== "E")
  const exempt = document.taxSubtotals.filter(({ taxCategory }) => taxCategory === "E")
  return { ...document, lines: document.lines.map(inside), adjustments: document.adjustments.map(inside), taxSubtotals: [...rest, together([...exempt, ...outside])] }
}

function inside<T extends { readonly taxCategory: TaxCategory; readonly taxPercent: string }>(each: T): T {
  return each.taxCategory === "O" || each.taxCategory === "E" ? { ...each, taxCategory: "E", taxPercent: "0" } : each
}

/** A category and rate stands once (BR-E-01), with the reason of each. No code says several reasons, and the one for O goes with O alone. */
function together(some: readonly TaxSubtotal[]): TaxSubtotal {
  const sum = (pick: (each: TaxSubtotal) => { readonly amount: string; readonly currency: string }) => ({ ...pick(some[0]!), amount: some.reduce((all, each) => all + BigInt(pick(each).amount), 0n).toString() })
  const reasons = new Set(some.map(({ exemptionReason }) => exemptionReason).filter((reason) => reason !== null))
  return { ...some[0]!, taxCategory: "E", taxPercent: "0", taxable: sum(({ taxable }) => taxable), tax: sum(({ tax }) => tax), exemptionReason: [...reasons].join(" · ") || null, exemptionCode: null }
}
