import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import type { DeliveryTerms } from "../../pricing/contract.ts"
import type { CreditNoteRow, CreditNoteStatus } from "./credits.ts"
import { Cursor, Day, Id, INVOICE_STATUSES, Limit, Positive, Reason, Version, type Action, type InvoiceStatus, type Party, type PartyAddress, type RemitTo, type TaxView } from "./parts.ts"
import type { AttemptStatus, AttemptView, DisputeView, PaidBy } from "./payments.ts"

/* Invoices and their drafts. */

export const InvoiceRef = z.object({ invoiceId: Id })
export type InvoiceRef = z.infer<typeof InvoiceRef>
export const ListInvoices = z.object({
  status: z.array(z.enum(INVOICE_STATUSES)).max(6).default([]),
  accountId: Id.optional(), orderId: Id.optional(), subscriptionId: Id.optional(),
  /** The start of an invoice's, an order's or a PO number. */
  search: z.string().trim().max(60).default(""),
  overdue: z.boolean().default(false),
  from: Day.optional(), to: Day.optional(),
  sort: z.enum(["newest", "oldest", "due"]).default("newest"),
  cursor: Cursor, limit: Limit,
})
export type ListInvoices = z.input<typeof ListInvoices>

/** The invoices of one order or of one subscription, the latest first. */
export const InvoiceTrailOf = z.object({ orderId: Id.optional(), subscriptionId: Id.optional(), limit: z.int().min(1).max(100).default(100) }).refine((of) => (of.orderId === undefined) !== (of.subscriptionId === undefined), "either an order or a subscription")
export type InvoiceTrailOf = z.input<typeof InvoiceTrailOf>

/**
 * A line by the part number of a product, or in words alone. `quantity` counts `unit`, which `unitPrice` is for: one of the product's units, the base unit where it is left out.
 * Words alone are counted in pieces. `taxCategory` left out is the catalogue's for that part number, or else the standard one.
 */
const DraftLine = z.object({
  sku: z.string().trim().max(64).default(""), name: z.string().trim().min(1).max(200), unit: z.string().trim().min(1).max(24).optional(), quantity: Positive,
  unitPrice: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/), taxCategory: z.string().trim().min(1).max(40).optional(),
})
export const SaveInvoiceDraft = z.object({
  invoiceId: Id.optional(), accountId: Id, expectedVersion: Version.optional(), poNumber: z.string().trim().max(60).default(""), note: z.string().trim().max(2000).default(""),
  lines: z.array(DraftLine).min(1).max(200),
})
export type SaveInvoiceDraft = z.input<typeof SaveInvoiceDraft>
export const FinaliseInvoice = z.object({ invoiceId: Id, expectedVersion: Version })
export type FinaliseInvoice = z.infer<typeof FinaliseInvoice>
/** Voiding an invoice, and writing off what is open of it. */
export const GiveUpInvoice = z.object({ invoiceId: Id, reason: Reason })
export type GiveUpInvoice = z.infer<typeof GiveUpInvoice>
export const WRITE_OFF_STATUSES = ["awaiting_approval", "written_off", "rejected", "withdrawn"] as const
export type WriteOffStatus = (typeof WRITE_OFF_STATUSES)[number]
export const WriteOffRef = z.object({ writeOffId: Id })
export type WriteOffRef = z.infer<typeof WriteOffRef>
export const DecideWriteOff = z.object({ writeOffId: Id, verdict: z.enum(["approved", "rejected"]), reason: z.string().trim().max(1000).default("") })
export type DecideWriteOff = z.input<typeof DecideWriteOff>
/** Done at once, or waiting for somebody else: `writeOffId` is the request then. */
export type WrittenOff = { readonly status: WriteOffStatus; readonly writeOffId: string | null }
/** What writing off would do, before it is done. approval null: it is done at once; without approvers nobody could agree, and it is refused. */
export type WriteOffPreview = { readonly amount: MoneyJson; readonly approval: { readonly above: MoneyJson; readonly approvers: readonly string[] } | null }
export type WriteOffRequest = {
  readonly writeOffId: string; readonly status: WriteOffStatus; readonly invoiceId: string; readonly invoiceNumber: string; readonly accountId: string; readonly accountName: string
  readonly amount: MoneyJson; readonly reason: string; readonly requestedBy: string; readonly requestedAt: string
}
/** The one that waits on an invoice, and what the reader may do about it. */
export type WaitingWriteOff = WriteOffRequest & { readonly approvers: readonly string[]; readonly actions: { readonly approve: Action; readonly reject: Action; readonly withdraw: Action } }
/** Write-offs that wait for the reader's word, the oldest first. */
export type WriteOffToDecide = WriteOffRequest & { readonly requestId: string; readonly level: string; readonly onBehalfOf: string | null }
export type WriteOffInbox = { readonly entries: readonly WriteOffToDecide[]; readonly next: { readonly requestedAt: string; readonly requestId: string } | null }

