export {
  E_INVOICE_NEEDS, getDocument, InvoiceDocument, InvoiceLine, renderInvoicePdf, renderInvoiceUbl, renderStatementPdf, STATEMENT_ENTRIES, statementCsv, StatementDocument, StatementEntry, TAX_CATEGORIES, TaxSubtotal, type Adjustment,
  type DocumentBrand, type DocumentLocale, type Drawable, type EInvoiceNeed, type ElectronicAddress, type InvoiceDocumentInput, type Party, type Period, type PostalAddress, type RemitTo, type StatementDocumentInput,
  type TaxCategory,
} from "./documents/index.ts"
export type {
  BeginSetup, Charge, DeclineKind, EnsureCustomer, Merchant, ObjectOutcome, PaymentGateway, PaymentOutcome, ReadPayment, RefundOutcome, RefundPayment, SavedMethod, SetupOutcome, VerifiedWebhook, WebhookObject,
} from "./payments/gateway.ts"
export {
  accountCleared, accountReminded, accountRestricted, accountSuspended, creditNoteIssued, creditNoteRequested, invoiceFinalised, invoiceSettled, invoiceVoided, invoiceWrittenOff,
  paymentFailed, paymentReceived, paymentRefunded,
} from "./events.ts"
export { handlers } from "./handlers.ts"
export { invoiceOrder } from "./invoices/invoice-order.ts"
export { invoiceShipment, type Shipped } from "./invoices/invoice-shipment.ts"
export { lockAttempt, markSubmitted, type AttemptToCharge } from "./payments/attempt-worker.ts"
export { applyPaymentOutcome, type Applied } from "./payments/apply-outcome.ts"
export { attemptView, quotePayment } from "./payments/attempt-view.ts"
export { listPayments } from "./payments/list-payments.ts"
export { followUpPayments } from "./payments/follow-up.ts"
export { forgetMethod, listMethods, makeDefault, methodToDetach, removeMethod } from "./payments/methods.ts"
export { keepCustomer, merchantOf, type Payer } from "./payments/payer.db.ts"
export { payInvoices } from "./payments/pay-invoices.ts"
export { applyCredit, recordPayment } from "./payments/record-payment.ts"
export { applyRefund, lockRefund, refundPayment, type RefundToSend } from "./payments/refund.ts"
export { billingSettings, saveAccountTerms, saveBillingProfile, savePaymentSettings } from "./payments/settings.ts"
export { applySetup, lockSetup, setupView, startSetup, type SetupToOpen } from "./payments/setup.ts"
export { applyWebhook, storeWebhook, takeWebhook, type WebhookToApply } from "./payments/webhook.ts"
export { saveDraft, finaliseDraft, discardDraft } from "./invoices/drafts.ts"
export { creditNoteDocument, invoiceDocument } from "./invoices/document.ts"
export { voidInvoice, writeOffInvoice } from "./invoices/give-up.ts"
export { invoiceView } from "./invoices/invoice-page.ts"
export { invoiceTotals, listInvoices } from "./invoices/list-invoices.ts"
export { creditCancelled } from "./credits/credit-cancelled.ts"
export { decideCreditNote, withdrawCreditNote } from "./credits/decide-credit.ts"
export { creditNoteView, listCreditNotes } from "./credits/list-credits.ts"
export { previewCreditNote, requestCreditNote, type RequestedCredit } from "./credits/request-credit.ts"
export { checkBillingBooks } from "./statements/check-books.ts"
export { dunningHistory } from "./dunning/history.ts"
export { dunningPolicy, saveDunningPolicy } from "./dunning/policy.ts"
export { previewDunning } from "./dunning/preview.ts"
export { dunTenant, runDunning } from "./dunning/run.ts"
export { ageing } from "./statements/ageing.ts"
export { billingTotals, checkOpenItems, rebuildOpenItems, type BillingTotals, type Wrong } from "./statements/check.ts"
export { creditBalance } from "./statements/credit-balance.ts"
export { statement } from "./statements/statement.ts"
export { statementDocument, type DrawableStatement } from "./statements/statement-document.ts"
