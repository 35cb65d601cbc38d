import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"
import { AboveZero, Cursor, Day, Id, Limit, MoneyText, Reason, RequestKey, ReturnPath, type Action, type InvoiceStatus } from "./parts.ts"

/* Paying, by card and otherwise, and what goes back. */

export const ATTEMPT_STATUSES = ["created", "submitted", "requires_action", "succeeded", "failed", "unknown"] as const
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number]
export const SETUP_STATUSES = ["created", "redirect", "succeeded", "failed", "expired", "unknown"] as const
export type SetupStatus = (typeof SETUP_STATUSES)[number]
export const REFUND_STATUSES = ["created", "submitted", "succeeded", "failed", "unknown"] as const
export type RefundStatus = (typeof REFUND_STATUSES)[number]
export const PAID_BY = ["card", "sepa_debit", "bank_transfer", "cash", "cheque", "other"] as const
export type PaidBy = (typeof PAID_BY)[number]

const Share = z.object({ invoiceId: Id, amount: MoneyText })
export const QuotePayment = z.object({ invoiceIds: z.array(Id).min(1).max(100) })
export type QuotePayment = z.infer<typeof QuotePayment>
export const PayInvoices = z.object({
  requestKey: RequestKey, invoices: z.array(Share).min(1).max(100),
  /** Taken from the account's credit first, the oldest invoice first; what is left is charged. */
  credit: MoneyText.nullish(), methodId: Id.nullish(), returnPath: ReturnPath.default("/invoices"),
})
export type PayInvoices = z.input<typeof PayInvoices>
export const AttemptRef = z.object({ attemptId: Id })
export type AttemptRef = z.infer<typeof AttemptRef>
/** How money comes that is recorded by hand. */
export const RECORDED_BY = ["bank_transfer", "cash", "cheque", "other"] as const satisfies readonly PaidBy[]
const Received = {
  accountId: Id, amount: AboveZero, receivedOn: Day,
  /** What the money is for. What is left of it stays as credit; null spreads it over the oldest invoices. */
  invoices: z.array(Share).max(200).nullable(),
}
export const RecordPayment = z.object({ requestKey: RequestKey, ...Received, paidBy: z.enum(RECORDED_BY), reference: z.string().trim().max(140).default("") })
export type RecordPayment = z.input<typeof RecordPayment>
export const PreviewPayment = z.object(Received)
export type PreviewPayment = z.infer<typeof PreviewPayment>
export const ApplyCredit = z.object({ requestKey: RequestKey, accountId: Id.optional(), invoices: z.array(Share).min(1).max(100) })
export type ApplyCredit = z.infer<typeof ApplyCredit>
export const PreviewCredit = ApplyCredit.omit({ requestKey: true })
export type PreviewCredit = z.infer<typeof PreviewCredit>
export const RefundPayment = z.object({ requestKey: RequestKey, paymentId: Id, amount: MoneyText, reason: Reason })
export type RefundPayment = z.infer<typeof RefundPayment>
export const ListPayments = z.object({ accountId: Id.optional(), paymentId: Id.optional(), from: Day.optional(), to: Day.optional(), cursor: Cursor, limit: Limit })
export type ListPayments = z.input<typeof ListPayments>
export const StartSetup = z.object({ accountId: Id.optional(), returnPath: ReturnPath.default("/payment-methods") })
export type StartSetup = z.input<typeof StartSetup>
export const SetupRef = z.object({ setupId: Id })
export type SetupRef = z.infer<typeof SetupRef>
export const MethodRef = z.object({ methodId: Id })
export type MethodRef = z.infer<typeof MethodRef>

