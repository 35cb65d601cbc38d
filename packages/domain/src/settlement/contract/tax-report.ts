import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { AccountRef } from "../../ledger/contract.ts"
import type { SaleTreatment } from "../../pricing/contract.ts"
import { Cursor } from "./parts.ts"
import type { TaxTreatment } from "./tax.ts"

/* What a legal entity owes of tax for a period, and from which documents. */

/** What it sells (its documents to customers; the distributor's supplies to partners), and what it is supplied by the distributor. */
export const TAX_SIDES = ["sale", "purchase"] as const
export type TaxSide = (typeof TAX_SIDES)[number]
export type ReportTreatment = SaleTreatment | TaxTreatment
/** "unrecorded": of which nobody kept why. */
export const REPORT_TREATMENTS = ["taxed", "home_rate", "one_stop_shop", "exempt", "intra_community", "reverse_charge", "export", "resale", "outside_scope", "unregistered", "unrecorded"] as const satisfies readonly (ReportTreatment | "unrecorded")[]

/** Days of the books, both included; the current month unless said otherwise. */
const Span = { from: z.iso.date().optional(), until: z.iso.date().optional() }
export const TaxReportOf = z.object(Span)
export type TaxReportOf = z.infer<typeof TaxReportOf>
export const TaxDocumentsOf = z.object({
  ...Span, side: z.enum(TAX_SIDES),
  jurisdiction: z.string().max(40).optional(), percent: z.string().regex(/^\d{1,3}(\.\d{1,4})?$/).optional(),
  treatment: z.enum(REPORT_TREATMENTS).optional(),
  cursor: Cursor, limit: z.int().min(1).max(200).default(50),
})
export type TaxDocumentsOf = z.input<typeof TaxDocumentsOf>

/** In the books' own currency. `payable` is owed to the authority, `recoverable` is due back from it; what goes back is taken off. */
export type TaxAmounts = { readonly net: MoneyJson; readonly payable: MoneyJson; readonly recoverable: MoneyJson }
/** The same of documents in a foreign currency, in that. */
export type ForeignAmounts = TaxAmounts & { readonly currency: string }
export type TaxReportRow = TaxAmounts & {
  readonly jurisdiction: string; readonly percent: string; readonly documents: number
  /** Null where nobody kept it. */
  readonly treatment: ReportTreatment | null
  readonly foreign: readonly ForeignAmounts[]
}
export type TaxReportSide = TaxAmounts & { readonly side: TaxSide; readonly rows: readonly TaxReportRow[]; readonly documents: number }
/** What one locality has of the tax of a jurisdiction, where several levels add up to its rate. */
export type LocalityRow = { readonly jurisdiction: string; readonly level: string; readonly locality: string; readonly label: string; readonly percent: string; readonly net: MoneyJson; readonly tax: MoneyJson }
/** For the return of the Union's one-stop shop: by quarter ("2026-Q4"), member state and rate. */
export type OneStopShopRow = { readonly quarter: string; readonly country: string; readonly percent: string; readonly net: MoneyJson; readonly tax: MoneyJson; readonly documents: number }
/** For the recapitulative statement: what went to a buyer in another member state under its number. */
export type RecapitulativeRow = { readonly number: string; readonly name: string; readonly kind: "goods" | "services"; readonly net: MoneyJson; readonly documents: number }
/** What an account of tax moved in the period, what the documents say of it, and by how much the two differ. */
export type TaxAgreement = { readonly account: AccountRef; readonly books: MoneyJson; readonly documents: MoneyJson; readonly difference: MoneyJson }
export type TaxReport = {
  /** 0 is the distributor. */
  readonly entity: number; readonly currency: string; readonly from: string; readonly until: string
  /** The day that it is where the books are kept. */
  readonly today: string
  /** Whether the period's months are closed: then it stays as it is. */
  readonly status: "open" | "partly_closed" | "closed"; readonly closedThrough: string | null
  readonly sides: readonly TaxReportSide[]; readonly localities: readonly LocalityRow[]; readonly oneStopShop: readonly OneStopShopRow[]; readonly recapitulative: readonly RecapitulativeRow[]
  readonly accounts: readonly TaxAgreement[]
  /** Of all accounts without their signs: zero where report and books agree. */
  readonly difference: MoneyJson
  /** So many documents say nothing of why they are taxed as they are. */
  readonly unrecorded: number
}

/** A document's part of a row: in its own currency and in the books'. */
export type TaxDocumentRow = {
  readonly journalId: string; readonly bookedOn: string; readonly documentOn: string; readonly kind: string; readonly documentId: string; readonly number: string
  readonly party: { readonly id: string; readonly name: string; readonly number: string }; readonly statement: { readonly statementId: string; readonly number: string | null } | null
  readonly jurisdiction: string; readonly treatment: ReportTreatment | null; readonly percent: string; readonly own: TaxAmounts; readonly base: TaxAmounts
}
export type TaxDocuments = { readonly from: string; readonly until: string; readonly currency: string; readonly rows: readonly TaxDocumentRow[]; readonly nextCursor: string | null }
