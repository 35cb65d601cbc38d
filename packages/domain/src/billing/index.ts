export {
  E_INVOICE_NEEDS, InvoiceDocument, InvoiceLine, renderInvoicePdf, renderInvoiceUbl, renderStatementPdf, STATEMENT_ENTRIES, StatementDocument, StatementEntry, TAX_CATEGORIES, TaxSubtotal, type Adjustment,
  type DocumentBrand, type DocumentLocale, type EInvoiceNeed, type ElectronicAddress, type InvoiceDocumentInput, type Party, type Period, type PostalAddress, type RemitTo, type StatementDocumentInput,
  type TaxCategory,
} from "./documents/index.ts"
export type {
  BeginSetup, Charge, DeclineKind, EnsureCustomer, Merchant, ObjectOutcome, PaymentGateway, PaymentOutcome, ReadPayment, RefundOutcome, RefundPayment, SavedMethod, SetupOutcome, VerifiedWebhook, WebhookObject,
} from "./payments/gateway.ts"
export {
  accountCleared, accountReminded, accountRestricted, accountSuspended, creditNoteIssued, creditNoteRequested, invoiceFinalised, invoiceSettled, invoiceVoided, invoiceWrittenOff,
  paymentFailed, paymentReceived, paymentRefunded,
} from "./events.ts"
