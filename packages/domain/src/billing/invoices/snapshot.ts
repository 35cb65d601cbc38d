import { currency, inEuropeanUnion, money, moneyToJson, Temporal } from "@entrepot/kernel"
import { unitName } from "../../catalog/index.ts"
import type { InvoiceDocumentInput, Party, PostalAddress, RemitTo, TaxCategory } from "../documents/index.ts"
import type { SaleTreatment } from "../../pricing/contract.ts"
import type { PartyAddress } from "../contract.ts"
import type { Composed, TaxedLine, TaxRow } from "./compose.ts"
import type { Issuer } from "./issuer.db.ts"
import { categoryOf, termsOf, treatmentOf } from "./treatment.ts"
import { documentWords } from "./words.ts"

export type Snapshot = {
  readonly kind: "invoice" | "credit_note"; readonly issuer: Issuer; readonly composed: Composed; readonly currency: string; readonly issuedOn: string; readonly dueOn: string | null; readonly suppliedOn: string | null
  readonly shipTo: PartyAddress | null; readonly poNumber: string; readonly orderNumber: string | null; readonly shipmentNumber: string | null; readonly note: string; readonly collect: "automatic" | "terms"
  readonly discount: { readonly percent: string; readonly until: string; readonly amountMinor: bigint } | null
  readonly corrects: readonly { readonly number: string; readonly issuedOn: string }[]; readonly reason: string | null
}

/** Stands for the number until the statement that writes the document has taken it. */
const NUMBER = "0"

/** What a document says, for its PDF and its electronic form. The number and the payment's reference are put in as it is written. */
export function snapshotOf(of: Snapshot): InvoiceDocumentInput {
  const { issuer, composed } = of
  const amount = (minor: bigint) => moneyToJson(money(minor, currency(of.currency)))
  const words = documentWords(issuer.locale)
  return {
    layout: 1, kind: of.kind, number: NUMBER, issuedOn: of.issuedOn, dueOn: of.dueOn, supply: of.suppliedOn ? { from: of.suppliedOn, to: of.suppliedOn } : null, locale: issuer.locale, currency: of.currency,
    seller: { ...partyOf(issuer.seller.legalName, issuer.seller.taxId, issuer.seller.address), tradeName: issuer.seller.name === issuer.seller.legalName ? null : issuer.seller.name, email: issuer.seller.email },
    buyer: { ...partyOf(issuer.buyer.name, issuer.buyer.taxId, buyerAddress(of)), number: issuer.buyer.number },
    shipTo: of.shipTo && { recipient: of.shipTo.recipient || issuer.buyer.name, address: addressOf(of.shipTo) },
    poNumber: of.poNumber || null, orderNumbers: of.orderNumber ? [of.orderNumber] : [], shipmentNumbers: of.shipmentNumber ? [of.shipmentNumber] : [],
    lines: composed.lines.map((line) => lineOf(line, of)), taxSubtotals: subtotals(of),
    totals: { lines: amount(composed.net.amount), allowances: amount(0n), charges: amount(0n), net: amount(composed.net.amount), tax: amount(composed.tax.amount), gross: amount(composed.total.amount), prepaid: amount(0n), payable: amount(composed.total.amount) },
    terms: { text: of.kind === "credit_note" ? words.creditTerms : words.netDays(issuer.terms.netDays), earlyPayment: of.discount && { percent: of.discount.percent, payBy: of.discount.until, discount: amount(of.discount.amountMinor) } },
    remitTo: remitToOf(issuer), payment: of.collect === "automatic" ? "card" : "transfer", corrects: [...of.corrects], reason: of.reason, notes: [...(of.note === "" ? [] : [of.note]), ...taxNotes(of)],
    brand: brandOf(issuer), rounding: { taxMethod: issuer.taxRounding, mode: "half_away_from_zero" }, paperCountry: issuer.seller.country,
  }
}

const buyerAddress = ({ issuer, shipTo }: Pick<Snapshot, "issuer" | "shipTo">): PartyAddress =>
  issuer.buyer.address ?? shipTo ?? { recipient: issuer.buyer.name, line1: "", line2: "", postalCode: "", city: "", region: "", country: issuer.seller.country }

export function partyOf(legalName: string, taxNumber: string | null, address: PartyAddress): Pick<Party, "legalName" | "vatId" | "taxId"> & { address: PostalAddress } {
  const number = taxNumber?.replaceAll(/[\s.-]/g, "") ?? ""
  const isVat = /^[A-Z]{2}[0-9A-Z]{5,13}$/.test(number)
  return { legalName, address: addressOf(address), vatId: isVat ? number : null, taxId: isVat || number === "" ? null : taxNumber }
}

function addressOf({ recipient: _recipient, ...address }: PartyAddress): PostalAddress {
  return address
}

function lineOf(line: TaxedLine, of: Snapshot): InvoiceDocumentInput["lines"][number] {
  return {
    position: line.position, sku: line.sku || "-", name: line.name, unit: { code: /^[A-Z0-9]{2,3}$/.test(line.unit) ? line.unit : "C62", name: unitName(line.unit, of.issuer.locale, line.quantity) },
    quantity: line.quantity, unitPrice: line.unitPrice, net: moneyToJson(money(line.netMinor, currency(of.currency))), taxCategory: categoryOf(line, of), taxPercent: line.taxPercent,
    period: line.period && { from: line.period.from, to: lastDay(line.period.until) }, orderNumber: of.orderNumber, shipmentNumber: of.shipmentNumber,
  }
}

