export {
  InvoiceDocument, InvoiceLine, TAX_CATEGORIES, TaxSubtotal, type Adjustment, type InvoiceDocumentInput, type TaxCategory,
} from "./invoice-document.ts"
export type { DocumentBrand, DocumentLocale, ElectronicAddress, Party, Period, PostalAddress, RemitTo } from "./parts.ts"
