import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { Action } from "../tenancy/contract.ts"

/** What can stand on a statement. Above zero the partner owes the distributor, below zero the distributor the partner. */
export const ENTRY_KINDS = ["supply", "supply_return", "collected", "refunded", "commission", "commission_return", "adjustment"] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]
/**
 * How a supply is taxed: by the distributor; not, because it is delivered into another member state, or the partner owes the tax itself; not, because
 * it leaves the country, is bought to be sold on, or is taxed elsewhere; or not, because the distributor is not registered there.
 */
export const TAX_TREATMENTS = ["taxed", "intra_community", "reverse_charge", "export", "resale", "outside_scope", "unregistered"] as const
export type TaxTreatment = (typeof TAX_TREATMENTS)[number]
/** The partner owes the tax itself, and recovers it where it may. */
export const isAccounted = (treatment: TaxTreatment): boolean => treatment === "intra_community" || treatment === "reverse_charge"
/** Somebody owes tax on it, at a rate. */
export const owesTax = (treatment: TaxTreatment): boolean => treatment === "taxed" || isAccounted(treatment)
/** What an adjustment by hand changes: what goods cost, what the platform's service costs, or only who owes money, which no tax is on. */
export const ADJUSTMENT_KINDS = ["money", "goods", "service"] as const
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number]
/** disputed: issued, and at least one of its lines is in an open dispute. */
export const STATEMENT_STATUSES = ["draft", "issued", "disputed", "settled"] as const
export type StatementStatus = (typeof STATEMENT_STATUSES)[number]
export const DISPUTE_STATUSES = ["open", "accepted", "rejected", "withdrawn"] as const
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number]
export const DISPUTE_REASONS = ["not_received", "wrong_price", "wrong_quantity", "returned", "damaged", "paid_already", "other"] as const
export type DisputeReason = (typeof DISPUTE_REASONS)[number]

const Id = z.uuid()
const Tenant = z.int().positive()
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
const Code = z.string().regex(/^[A-Z]{3}$/)
const Reason = z.string().trim().min(1).max(1000)
const Percent = z.string().regex(/^\d{1,2}(\.\d{1,4})?$/)
const Above = z.object({ amount: z.string().regex(/^[1-9]\d{0,14}$/), currency: Code })
const Signed = z.object({ amount: z.string().regex(/^-?[1-9]\d{0,14}$/), currency: Code })
const Cursor = z.string().max(200).nullish()

export const ListStatements = z.object({
  /** The distributor's choice of a partner; a portal sees its own alone. */
  tenantId: Tenant.optional(), status: z.array(z.enum(STATEMENT_STATUSES)).max(4).default([]), period: Month.optional(), cursor: Cursor, limit: z.int().min(1).max(100).default(50),
})
export type ListStatements = z.input<typeof ListStatements>
export const StatementRef = z.object({ statementId: Id })
export type StatementRef = z.infer<typeof StatementRef>
export const StatementLinesOf = z.object({ statementId: Id, kind: z.enum(ENTRY_KINDS).optional(), disputed: z.boolean().default(false), cursor: Cursor, limit: z.int().min(1).max(200).default(100) })
export type StatementLinesOf = z.input<typeof StatementLinesOf>
export const OrderEntriesOf = z.object({ orderId: Id })
export type OrderEntriesOf = z.infer<typeof OrderEntriesOf>
/** What the next statement will say: of the portal's own tenant, or of the partner that the distributor names. */
export const PreviewStatement = z.object({ tenantId: Tenant.optional() })
export type PreviewStatement = z.infer<typeof PreviewStatement>
export const NextLinesOf = z.object({ tenantId: Tenant.optional(), currency: Code, cursor: Cursor, limit: z.int().min(1).max(200).default(100) })
export type NextLinesOf = z.input<typeof NextLinesOf>

