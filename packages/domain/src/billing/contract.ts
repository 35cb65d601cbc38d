import { z } from "zod"
import type { MoneyJson } from "@entrepot/kernel"

export const INVOICE_STATUSES = ["draft", "open", "partly_paid", "paid", "void", "uncollectible"] as const
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number]
export const ATTEMPT_STATUSES = ["created", "submitted", "requires_action", "succeeded", "failed", "unknown"] as const
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number]
export const SETUP_STATUSES = ["created", "redirect", "succeeded", "failed", "expired", "unknown"] as const
export type SetupStatus = (typeof SETUP_STATUSES)[number]
export const REFUND_STATUSES = ["created", "submitted", "succeeded", "failed", "unknown"] as const
export type RefundStatus = (typeof REFUND_STATUSES)[number]
export const CREDIT_NOTE_STATUSES = ["awaiting_approval", "issued", "rejected", "withdrawn"] as const
export type CreditNoteStatus = (typeof CREDIT_NOTE_STATUSES)[number]
export const CREDIT_REASONS = ["goods_returned", "short_delivery", "damaged", "price", "cancelled", "goodwill", "tax", "other"] as const
export type CreditReason = (typeof CREDIT_REASONS)[number]
export const PAID_BY = ["card", "sepa_debit", "bank_transfer", "cash", "cheque", "other"] as const
export type PaidBy = (typeof PAID_BY)[number]
export const DUNNING_STAGES = ["none", "overdue", "restricted", "suspended"] as const
export type DunningStage = (typeof DUNNING_STAGES)[number]
export const DUNNING_STEPS = ["notice", "retry", "waits_for_method", "restricted", "suspended", "lifted"] as const
export type DunningStep = (typeof DUNNING_STEPS)[number]
/** Days overdue: not yet due, 1 to 30, 31 to 60, 61 to 90, more. */
export const AGEING_BUCKETS = ["current", "days_1_30", "days_31_60", "days_61_90", "days_over_90"] as const
export type AgeingBucket = (typeof AGEING_BUCKETS)[number]

const Id = z.uuid()
const Day = z.iso.date()
const Version = z.int().positive()
const Reason = z.string().trim().min(1).max(1000)
const Code = z.string().regex(/^[A-Z]{3}$/)
const Minor = z.string().regex(/^\d{1,15}$/)
const Positive = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/).refine((text) => /[1-9]/.test(text), "above zero")
const Percent = z.string().regex(/^\d{1,2}(\.\d{1,4})?$/)
const MoneyText = z.object({ amount: Minor, currency: Code })
const AboveZero = MoneyText.refine(({ amount }) => BigInt(amount) > 0n, "above zero")
const Cursor = z.string().max(200).nullish()
const Limit = z.int().min(1).max(100).default(50)
/** Made by the page when it is drawn: the same key again is the same click. */
const RequestKey = z.uuid()
/** A page of the portal's own, such as "/invoices". */
const ReturnPath = z.string().regex(/^\/(?!\/)[\w\-./?=&%]*$/).max(300)

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

const DraftLine = z.object({ sku: z.string().trim().max(64).default(""), name: z.string().trim().min(1).max(200), unit: z.string().trim().min(1).max(24).default("each"), quantity: Positive, unitPrice: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/), taxCategory: z.string().trim().min(1).max(40).default("standard") })
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

