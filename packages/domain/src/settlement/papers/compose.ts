import { formatDate, grouped, inEuropeanUnion, Temporal } from "@entrepot/kernel"
import { NO_ACCOUNT, partyOf, remitToOf, type DocumentLocale, type InvoiceDocumentInput, type Party, type TaxCategory } from "../../billing/index.ts"
import type { RemitTo } from "../../billing/contract.ts"
import { NETWORK_ACCENT } from "../../tenancy/index.ts"
import { isAccounted, type StatementParty } from "../contract.ts"
import { jsonOf } from "../partner.ts"
import { advanceOf, gathered, isMoney, lineOf, MOST_FACTS, spoken, type Fact } from "./lines.ts"
import { categoryOf, EXEMPTION_CODES, paperWords } from "./words.ts"

/** What an issued statement is made of, beside its lines. */
export type Head = {
  readonly number: string; readonly period: string; readonly currency: string; readonly issuedOn: string; readonly dueOn: string; readonly locale: DocumentLocale; readonly distributor: string; readonly partnerCode: string; readonly partnerEmail: string
  readonly supplier: StatementParty | null; readonly partner: StatementParty; readonly remitTo: Partial<RemitTo>; readonly email: string; readonly accent: string | null; readonly logoHash: string | null
  /** The statements on which the goods stood that came back. */
  readonly corrects: readonly { readonly number: string; readonly issuedOn: string }[]
}

/**
 * What a statement says as an invoice, or as a credit note where more came back than was supplied. What was supplied are its lines, with their tax as it was taken;
 * money that was taken in or paid back counts as paid. A credit note's amounts are turned, as those of a customer's are.
 */
export function composePaper(head: Head, facts: readonly Fact[]): InvoiceDocumentInput {
  const supplied = facts.filter((fact) => !isMoney(fact))
  const total = (of: readonly Fact[]) => of.reduce((all, { amount, taxMinor }) => all + amount + taxMinor, 0n)
  const sign = total(supplied) < 0n ? -1n : 1n
  const kind = sign < 0n ? "credit_note" : "invoice"
  const payable = total(facts)
  const net = supplied.reduce((all, { amount }) => all + amount, 0n) * sign
  const amount = (minor: bigint) => jsonOf(minor, head.currency)
  const [gross, paid] = [total(supplied) * sign, -total(facts.filter(isMoney)) * sign]
  const remitTo = remitToOf({ remitTo: { ...NO_ACCOUNT, holder: head.supplier?.legalName ?? head.distributor, ...head.remitTo } })
  return {
    layout: 1, paper: "settlement", kind, number: head.number, issuedOn: head.issuedOn, dueOn: head.dueOn, supply: periodOf(head, supplied), locale: head.locale, currency: head.currency,
    ...partiesOf(head, supplied), buyerReference: head.partnerCode,
    lines: gathered(supplied).map((fact, index) => lineOf(fact, index + 1, head.locale, sign)), taxSubtotals: subtotals(supplied, head, sign), advances: gathered(facts.filter(isMoney)).map((fact) => advanceOf(fact, head.locale, sign)),
    totals: { lines: amount(net), allowances: amount(0n), charges: amount(0n), net: amount(net), tax: amount(gross - net), gross: amount(gross), prepaid: amount(paid), payable: amount(gross - paid) },
    terms: { text: termsOf(head, payable) }, remitTo: remitTo && { ...remitTo, reference: head.number }, corrects: kind === "credit_note" ? [...head.corrects] : [], reason: kind === "credit_note" ? paperWords(head.locale).corrected : null, notes: notesOf(head, facts),
    brand: { displayName: head.distributor, accent: head.accent ?? NETWORK_ACCENT, font: "inter", logoHash: head.logoHash }, rounding: { taxMethod: "per_line", mode: "half_away_from_zero" }, paperCountry: head.supplier?.address.country ?? head.partner.address.country,
  }
}

/** The month, and before it the days of what came too late for its own. */
function periodOf({ period }: Head, supplied: readonly Fact[]) {
  const month = Temporal.PlainYearMonth.from(period)
  const first = month.toPlainDate({ day: 1 }).toString()
  return { from: supplied.reduce((earliest, { occurredOn }) => (occurredOn < earliest ? occurredOn : earliest), first), to: month.toPlainDate({ day: month.daysInMonth }).toString() }
}

function termsOf({ locale, issuedOn, dueOn }: Head, payable: bigint): string {
  const words = paperWords(locale)
  const due = Temporal.PlainDate.from(dueOn)
  if (payable === 0n) return words.nothing
  return payable < 0n ? words.weOwe(formatDate(due, locale, "long")) : words.netDays(Temporal.PlainDate.from(issuedOn).until(due).days)
}

