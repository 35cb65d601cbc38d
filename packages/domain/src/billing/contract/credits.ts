import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { DeliveryTerms } from "../../pricing/contract.ts"
import { Cursor, Id, Limit, MoneyText, Positive, Reason, RequestKey, type Action, type TaxView } from "./parts.ts"

/* Credit notes. */

export const CREDIT_NOTE_STATUSES = ["awaiting_approval", "issued", "rejected", "withdrawn"] as const
export type CreditNoteStatus = (typeof CREDIT_NOTE_STATUSES)[number]
export const CREDIT_REASONS = ["goods_returned", "short_delivery", "damaged", "price", "cancelled", "goodwill", "tax", "other"] as const
export type CreditReason = (typeof CREDIT_REASONS)[number]

export const CreditLine = z.object({
  lineId: Id,
  /** Goods: so many of the invoice's unit at the invoice's price. */
  quantity: Positive.optional(),
  /** Money without goods: so much of the line's net. */
  net: MoneyText.optional(),
}).refine((line) => (line.quantity === undefined) !== (line.net === undefined), "either a quantity or an amount")
export const RequestCreditNote = z.object({
  requestKey: RequestKey, invoiceId: Id, reasonCode: z.enum(CREDIT_REASONS), reason: Reason,
  /** Set against the invoice as far as it is open; otherwise it stays as credit. */
  apply: z.boolean().default(true),
  lines: z.array(CreditLine).min(1).max(500),
})
export type RequestCreditNote = z.input<typeof RequestCreditNote>
/** The same question before it is asked: no words yet, and no key. */
export const PreviewCreditNote = RequestCreditNote.omit({ requestKey: true, reasonCode: true, reason: true })
export type PreviewCreditNote = z.input<typeof PreviewCreditNote>
export const CreditNoteRef = z.object({ creditNoteId: Id })
export type CreditNoteRef = z.infer<typeof CreditNoteRef>
export const DecideCreditNote = z.object({ creditNoteId: Id, verdict: z.enum(["approved", "rejected"]), reason: z.string().trim().max(1000).default("") })
export type DecideCreditNote = z.input<typeof DecideCreditNote>
export const ListCreditNotes = z.object({ status: z.array(z.enum(CREDIT_NOTE_STATUSES)).max(4).default([]), accountId: Id.optional(), invoiceId: Id.optional(), cursor: Cursor, limit: Limit })
export type ListCreditNotes = z.input<typeof ListCreditNotes>

export type CreditNoteRow = {
  readonly creditNoteId: string; readonly number: string | null; readonly status: CreditNoteStatus; readonly accountId: string; readonly accountName: string; readonly invoiceId: string; readonly invoiceNumber: string
  readonly reasonCode: CreditReason; readonly reason: string; readonly total: MoneyJson; readonly requestedBy: string; readonly requestedAt: string; readonly issuedOn: string | null
}
export type CreditNotePage = { readonly rows: readonly CreditNoteRow[]; readonly nextCursor: string | null }
/** For the head of the list, per currency: what waits, and what was issued since the year began. */
export type CreditNoteTotals = readonly { readonly currency: string; readonly waiting: MoneyJson; readonly waitingCount: number; readonly issued: MoneyJson; readonly issuedCount: number }[]
export type CreditNoteLineView = { readonly lineId: string; readonly invoiceLineId: string; readonly position: number; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string; readonly unitPrice: string; readonly net: MoneyJson; readonly taxCategory: string; readonly taxPercent: string; readonly jurisdiction: string; readonly tax: MoneyJson }
export type CreditNoteView = CreditNoteRow & {
  readonly currency: string; readonly apply: boolean; readonly net: MoneyJson; readonly tax: MoneyJson; readonly lines: readonly CreditNoteLineView[]; readonly taxes: readonly TaxView[]
  /** Who imported what is taken back; null where nothing of it crossed a customs border. */
  readonly deliveryTerms: DeliveryTerms | null
  /** What the invoice takes of it, and what stays as credit: as it came, or as it would come today; null where it came to nothing. */
  readonly settles: { readonly applied: MoneyJson; readonly kept: MoneyJson } | null
  readonly settledAt: string | null
  readonly approval: { readonly level: string; readonly approvers: readonly string[] } | null; readonly decisions: readonly { readonly by: string; readonly verdict: "approved" | "rejected"; readonly reason: string; readonly at: string }[]
  readonly actions: { readonly approve: Action; readonly reject: Action; readonly withdraw: Action }
}
/** What asking would do, before it is asked. approval null: it is issued at once; without approvers nobody could agree, and it is refused. */
export type CreditNotePreview = {
  readonly net: MoneyJson; readonly tax: MoneyJson; readonly total: MoneyJson; readonly appliedToInvoice: MoneyJson; readonly keptAsCredit: MoneyJson; readonly taxes: readonly TaxView[]
  readonly lines: readonly { readonly lineId: string; readonly net: MoneyJson; readonly tax: MoneyJson }[]
  readonly approval: { readonly above: MoneyJson; readonly approvers: readonly string[] } | null
}
/** Credit notes that wait for the reader's word, the oldest first. */
export type CreditNoteToDecide = CreditNoteRow & { readonly requestId: string; readonly level: string; readonly onBehalfOf: string | null }
export type CreditNoteInbox = { readonly entries: readonly CreditNoteToDecide[]; readonly next: { readonly requestedAt: string; readonly requestId: string } | null }