export type PaymentQuoteLine = { readonly invoiceId: string; readonly number: string; readonly dueOn: string; readonly open: MoneyJson; readonly discount: MoneyJson; readonly toPay: MoneyJson; readonly blockedBy: AttemptStatus | null }
/** What paying these invoices today takes; one currency. */
export type PaymentQuote = { readonly currency: string; readonly lines: readonly PaymentQuoteLine[]; readonly open: MoneyJson; readonly discount: MoneyJson; readonly credit: MoneyJson; readonly toPay: MoneyJson; readonly methods: readonly MethodView[]; readonly cards: Action }
/** attemptId null: credit covered everything. */
export type Paying = { readonly attemptId: string | null; readonly status: AttemptStatus; readonly charged: MoneyJson; readonly credited: MoneyJson }
export type AttemptView = {
  readonly attemptId: string; readonly status: AttemptStatus; readonly cause: "person" | "automatic" | "retry"; readonly amount: MoneyJson; readonly method: string; readonly redirectUrl: string | null
  readonly decline: "soft" | "hard" | null; readonly code: string | null; readonly createdAt: string; readonly settledAt: string | null; readonly invoiceIds: readonly string[]; readonly returnPath: string
}
export type MethodView = { readonly methodId: string; readonly kind: "card" | "sepa_debit" | "other"; readonly brand: string; readonly last4: string; readonly expires: string | null; readonly expired: boolean; readonly expiresSoon: boolean; readonly isDefault: boolean; readonly refused: boolean; readonly addedAt: string }
export type MethodsView = { readonly accountId: string; readonly methods: readonly MethodView[]; readonly add: Action }
export type SetupView = { readonly setupId: string; readonly status: SetupStatus; readonly redirectUrl: string | null; readonly methodId: string | null; readonly code: string | null; readonly returnPath: string }
/** inquiry: the bank only asks. closed: it ended without a word on who was right. */
export const DISPUTE_STATUSES = ["inquiry", "needs_response", "under_review", "won", "lost", "closed"] as const
export type DisputeStatus = (typeof DISPUTE_STATUSES)[number]
export type ClosedDispute = Extract<DisputeStatus, "won" | "lost" | "closed">
export const isClosedDispute = (status: DisputeStatus): status is ClosedDispute => status === "won" || status === "lost" || status === "closed"
/** Why it is disputed, as far as we have words for it; the provider names more and will name others. */
export const DISPUTE_REASONS = ["product_not_received", "product_unacceptable", "fraudulent", "duplicate", "credit_not_processed", "subscription_canceled", "unrecognized", "other"] as const
export type DisputeReason = (typeof DISPUTE_REASONS)[number]
export const disputeReason = (given: string): DisputeReason => DISPUTE_REASONS.find((each) => each === given) ?? "other"
/** A payment that its card's holder disputes. `staff` is for the tenant's own who record payments: an account's user learns that it was disputed, and no more. */
export type DisputeView = {
  readonly disputeId: string; readonly paymentId: string; readonly accountId: string; readonly accountName: string; readonly amount: MoneyJson; readonly open: boolean; readonly invoices: readonly { readonly invoiceId: string; readonly number: string }[]
  readonly staff: {
    readonly ref: string; readonly status: DisputeStatus; readonly reason: DisputeReason; readonly answerBy: string | null; readonly openedAt: string
    /** What of the payment is away now; what of that neither an invoice nor credit could bear; what the provider keeps for it. */
    readonly withdrawn: MoneyJson; readonly uncovered: MoneyJson; readonly fee: MoneyJson
  } | null
}
export const REFUND_SOURCES = ["portal", "provider"] as const
export type PaymentRow = {
  readonly paymentId: string; readonly accountId: string; readonly accountName: string; readonly paidBy: PaidBy; readonly reference: string; readonly amount: MoneyJson; readonly applied: MoneyJson; readonly unapplied: MoneyJson; readonly refunded: MoneyJson
  readonly receivedOn: string; readonly recordedAt: string; readonly by: string; readonly invoices: readonly { readonly invoiceId: string; readonly number: string; readonly amount: MoneyJson }[]
  readonly refunds: readonly { readonly refundId: string; readonly status: RefundStatus; readonly amount: MoneyJson; readonly reason: string; readonly source: (typeof REFUND_SOURCES)[number] }[]; readonly refund: Action; readonly disputes: readonly DisputeView[]
  /** What of it can go back now: no more than is left of it, and than its account has to its credit. */
  readonly refundable: MoneyJson
}
/** What money or credit would settle, before it does: of each invoice what is taken, and how it stands then. */
export type ClearingPreview = { readonly lines: readonly ClearingPreviewLine[]; readonly rest: MoneyJson; readonly creditAfter: MoneyJson }
export type ClearingPreviewLine = { readonly invoiceId: string; readonly number: string; readonly dueOn: string; readonly open: MoneyJson; readonly taken: MoneyJson; readonly discount: MoneyJson; readonly openAfter: MoneyJson; readonly statusAfter: InvoiceStatus }
export type PaymentPage = { readonly rows: readonly PaymentRow[]; readonly nextCursor: string | null }