function partiesOf(head: Head, supplied: readonly Fact[]): Pick<InvoiceDocumentInput, "seller" | "buyer" | "shipTo"> {
  const buyer = partyBy(head.partner, head.partner.taxNumbers[0] ?? null)
  const intra = supplied.filter(({ taxTreatment }) => taxTreatment === "intra_community").map(({ taxJurisdiction }) => (taxJurisdiction ?? "").slice(0, 2))
  const country = intra.includes(head.partner.address.country) ? head.partner.address.country : intra[0]
  return {
    seller: sellerOf(head, supplied), buyer: { ...buyer, number: head.partnerCode, email: head.partnerEmail || null },
    // Within the Union it has to be said where to: to the partner, or into the country that its goods went to.
    shipTo: country === undefined ? null : { recipient: head.partner.legalName, address: country === head.partner.address.country ? head.partner.address : { line1: "", city: "", postalCode: "", country } },
  }
}

/** An invoice has room for one number: that of the country under whose law tax is charged, or else the first; the others stand beside it. */
function sellerOf({ supplier, distributor, partner, email, locale }: Head, supplied: readonly Fact[]): InvoiceDocumentInput["seller"] {
  if (!supplier) return { legalName: distributor, address: { line1: "", city: "", postalCode: "", country: partner.address.country }, email: email || null }
  const laws = supplied.filter(({ taxTreatment }) => taxTreatment === "taxed").map(({ taxJurisdiction }) => (taxJurisdiction ?? "").slice(0, 2).replace("GR", "EL"))
  const number = supplier.taxNumbers.find((one) => laws.includes(one.slice(0, 2))) ?? supplier.taxNumbers[0] ?? null
  const others = supplier.taxNumbers.filter((one) => one !== number)
  return { ...partyBy(supplier, number), tradeName: distributor === supplier.legalName ? null : distributor, email: email || null, legalNote: others.length > 0 ? paperWords(locale).also(others.join(", ")) : null }
}

function partyBy({ legalName, address }: StatementParty, number: string | null): Pick<Party, "legalName" | "address" | "vatId" | "taxId"> {
  return partyOf(legalName, number, { recipient: legalName, ...address })
}

/** A rate and category stand once; under whose law, where it is several. */
function subtotals(supplied: readonly Fact[], { locale, currency, supplier }: Head, sign: bigint): InvoiceDocumentInput["taxSubtotals"] {
  const words = paperWords(locale)
  const groups = grouped(supplied, ({ taxTreatment, taxPercent }) => { const category = categoryOf(taxTreatment, taxPercent); return `${category} ${category === "S" ? taxPercent! : "0"}` })
  const sum = (facts: readonly Fact[], pick: (fact: Fact) => bigint) => jsonOf(facts.reduce((all, fact) => all + pick(fact), 0n) * sign, currency)
  return [...groups].map(([key, facts]) => {
    const [category, percent] = key.split(" ") as [TaxCategory, string]
    const reasons = new Set(category === "S" || category === "Z" ? [] : facts.map(({ taxTreatment }) => (taxTreatment && words.reason[taxTreatment]) ?? words.untold))
    const laws = grouped(facts, ({ taxJurisdiction }) => taxJurisdiction ?? "")
    const parts = category === "S" && laws.size > 1 ? [...laws].map(([law, some]) => ({ label: law, percent, tax: sum(some, ({ taxMinor }) => taxMinor) })) : undefined
    return {
      taxCategory: category, taxPercent: percent, label: parts ? words.tax : [words.tax, ...laws.keys()].join(" "), taxable: sum(facts, (fact) => fact.amount), tax: sum(facts, (fact) => fact.taxMinor),
      exemptionReason: [...reasons].join(" · ") || null, exemptionCode: inEuropeanUnion(supplier?.address.country ?? "") ? (EXEMPTION_CODES[category] ?? null) : null, ...(parts && { parts }),
    }
  })
}

/** What the partner accounts for itself, by law and rate; and that lines are put together, where they are. */
function notesOf({ locale, currency }: Head, facts: readonly Fact[]): string[] {
  const words = paperWords(locale)
  const own = facts.filter(({ taxTreatment }) => taxTreatment !== null && isAccounted(taxTreatment))
  const rates = grouped(own, ({ taxJurisdiction, taxPercent }) => `${taxJurisdiction} ${taxPercent}`)
  const accounted = [...rates].map(([key, some]) => {
    const [country = "", percent = ""] = key.split(" ")
    const sum = (pick: (fact: Fact) => bigint) => spoken(some.reduce((all, fact) => all + pick(fact), 0n), currency, locale)
    return words.accounted({ country, percent: locale === "en" ? percent : percent.replace(".", ","), net: sum((fact) => fact.amount), tax: sum((fact) => fact.accountedMinor) })
  })
  return [...accounted, ...(facts.length > MOST_FACTS ? [words.gathered] : [])]
}