/** Of one partner, or of all; a month that is over. */
export const DraftStatements = z.object({ period: Month, tenantId: Tenant.optional() })
export type DraftStatements = z.infer<typeof DraftStatements>
export const IssueStatement = z.object({ statementId: Id, expectedVersion: z.int().positive() })
export type IssueStatement = z.infer<typeof IssueStatement>
export const SettleStatement = z.object({ statementId: Id, expectedVersion: z.int().positive(), reference: z.string().trim().min(1).max(140), paidOn: z.iso.date() })
export type SettleStatement = z.infer<typeof SettleStatement>
export const RaiseDispute = z.object({ statementId: Id, entryId: Id, reasonCode: z.enum(DISPUTE_REASONS), reason: Reason, claim: Above })
export type RaiseDispute = z.infer<typeof RaiseDispute>
export const DisputeRef = z.object({ disputeId: Id })
export type DisputeRef = z.infer<typeof DisputeRef>
/** accepted: at most what was claimed is taken off, as an adjustment on the same statement. */
export const ResolveDispute = z.object({ disputeId: Id, verdict: z.enum(["accepted", "rejected"]), answer: Reason, amount: Above.optional() })
export type ResolveDispute = z.infer<typeof ResolveDispute>
export const ListDisputes = z.object({ tenantId: Tenant.optional(), statementId: Id.optional(), status: z.array(z.enum(DISPUTE_STATUSES)).max(4).default([]), cursor: Cursor, limit: z.int().min(1).max(100).default(50) })
export type ListDisputes = z.input<typeof ListDisputes>
/** `requestKey` is made by the page when it is drawn: the same key again is the same click. */
export const AdjustSettlement = z.object({ requestKey: Id, tenantId: Tenant, amount: Signed, reason: Reason, about: z.enum(ADJUSTMENT_KINDS).default("money") })
export type AdjustSettlement = z.input<typeof AdjustSettlement>
/**
 * Why a customer was credited goods that the distributor takes back at the transfer price. Every other credit is the partner's own cost: a price
 * that it lowered, goodwill, tax; what the distributor is to bear of those, the partner disputes.
 */
export const CLAW_BACKS = ["goods_returned", "short_delivery", "damaged"] as const
export type ClawBack = (typeof CLAW_BACKS)[number]
/** A new version; what was agreed before stays with the entries that it made. */
export const SaveAgreement = z.object({
  tenantId: Tenant, expectedVersion: z.int().min(0), commissionPercent: Percent, collects: z.boolean(), paymentDays: z.int().min(0).max(180), draftDay: z.int().min(1).max(28), clawBack: z.array(z.enum(CLAW_BACKS)).max(3).default(["goods_returned"]), note: z.string().trim().max(1000).default(""),
})
export type SaveAgreement = z.input<typeof SaveAgreement>
const line = (most: number) => z.string().trim().max(most)
const Country = z.string().regex(/^[A-Z]{2}$/)
/** The distributor by law: its seat, and its tax number in each country where it has one. A new version; what was supplied before stays as it was taxed. */
export const SaveTaxProfile = z.object({
  expectedVersion: z.int().min(0), legalName: line(160).min(1), country: Country,
  address: z.object({ line1: line(160).min(1), line2: line(160).default(""), postalCode: line(20), city: line(80).min(1), region: line(40).default("") }),
  numbers: z.array(z.object({ country: Country, number: line(40).min(1) })).max(60).refine((numbers) => new Set(numbers.map((one) => one.country)).size === numbers.length),
})
export type SaveTaxProfile = z.input<typeof SaveTaxProfile>
export const AgreementOf = z.object({ tenantId: Tenant.optional() })
export type AgreementOf = z.infer<typeof AgreementOf>

/* What pages show. Amounts are minor units as text, days YYYY-MM-DD, months YYYY-MM, instants ISO text, quantities and unit prices decimal text. */

export type { Action }
export type PersonRef = { readonly kind: string; readonly name: string }
export type PartnerRef = { readonly tenantId: number; readonly name: string }
export type DocumentOf = { readonly kind: string; readonly id: string; readonly number: string }

/** One sum per kind, before tax; with the tax they add up to `total`. */
export type StatementSums = Readonly<Record<EntryKind, MoneyJson>> & { readonly tax: MoneyJson; readonly total: MoneyJson; readonly lines: number }

/** What stands under one law and rate. `accounted`: what the partner owes its own authority on it, which is not part of the total. */
export type StatementTax = { readonly treatment: TaxTreatment; readonly jurisdiction: string; readonly percent: string; readonly net: MoneyJson; readonly tax: MoneyJson; readonly accounted: MoneyJson }
/** A side of a statement by law, as it was when it was issued. */
export type StatementParty = { readonly legalName: string; readonly address: { readonly line1: string; readonly line2: string; readonly postalCode: string; readonly city: string; readonly region: string; readonly country: string }; readonly taxNumbers: readonly string[] }
export type TaxProfileView = { readonly version: number; readonly legalName: string; readonly country: string; readonly address: Omit<StatementParty["address"], "country">; readonly numbers: Readonly<Record<string, string>>; readonly by: PersonRef; readonly since: string; readonly manages: boolean }

export type StatementRow = {
  readonly statementId: string
  /** A draft has none. */
  readonly number: string | null
  readonly partner: PartnerRef
  readonly period: string
  readonly currency: string
  readonly status: StatementStatus
  /** With tax: what the period's facts add up to; what disputes took off afterwards; what is to be paid (below zero: by the distributor). */
  readonly total: MoneyJson
  readonly adjusted: MoneyJson
  readonly due: MoneyJson
  readonly issuedOn: string | null
  readonly dueOn: string | null
  readonly settledOn: string | null
  readonly openDisputes: number
}
export type StatementPage = { readonly rows: readonly StatementRow[]; readonly nextCursor: string | null }