export type InvoiceRow = {
  readonly invoiceId: string; readonly number: string | null; readonly status: InvoiceStatus; readonly accountId: string; readonly accountName: string; readonly orderId: string | null; readonly orderNumber: string | null
  readonly poNumber: string; readonly source: "shipment" | "order" | "manual" | "service"; readonly subscriptionId: string | null
  readonly issuedOn: string | null; readonly dueOn: string | null; readonly overdueDays: number
  readonly total: MoneyJson; readonly open: MoneyJson; readonly attempt: AttemptStatus | null
}
export type InvoicePage = { readonly rows: readonly InvoiceRow[]; readonly nextCursor: string | null; readonly today: string }
/** An invoice with what corrects it and what was taken off it, as it stands on the page of what it came from. Moments are ISO text. */
export type TrailInvoice = {
  readonly invoiceId: string; readonly number: string; readonly status: InvoiceStatus; readonly orderId: string | null; readonly orderNumber: string | null; readonly shipmentNumber: string | null; readonly issuedAt: string
  readonly issuedOn: string; readonly dueOn: string; readonly overdueDays: number; readonly total: MoneyJson; readonly open: MoneyJson
  readonly creditNotes: readonly { readonly creditNoteId: string; readonly number: string | null; readonly status: CreditNoteStatus; readonly total: MoneyJson; readonly at: string }[]
  readonly clearings: readonly { readonly kind: ClearingView["kind"]; readonly sourceId: string | null; readonly paidBy: PaidBy | null; readonly reference: string; readonly amount: MoneyJson; readonly on: string; readonly at: string }[]
}
/** For the head of the list, per currency, over everything that the reader sees. */
export type InvoiceTotals = readonly { readonly currency: string; readonly open: MoneyJson; readonly overdue: MoneyJson; readonly openCount: number; readonly overdueCount: number; readonly credit: MoneyJson }[]

export type InvoiceLineView = {
  readonly lineId: string; readonly position: number; readonly productId: string | null; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string; readonly unitPrice: string
  readonly net: MoneyJson; readonly taxCategory: string; readonly taxPercent: string; readonly jurisdiction: string; readonly tax: MoneyJson; readonly period: { readonly from: string; readonly to: string } | null
  /** What may still be credited of the line. */
  readonly creditable: { readonly quantity: string; readonly net: MoneyJson }
}
/** dispute, refund: below zero, what was taken back of a payment; above it, what of that came again. */
export type ClearingKind = "payment" | "credit" | "discount" | "write_off" | "void" | "dispute" | "refund"
export type ClearingView = { readonly kind: ClearingKind; readonly sourceId: string | null; readonly reference: string; readonly amount: MoneyJson; readonly on: string; readonly by: string; readonly reason: string }
export type InvoiceView = {
  readonly invoiceId: string; readonly number: string | null; readonly status: InvoiceStatus; readonly version: number; readonly accountId: string; readonly accountName: string; readonly source: "shipment" | "order" | "manual" | "service"
  readonly orderId: string | null; readonly orderNumber: string | null; readonly shipmentId: string | null; readonly shipmentNumber: string | null; readonly subscriptionId: string | null; readonly subscriptionNumber: string | null; readonly poNumber: string; readonly note: string
  readonly currency: string; readonly seller: Party; readonly buyer: Party; readonly billTo: PartyAddress; readonly shipTo: PartyAddress | null; readonly remitTo: RemitTo
  readonly issuedOn: string | null; readonly suppliedOn: string | null; readonly dueOn: string | null; readonly overdueDays: number; readonly netDays: number
  readonly discount: { readonly percent: string; readonly amount: MoneyJson; readonly until: string; readonly inTime: boolean } | null
  readonly lines: readonly InvoiceLineView[]; readonly taxes: readonly TaxView[]
  /** Who imports; null where nothing crosses a customs border. */
  readonly deliveryTerms: DeliveryTerms | null
  readonly net: MoneyJson; readonly tax: MoneyJson; readonly total: MoneyJson; readonly paid: MoneyJson; readonly credited: MoneyJson; readonly discounted: MoneyJson; readonly writtenOff: MoneyJson; readonly open: MoneyJson
  readonly clearings: readonly ClearingView[]; readonly attempts: readonly AttemptView[]; readonly creditNotes: readonly CreditNoteRow[]; readonly disputes: readonly DisputeView[]; readonly writeOffRequest: WaitingWriteOff | null
  readonly actions: { readonly pay: Action; readonly credit: Action; readonly void: Action; readonly writeOff: Action; readonly finalise: Action; readonly discard: Action }
}
