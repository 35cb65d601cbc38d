import { Refusal } from "@entrepot/kernel"
import type { InvoiceDocument } from "./invoice-document.ts"
import { buildUbl } from "./ubl/build.ts"
import { inOneScope } from "./ubl/one-scope.ts"
import { missingFor } from "./ubl/requirements.ts"

/**
 * The document as UBL of EN 16931 and Peppol BIS Billing 3, the same text for the same document. Refuses
 * `billing.e_invoice_is_incomplete` with everything that is missing, and `billing.e_invoice_is_malformed` with the element
 * that the standard's code lists do not know, rather than write what a receiver would send back.
 */
export async function renderInvoiceUbl(said: InvoiceDocument): Promise<string> {
  const document = inOneScope(said)
  const [first, ...more] = missingFor(document)
  if (first) throw new Refusal("billing.e_invoice_is_incomplete", "rule", { first, more: more.length, missing: [first, ...more] })
  const { InvoiceService } = await import("@e-invoice-eu/core")
  const service = new InvoiceService({ log: () => {}, warn: () => {}, error: () => {} })
  try {
    return String(await service.generate(buildUbl(document), { format: "UBL", lang: "en", noWarnings: true }))
  } catch (error) {
    const element = malformedElement(error)
    if (!element) throw error
    throw new Refusal("billing.e_invoice_is_malformed", "rule", { element })
  }
}

/** The library validates against the standard's schema and lists; what it complains of first is enough to mend it. */
function malformedElement(error: unknown): string | undefined {
  const complaints = (error as { errors?: readonly { instancePath?: string }[] }).errors
  return Array.isArray(complaints) ? (complaints[0]?.instancePath ?? "/").replace(/^\/ubl:Invoice/, "") : undefined
}