export const lastDay = (until: string) => Temporal.PlainDate.from(until).subtract({ days: 1 }).toString()

/** A rate and category stand once on a document, whatever jurisdictions have it; what is not taxed, once for each reason. */
function subtotals(of: Snapshot): InvoiceDocumentInput["taxSubtotals"] {
  const rows = of.composed.taxes.map((row) => {
    const treatment = treatmentOf(of.composed, row)
    return { ...row, treatment, category: categoryOf({ taxPercent: row.percent, taxTreatment: treatment }, of) }
  })
  return [...new Set(rows.map(scopeOf))].map((scope) => subtotalOf(rows.filter((row) => scopeOf(row) === scope), of))
}

type ReasonedRow = TaxRow & { readonly treatment: SaleTreatment | null; readonly category: TaxCategory }
const scopeOf = ({ category, percent }: ReasonedRow) => `${category} ${percent}`

function subtotalOf(rows: readonly ReasonedRow[], of: Snapshot): InvoiceDocumentInput["taxSubtotals"][number] {
  const [unit, words] = [currency(of.currency), documentWords(of.issuer.locale)]
  const sum = (pick: (row: TaxRow) => bigint) => moneyToJson(money(rows.reduce((all, row) => all + pick(row), 0n), unit))
  const { category: taxCategory, percent: taxPercent } = rows[0]!
  // Rows that no localities share leave the rate as it is: parts that do not add up to its tax would say too little.
  const parts = rows.every((row) => (row.parts ?? []).length > 0) ? rows.flatMap((row) => row.parts ?? []) : []
  return {
    taxCategory, taxPercent, label: parts.length > 0 ? words.tax : labelOf(rows, of), taxable: sum((row) => row.netMinor), tax: sum((row) => row.taxMinor), exemptionReason: reasonOf(rows, of), exemptionCode: exemptionCodeOf(taxCategory, of.issuer.seller.country),
    ...(parts.length > 0 && { parts: parts.map((part) => ({ label: part.label || part.locality || words.tax, percent: part.percent, tax: moneyToJson(money(part.taxMinor, unit)) })) }),
  }
}

/** In words: the category's own, or that the seller is not registered where it goes. */
function reasonOf(rows: readonly ReasonedRow[], { issuer: { locale } }: Snapshot): string | null {
  const words = documentWords(locale)
  const places = [...new Set(rows.flatMap(({ treatment, jurisdiction }) => (treatment === "unregistered" ? [jurisdiction] : [])))]
  const others = rows.some(({ treatment }) => treatment !== "unregistered") ? (words.exemption[rows[0]!.category] ?? null) : null
  return [others, places.length > 0 ? words.unregistered(places.join(", ")) : null].filter((text) => text !== null).join("; ") || null
}

/** What the tax alone does not say: whose rate it is instead of the destination's, and who imports. */
function taxNotes({ composed, issuer: { locale } }: Snapshot): string[] {
  const [words, terms] = [documentWords(locale), termsOf(composed)]
  const has = (treatment: SaleTreatment) => composed.lines.some((line) => line.taxTreatment === treatment)
  return [...(has("home_rate") ? [words.homeRate] : []), ...(has("one_stop_shop") ? [words.oneStopShop] : []), ...(terms ? [words.terms[terms]] : [])]
}

/** From the VATEX list, which speaks of the Union's law: a seller elsewhere says it in words alone. */
function exemptionCodeOf(category: TaxCategory, country: string): string | null {
  if (!inEuropeanUnion(country)) return null
  return category === "G" ? "VATEX-EU-G" : category === "K" ? "VATEX-EU-IC" : null
}

function labelOf(rows: readonly TaxRow[], of: Snapshot): string {
  const labels = [...new Set(rows.map((row) => row.label).filter((label) => label !== ""))]
  return labels.length === 1 ? labels[0]! : documentWords(of.issuer.locale).tax
}

export function remitToOf({ remitTo }: Pick<Issuer, "remitTo">): RemitTo | null {
  const plain = (text: string) => text.replaceAll(" ", "").toUpperCase()
  const [iban, bic] = [plain(remitTo.iban), plain(remitTo.bic)]
  const hasIban = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)
  if (remitTo.holder === "" || (!hasIban && remitTo.accountNumber === "")) return null
  return {
    accountHolder: remitTo.holder, bankName: remitTo.bank || null, iban: hasIban ? iban : null, bic: /^[A-Z0-9]{8}([A-Z0-9]{3})?$/.test(bic) ? bic : null,
    accountNumber: hasIban ? null : remitTo.accountNumber, routingNumber: hasIban ? null : remitTo.routingNumber || null, reference: NUMBER,
  }
}

export function brandOf({ brand, seller }: Issuer): InvoiceDocumentInput["brand"] {
  const names = (brand["names"] ?? {}) as Record<string, unknown>
  const matching = (value: unknown, pattern: RegExp) => (typeof value === "string" && pattern.test(value) ? value : undefined)
  const font = (["inter", "source-sans-3", "manrope", "system"] as const).find((one) => one === brand["font"])
  return { displayName: matching(names["display"], /./) ?? seller.name, accent: matching(brand["accent"], /^#[0-9a-f]{6}$/i) ?? "#2b59c3", font: font ?? "inter", logoHash: matching(brand["logo"], /^[0-9a-f]{64}$/) ?? null }
}
