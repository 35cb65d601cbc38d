import type { InvoiceDocument } from "./invoice-document.ts"
import type { StatementDocument } from "./statement-document.ts"

/**
 * The PDF of an invoice or a credit note: equal documents give equal bytes, in every process of one release. `logoPng` is the
 * picture that the document's brand names by its hash; without it the brand's name stands in its place. The renderer is loaded
 * when the first document is drawn, since few processes ever draw one.
 */
export async function renderInvoicePdf(document: InvoiceDocument, logoPng?: Uint8Array): Promise<Uint8Array> {
  const { drawInvoice } = await import("./pdf/draw.tsx")
  return drawInvoice(document, logoPng)
}

/** The PDF of a statement of account, likewise. */
export async function renderStatementPdf(document: StatementDocument, logoPng?: Uint8Array): Promise<Uint8Array> {
  const { drawStatement } = await import("./pdf/draw.tsx")
  return drawStatement(document, logoPng)
}