const Terms = { netDays: z.int().min(0).max(365), discountPercent: Percent.default("0"), discountDays: z.int().min(0).max(365).default(0) }
export const SaveAccountTerms = z.object({ accountId: Id, ...Terms })
export type SaveAccountTerms = z.input<typeof SaveAccountTerms>
export const AccountTermsRef = z.object({ accountId: Id })
export type AccountTermsRef = z.infer<typeof AccountTermsRef>
export const SaveBillingProfile = z.object({
  taxRounding: z.enum(["per_line", "per_invoice"]), ...Terms, invoicePrefix: z.string().regex(/^[A-Z0-9-]{0,12}$/), creditPrefix: z.string().regex(/^[A-Z0-9-]{0,12}$/),
  /** An IBAN where there is one; elsewhere the number of the account and of its bank. */
  remitTo: z.object({
    holder: z.string().trim().max(120).default(""), iban: z.string().trim().max(60).default(""), bic: z.string().trim().max(20).default(""), bank: z.string().trim().max(120).default(""),
    accountNumber: z.string().trim().max(34).default(""), routingNumber: z.string().trim().max(20).default(""),
  }),
  /** Credit notes above this need somebody else's word: null is never, 0 is always. In the tenant's currency. */
  creditThreshold: MoneyText.nullable(), expectedVersion: z.int().min(0),
})
export type SaveBillingProfile = z.input<typeof SaveBillingProfile>
export const AccountChoice = z.object({ accountId: Id.optional() })
export type AccountChoice = z.infer<typeof AccountChoice>

/* Paying */

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
export const ListPayments = z.object({ accountId: Id.optional(), from: Day.optional(), to: Day.optional(), cursor: Cursor, limit: Limit })
export type ListPayments = z.input<typeof ListPayments>
export const StartSetup = z.object({ accountId: Id.optional(), returnPath: ReturnPath.default("/payment-methods") })
export type StartSetup = z.input<typeof StartSetup>
export const SetupRef = z.object({ setupId: Id })
export type SetupRef = z.infer<typeof SetupRef>
export const MethodRef = z.object({ methodId: Id })
export type MethodRef = z.infer<typeof MethodRef>
export const SavePaymentSettings = z.object({ accountRef: z.string().regex(/^[\w-]{1,80}$/).nullable(), cardsEnabled: z.boolean(), expectedVersion: z.int().min(0) })
export type SavePaymentSettings = z.infer<typeof SavePaymentSettings>

/* Credit notes */

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

/* Dunning, statement */

export const DunningPolicyDraft = z.object({
  graceDays: z.int().min(0).max(90), noticeDays: z.array(z.int().min(1).max(365)).max(6), retryDays: z.array(z.int().min(1).max(60)).max(8),
  restrictDays: z.int().min(1).max(365).nullable(), suspendDays: z.int().min(1).max(365).nullable(), minimum: MoneyText.nullable(),
}).refine(({ restrictDays, suspendDays }) => restrictDays === null || suspendDays === null || suspendDays >= restrictDays, "suspension comes after restriction")
export type DunningPolicyDraft = z.infer<typeof DunningPolicyDraft>
export const SaveDunningPolicy = z.object({ policy: DunningPolicyDraft, expectedVersion: z.int().min(0) })
export type SaveDunningPolicy = z.infer<typeof SaveDunningPolicy>
/** Without a draft, the policy in force. */
export const PreviewDunning = z.object({
  policy: DunningPolicyDraft.optional(),
  /** Those alone who stand there now, those alone whom the policy puts there, and those alone whom it moves. */
  now: z.enum(DUNNING_STAGES).optional(), stage: z.enum(DUNNING_STAGES).optional(), moving: z.boolean().default(false), accountId: Id.optional(),
  limit: z.int().min(1).max(500).default(100),
})
export type PreviewDunning = z.input<typeof PreviewDunning>
export const AskStatement = z.object({ accountId: Id.optional(), currency: Code.optional(), from: Day, to: Day })
export type AskStatement = z.infer<typeof AskStatement>
export const AskAgeing = z.object({
  accountId: Id.optional(), on: Day.optional(), currency: Code.optional(),
  /** The start of an account's number, or any part of its name. */
  search: z.string().trim().max(60).default(""),
  cursor: Cursor, limit: Limit,
})
export type AskAgeing = z.input<typeof AskAgeing>
export const AskReceivable = z.object({ accountId: Id })
export type AskReceivable = z.infer<typeof AskReceivable>

/* What pages show. Amounts are minor units as text, days YYYY-MM-DD, instants ISO text, quantities and unit prices decimal text. */

/** Whether somebody may do something now, and if not, the code of why (a key of billing's messages or of tenancy's). */
export type Action = { readonly allowed: true } | { readonly allowed: false; readonly why: string }

