/**
 * Browser-safe: what the verbs of billing take and what pages show. Amounts are minor units as text, days YYYY-MM-DD, instants ISO text,
 * quantities and unit prices decimal text.
 */
export { INVOICE_STATUSES, AccountChoice, type InvoiceStatus, type Action, type Party, type PartyAddress, type RemitTo, type TermsView, type TaxPartView, type TaxView } from "./contract/parts.ts"
export * from "./contract/card-amounts.ts"
export * from "./contract/contacts.ts"
export * from "./contract/credits.ts"
export * from "./contract/dunning.ts"
export * from "./contract/invoices.ts"
export * from "./contract/payments.ts"
export * from "./contract/services.ts"
export * from "./contract/settings.ts"
export * from "./contract/statements.ts"