export type StatementView = StatementRow & {
  readonly version: number
  readonly sums: StatementSums
  /** Per law and rate, as it was issued, and what accepted disputes changed of it since. */
  readonly taxes: readonly StatementTax[]
  readonly adjustedTaxes: readonly StatementTax[]
  /** Null on a draft. */
  readonly parties: { readonly supplier: StatementParty | null; readonly partner: StatementParty } | null
  /** What earlier statements leave unpaid, for the reader's information; it is paid with those. */
  readonly broughtForward: MoneyJson
  readonly agreement: AgreementView | null
  readonly payment: { readonly reference: string; readonly paidOn: string; readonly amount: MoneyJson; readonly by: PersonRef } | null
  readonly disputes: readonly DisputeView[]
  readonly actions: { readonly issue: Action; readonly settle: Action; readonly dispute: Action }
}

export type StatementLine = {
  readonly entryId: string
  readonly kind: EntryKind
  readonly occurredOn: string
  /** The shipment, payment, credit note or dispute that it comes from. */
  readonly document: DocumentOf
  readonly orderId: string | null
  readonly orderNumber: string | null
  readonly sku: string | null
  readonly name: string | null
  readonly quantity: string | null
  readonly unit: string | null
  /** The transfer price for one unit. */
  readonly unitPrice: string | null
  /** Of a commission. */
  readonly percent: string | null
  readonly memo: string
  /** Before tax. */
  readonly amount: MoneyJson
  /** Null where nothing is supplied: money that was taken in or paid back. */
  readonly tax: Omit<StatementTax, "net"> | null
  readonly dispute: { readonly disputeId: string; readonly status: DisputeStatus } | null
}
/** A fact of an order, and the issued statement on which it stands. */
export type OrderEntry = StatementLine & { readonly statement: { readonly statementId: string; readonly number: string } | null }
export type StatementLines = { readonly rows: readonly StatementLine[]; readonly nextCursor: string | null }

export type DisputeView = {
  readonly disputeId: string
  readonly statementId: string
  readonly statementNumber: string
  readonly partner: PartnerRef
  readonly line: StatementLine
  readonly status: DisputeStatus
  readonly reasonCode: DisputeReason
  readonly reason: string
  /** Of the line's amount, before tax; what is granted takes its tax along. */
  readonly claim: MoneyJson
  readonly raisedBy: PersonRef
  readonly raisedAt: string
  readonly answer: string
  readonly granted: MoneyJson | null
  readonly resolvedBy: PersonRef | null
  readonly resolvedAt: string | null
  readonly actions: { readonly withdraw: Action; readonly resolve: Action }
}
export type DisputePage = { readonly rows: readonly DisputeView[]; readonly nextCursor: string | null }

export type AgreementView = { readonly version: number; readonly commissionPercent: string; readonly collects: boolean; readonly paymentDays: number; readonly draftDay: number; readonly clawBack: readonly ClawBack[]; readonly note: string; readonly by: PersonRef; readonly since: string }

/** Not yet on a statement, per currency: what has happened, and what confirmed orders will add, before tax, when they ship. */
export type NextStatement = { readonly partner: PartnerRef; readonly currencies: readonly { readonly currency: string; readonly sums: StatementSums; readonly ordered: MoneyJson; readonly since: string | null }[] }

/** For the console's front: who owes what. */
export type PartnerBalance = {
  readonly partner: PartnerRef; readonly currency: string
  /** Everything that is not settled: on issued statements, and not yet on one. */
  readonly balance: MoneyJson; readonly onStatements: MoneyJson; readonly next: MoneyJson; readonly openStatements: number; readonly openDisputes: number; readonly agreement: AgreementView | null
}

/** Where the two legs of what was settled do not agree: figures as text. Empty when all is well. */
export type IntercompanyDifference = { readonly partner: PartnerRef; readonly currency: string; readonly entries: string; readonly distributor: string; readonly tenant: string }
/** The same of the distributor's leg alone, which its staff may see. */
export type OwnLegDifference = Omit<IntercompanyDifference, "tenant">

/** What a statement says under each law and rate, and then what accepted disputes changed of it; each with a name of its own. */
export const taxLines = ({ taxes, adjustedTaxes }: Pick<StatementView, "taxes" | "adjustedTaxes">): readonly (StatementTax & { readonly id: string; readonly adjusted: boolean })[] =>
  [...taxes.map((row) => ({ ...row, adjusted: false })), ...adjustedTaxes.map((row) => ({ ...row, adjusted: true }))].map((row) => ({ ...row, id: [row.treatment, row.jurisdiction, row.percent, row.adjusted].join(" ") }))