export type Party = {
  readonly name: string; readonly legalName: string; readonly number: string | null; readonly taxId: string | null; readonly email: string | null; readonly address: PartyAddress
}
export type PartyAddress = { readonly recipient: string; readonly line1: string; readonly line2: string; readonly postalCode: string; readonly city: string; readonly region: string; readonly country: string }
export type RemitTo = { readonly holder: string; readonly iban: string; readonly bic: string; readonly bank: string; readonly accountNumber: string; readonly routingNumber: string }
export type TermsView = { readonly netDays: number; readonly discountPercent: string; readonly discountDays: number; readonly origin: "account" | "tenant" }
/** What an account pays by, and what it would pay by without terms of its own. Saving and going back are one right. */
export type AccountTermsView = { readonly accountId: string; readonly terms: TermsView; readonly tenant: TermsView; readonly save: Action }

export type InvoiceRow = {
  readonly invoiceId: string; readonly number: string | null; readonly status: InvoiceStatus; readonly accountId: string; readonly accountName: string; readonly orderId: string | null; readonly orderNumber: string | null
  readonly poNumber: string; readonly source: "shipment" | "order" | "manual" | "service"; readonly subscriptionId: string | null
  readonly issuedOn: string | null; readonly dueOn: string | null; readonly overdueDays: number
  readonly total: MoneyJson; readonly open: MoneyJson; readonly attempt: AttemptStatus | null
}
export type InvoicePage = { readonly rows: readonly InvoiceRow[]; readonly nextCursor: string | null; readonly today: string }
/** For the head of the list, per currency, over everything that the reader sees. */
export type InvoiceTotals = readonly { readonly currency: string; readonly open: MoneyJson; readonly overdue: MoneyJson; readonly openCount: number; readonly overdueCount: number; readonly credit: MoneyJson }[]

export type InvoiceLineView = {
  readonly lineId: string; readonly position: number; readonly productId: string | null; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string; readonly unitPrice: string
  readonly net: MoneyJson; readonly taxCategory: string; readonly taxPercent: string; readonly jurisdiction: string; readonly tax: MoneyJson; readonly period: { readonly from: string; readonly to: string } | null
  /** What may still be credited of the line. */
  readonly creditable: { readonly quantity: string; readonly net: MoneyJson }
}
export type TaxView = { readonly jurisdiction: string; readonly taxCategory: string; readonly percent: string; readonly net: MoneyJson; readonly tax: MoneyJson }
export type ClearingView = { readonly kind: "payment" | "credit" | "discount" | "write_off" | "void"; readonly sourceId: string | null; readonly reference: string; readonly amount: MoneyJson; readonly on: string; readonly by: string; readonly reason: string }
export type InvoiceView = {
  readonly invoiceId: string; readonly number: string | null; readonly status: InvoiceStatus; readonly version: number; readonly accountId: string; readonly accountName: string; readonly source: "shipment" | "order" | "manual" | "service"
  readonly orderId: string | null; readonly orderNumber: string | null; readonly shipmentId: string | null; readonly shipmentNumber: string | null; readonly subscriptionId: string | null; readonly poNumber: string; readonly note: string
  readonly currency: string; readonly seller: Party; readonly buyer: Party; readonly billTo: PartyAddress; readonly shipTo: PartyAddress | null; readonly remitTo: RemitTo
  readonly issuedOn: string | null; readonly suppliedOn: string | null; readonly dueOn: string | null; readonly overdueDays: number; readonly netDays: number
  readonly discount: { readonly percent: string; readonly amount: MoneyJson; readonly until: string; readonly inTime: boolean } | null
  readonly lines: readonly InvoiceLineView[]; readonly taxes: readonly TaxView[]
  readonly net: MoneyJson; readonly tax: MoneyJson; readonly total: MoneyJson; readonly paid: MoneyJson; readonly credited: MoneyJson; readonly discounted: MoneyJson; readonly writtenOff: MoneyJson; readonly open: MoneyJson
  readonly clearings: readonly ClearingView[]; readonly attempts: readonly AttemptView[]; readonly creditNotes: readonly CreditNoteRow[]
  readonly actions: { readonly pay: Action; readonly credit: Action; readonly void: Action; readonly writeOff: Action; readonly finalise: Action; readonly discard: Action }
}

