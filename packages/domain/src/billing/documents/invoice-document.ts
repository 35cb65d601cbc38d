import { z } from "zod"
import { Country, Day, DecimalText, DocumentBrand, DocumentLocale, MoneyText, Party, Period, PostalAddress, RemitTo, Text } from "./parts.ts"

/**
 * Categories of EN 16931 (UNCL 5305): S taxed at a rate, Z zero rated, E exempt, AE reverse charge, K within the Community,
 * G export, O outside of the scope of tax.
 */
export const TAX_CATEGORIES = ["S", "Z", "E", "AE", "K", "G", "O"] as const
export type TaxCategory = (typeof TAX_CATEGORIES)[number]

const Tax = { taxCategory: z.enum(TAX_CATEGORIES), taxPercent: DecimalText }

/** Something taken off (an allowance) or put on (a charge), of a line or of the whole document. `amount` is above zero for both. */
const Adjustment = z.object({
  kind: z.enum(["allowance", "charge"]),
  reason: Text,
  amount: MoneyText,
  /** What the amount was computed from, where it was: 10 percent of 250.00. */
  percent: DecimalText.nullable().default(null),
  base: MoneyText.nullable().default(null),
})
export type Adjustment = z.infer<typeof Adjustment>

export const InvoiceLine = z.object({
  position: z.int().positive(),
  sku: Text,
  name: Text,
  description: z.string().nullable().default(null),
  gtin: z.string().nullable().default(null),
  buyerSku: z.string().nullable().default(null),
  /** The code of UN/ECE Recommendation 20 or 21 (C62, XBX, MTR), and what the reader calls it. */
  unit: z.object({ code: z.string().min(2).max(3), name: Text }),
  quantity: DecimalText,
  /** The price of one unit before the line's own allowances and charges. */
  unitPrice: DecimalText,
  adjustments: z.array(Adjustment).default([]),
  /** quantity x unitPrice, plus charges, less allowances. */
  net: MoneyText,
  ...Tax,
  period: Period.nullable().default(null),
  /** The day of this line's own supply, where the document gathers those of a month. */
  suppliedOn: Day.optional(),
  orderNumber: z.string().nullable().default(null),
  shipmentNumber: z.string().nullable().default(null),
})
export type InvoiceLine = z.infer<typeof InvoiceLine>

export const TaxSubtotal = z.object({
  ...Tax,
  /** As the reader knows the tax: "USt", "VAT", "CA sales tax". */
  label: Text,
  taxable: MoneyText,
  tax: MoneyText,
  /** Why no tax is charged: required by law wherever the category is neither S nor Z. */
  exemptionReason: z.string().nullable().default(null),
  /** From the VATEX code list, where one fits. */
  exemptionCode: z.string().nullable().default(null),
  /** Whose tax it is, where several jurisdictions add up to the rate: a state, its county, its city. They add up to the tax. */
  parts: z.array(z.object({ label: Text, percent: DecimalText, tax: MoneyText })).optional(),
})
export type TaxSubtotal = z.infer<typeof TaxSubtotal>

const Totals = z.object({
  /** The sum of the lines, before what is taken off or put on the whole document. */
  lines: MoneyText,
  allowances: MoneyText,
  charges: MoneyText,
  net: MoneyText,
  tax: MoneyText,
  gross: MoneyText,
  /** What was paid before the document was issued. */
  prepaid: MoneyText,
  payable: MoneyText,
})

/** Money that was taken in for the buyer or paid back: no supply, but it counts towards what is paid. Above zero it pays the document. */
const Advance = z.object({ on: Day, name: Text, number: z.string(), amount: MoneyText })
export type Advance = z.infer<typeof Advance>

const Terms = z.object({
  /** As it was agreed, in the reader's language: "30 days net". */
  text: Text,
  earlyPayment: z.object({ percent: DecimalText, payBy: Day, discount: MoneyText }).nullable().default(null),
})

/** How amounts came about, so that anybody can compute them again. */
const Rounding = z.object({
  /** per_invoice: the tax of each category and rate is rounded once. per_line: each line's tax is rounded, and they are added up. */
  taxMethod: z.enum(["per_line", "per_invoice"]),
  mode: z.literal("half_away_from_zero"),
})

/**
 * Everything that an invoice or a credit note says, taken down when it was finalised. It is the only thing that its PDF and its
 * electronic form are made of, so they come out the same for ever, whatever happens to names, prices and brands afterwards.
 * A credit note's amounts are above zero: it is the kind that says which way the money goes.
 */
export const InvoiceDocument = z.object({
  /** Which drawing of the document; a new drawing gets a new number, and old documents keep theirs. */
  layout: z.literal(1),
  kind: z.enum(["invoice", "credit_note"]),
  /** A distributor's statement to a partner, which is the invoice of a month, or what corrects one: it may say nothing but what was paid. */
  paper: z.enum(["settlement", "correction"]).optional(),
  number: Text,
  issuedOn: Day,
  dueOn: Day.nullable(),
  /** When it was delivered or rendered. */
  supply: Period.nullable(),
  locale: DocumentLocale,
  currency: z.string().regex(/^[A-Z]{3}$/),
  seller: Party,
  buyer: Party,
  shipTo: z.object({ recipient: Text, address: PostalAddress }).nullable().default(null),
  /** The buyer's own reference, asked for by public buyers (Leitweg-ID), and its PO number. */
  buyerReference: z.string().nullable().default(null),
  poNumber: z.string().nullable().default(null),
  orderNumbers: z.array(Text).default([]),
  shipmentNumbers: z.array(Text).default([]),
  lines: z.array(InvoiceLine),
  /** Of the whole document: freight, a discount on everything. Each has a tax category of its own. */
  adjustments: z.array(Adjustment.extend(Tax)).default([]),
  taxSubtotals: z.array(TaxSubtotal),
  /** They add up to what the totals call prepaid. */
  advances: z.array(Advance).optional(),
  totals: Totals,
  /** The total tax in the seller's own currency, where the law asks for it because the document is in another one. */
  accountingTax: z.object({ tax: MoneyText, rate: DecimalText, ratedOn: Day }).nullable().default(null),
  terms: Terms,
  remitTo: RemitTo.nullable(),
  /** How it was or will be paid; a card has paid already. */
  payment: z.enum(["transfer", "card", "direct_debit"]).default("transfer"),
  /** The invoices that a credit note corrects. */
  corrects: z.array(z.object({ number: Text, issuedOn: Day })).default([]),
  /** Why it was credited. */
  reason: z.string().nullable().default(null),
  notes: z.array(Text).default([]),
  brand: DocumentBrand,
  rounding: Rounding,
  /** The seller's country decides the paper: Letter in the United States and Canada, A4 elsewhere. */
  paperCountry: Country,
}).refine(({ paper, lines, taxSubtotals }) => paper !== undefined || (lines.length > 0 && taxSubtotals.length > 0), "an invoice has lines")
export type InvoiceDocument = z.infer<typeof InvoiceDocument>
/** What may be written: everything that has a default may be left out. */
export type InvoiceDocumentInput = z.input<typeof InvoiceDocument>
