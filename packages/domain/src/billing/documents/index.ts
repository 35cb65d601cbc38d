export { checkKeptDocuments, documentFile } from "./document-file.ts"
export { DOCUMENT_FORMS, keptOnce, type DocumentFile, type DocumentForm, type Kept, type Runs } from "./keep-once.ts"
export { getDocument, type Drawable } from "./get-document.ts"
export {
  InvoiceDocument, InvoiceLine, TAX_CATEGORIES, TaxSubtotal, type Adjustment, type Advance, type InvoiceDocumentInput, type TaxCategory,
} from "./invoice-document.ts"
export { STATEMENT_ENTRIES, StatementDocument, StatementEntry, type StatementDocumentInput } from "./statement-document.ts"
export { csvDecimal, csvOf } from "./csv.ts"
export { ageingCsv } from "./ageing-csv.ts"
export { statementCsv } from "./statement-csv.ts"
export { renderInvoiceUbl } from "./render-ubl.ts"
export { E_INVOICE_NEEDS, type EInvoiceNeed } from "./ubl/requirements.ts"
export { renderInvoicePdf, renderStatementPdf } from "./render-pdf.ts"
export type { DocumentBrand, DocumentLocale, ElectronicAddress, Party, Period, PostalAddress, RemitTo } from "./parts.ts"