export type PaymentQuoteLine = { readonly invoiceId: string; readonly number: string; readonly dueOn: string; readonly open: MoneyJson; readonly discount: MoneyJson; readonly toPay: MoneyJson; readonly blockedBy: AttemptStatus | null }
/** What paying these invoices today takes; one currency. */
export type PaymentQuote = { readonly currency: string; readonly lines: readonly PaymentQuoteLine[]; readonly open: MoneyJson; readonly discount: MoneyJson; readonly credit: MoneyJson; readonly toPay: MoneyJson; readonly methods: readonly MethodView[]; readonly cards: Action }
/** attemptId null: credit covered everything. */
export type Paying = { readonly attemptId: string | null; readonly status: AttemptStatus; readonly charged: MoneyJson; readonly credited: MoneyJson }
export type AttemptView = {
  readonly attemptId: string; readonly status: AttemptStatus; readonly cause: "person" | "automatic" | "retry"; readonly amount: MoneyJson; readonly method: string; readonly redirectUrl: string | null
  readonly decline: "soft" | "hard" | null; readonly code: string | null; readonly createdAt: string; readonly settledAt: string | null; readonly invoiceIds: readonly string[]; readonly returnPath: string
}
export type MethodView = { readonly methodId: string; readonly kind: "card" | "sepa_debit" | "other"; readonly brand: string; readonly last4: string; readonly expires: string | null; readonly expired: boolean; readonly isDefault: boolean; readonly refused: boolean; readonly addedAt: string }
export type MethodsView = { readonly accountId: string; readonly methods: readonly MethodView[]; readonly add: Action }
export type SetupView = { readonly setupId: string; readonly status: SetupStatus; readonly redirectUrl: string | null; readonly methodId: string | null; readonly code: string | null; readonly returnPath: string }
export type PaymentRow = {
  readonly paymentId: string; readonly accountId: string; readonly accountName: string; readonly paidBy: PaidBy; readonly reference: string; readonly amount: MoneyJson; readonly applied: MoneyJson; readonly unapplied: MoneyJson; readonly refunded: MoneyJson
  readonly receivedOn: string; readonly recordedAt: string; readonly by: string; readonly invoices: readonly { readonly invoiceId: string; readonly number: string; readonly amount: MoneyJson }[]
  readonly refunds: readonly { readonly refundId: string; readonly status: RefundStatus; readonly amount: MoneyJson; readonly reason: string }[]; readonly refund: Action
  /** What of it can go back now: no more than is left of it, and than its account has to its credit. */
  readonly refundable: MoneyJson
}
/** What money or credit would settle, before it does: of each invoice what is taken, and how it stands then. */
export type ClearingPreview = { readonly lines: readonly ClearingPreviewLine[]; readonly rest: MoneyJson; readonly creditAfter: MoneyJson }
export type ClearingPreviewLine = { readonly invoiceId: string; readonly number: string; readonly dueOn: string; readonly open: MoneyJson; readonly taken: MoneyJson; readonly discount: MoneyJson; readonly openAfter: MoneyJson; readonly statusAfter: InvoiceStatus }
export type PaymentPage = { readonly rows: readonly PaymentRow[]; readonly nextCursor: string | null }
export type BillingSettings = {
  readonly profile: { readonly taxRounding: "per_line" | "per_invoice"; readonly terms: TermsView; readonly invoicePrefix: string; readonly creditPrefix: string; readonly remitTo: RemitTo; readonly creditThreshold: MoneyJson | null; readonly version: number }
  /** What the next documents are called, without their prefix: year and counter. */
  readonly next: { readonly invoice: string; readonly creditNote: string }
  readonly payments: { readonly provider: "stripe"; readonly accountRef: string | null; readonly cardsEnabled: boolean; readonly version: number }
}

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

export type DunningPolicyView = DunningPolicyDraft & { readonly version: number; readonly savedAt: string | null; readonly by: string }
export type DunningRow = {
  readonly accountId: string; readonly accountName: string; readonly currency: string; readonly overdue: MoneyJson; readonly oldestDueOn: string | null; readonly overdueDays: number; readonly invoices: number
  /** Where the account stands, and where this policy puts it today. */
  readonly stage: DunningStage; readonly becomes: DunningStage; readonly next: { readonly step: DunningStep; readonly on: string } | null
  readonly retriesSpent: number; readonly waitsForMethod: boolean; readonly hasMethod: boolean
}
export type DunningPreview = {
  /** At most `limit` of those who were asked for; `found` is how many those are. */
  readonly rows: readonly DunningRow[]; readonly found: number
  /** How many stand at each stage now, and how many the policy puts there. */
  readonly now: Readonly<Record<DunningStage, number>>; readonly counts: Readonly<Record<DunningStage, number>>
  /** How many the policy moves, to where more or less is stopped. */
  readonly moves: { readonly up: number; readonly down: number }
  readonly policy: DunningPolicyView; readonly today: string
}
export type DunningEntryView = { readonly entryId: string; readonly step: DunningStep; readonly on: string; readonly currency: string; readonly detail: Readonly<Record<string, string>>; readonly invoiceNumber: string | null; readonly policyVersion: number }

export type StatementEntry = { readonly on: string; readonly kind: "invoice" | "payment" | "credit_note" | "discount" | "write_off" | "void" | "refund"; readonly documentId: string; readonly number: string; readonly reference: string; readonly debit: MoneyJson | null; readonly credit: MoneyJson | null; readonly balance: MoneyJson }
export type OpenItemView = { readonly invoiceId: string; readonly number: string; readonly issuedOn: string; readonly dueOn: string; readonly overdueDays: number; readonly total: MoneyJson; readonly open: MoneyJson; readonly bucket: AgeingBucket }
export type StatementView = {
  readonly accountId: string; readonly accountName: string; readonly currency: string; readonly currencies: readonly string[]; readonly from: string; readonly to: string
  readonly opening: MoneyJson; readonly entries: readonly StatementEntry[]; readonly closing: MoneyJson; readonly credit: MoneyJson; readonly openItems: readonly OpenItemView[]; readonly ageing: AgeingRow
}
export type AgeingRow = Readonly<Record<AgeingBucket, MoneyJson>> & { readonly total: MoneyJson; readonly overdue: MoneyJson; readonly credit: MoneyJson; readonly invoices: number }
export type AccountAgeing = AgeingRow & { readonly accountId: string; readonly accountNumber: string; readonly accountName: string; readonly currency: string; readonly oldestDueOn: string | null; readonly stage: DunningStage }
export type AgeingView = { readonly on: string; readonly totals: readonly (AgeingRow & { readonly currency: string })[]; readonly accounts: readonly AccountAgeing[]; readonly nextCursor: string | null }
export type ReceivableItem = OpenItemView & {
  readonly status: InvoiceStatus; readonly poNumber: string; readonly attempt: AttemptStatus | null
  /** What is taken off when all of it is paid in time. */
  readonly discount: { readonly amount: MoneyJson; readonly until: string } | null
  readonly actions: { readonly void: Action; readonly writeOff: Action }
}
/** What an account owes and has to its credit, and what the reader may do about it. */
export type ReceivableView = {
  readonly accountId: string; readonly accountNumber: string; readonly accountName: string; readonly today: string; readonly currency: string
  /** One per currency in which anything is open or kept; none where nothing is. */
  readonly balances: readonly (AgeingRow & { readonly currency: string; readonly oldestDueOn: string | null; readonly stage: DunningStage; readonly applyCredit: Action })[]
  readonly record: Action; readonly items: readonly ReceivableItem[]
  /** Whether more is open than is shown. */
  readonly more: boolean
}
export type CreditBalanceView = { readonly accountId: string; readonly balances: readonly MoneyJson[]; readonly entries: readonly { readonly on: string; readonly kind: "credit_note" | "unapplied_payment" | "applied" | "refunded" | "restored"; readonly amount: MoneyJson; readonly invoiceNumber: string | null }[] }
