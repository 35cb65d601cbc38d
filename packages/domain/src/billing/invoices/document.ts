import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../../tenancy/index.ts"
import { InvoiceDocument } from "../documents/index.ts"
import { CreditNoteRef, InvoiceRef } from "../contract.ts"
import { invoiceNotFound } from "../payments/clear.db.ts"

/** What a finalised invoice says, as it was taken down. Refuses `billing.invoice_not_found`. */
export async function invoiceDocument(work: Work, input: InvoiceRef): Promise<InvoiceDocument> {
  authorize(work, "invoice.view")
  const found = await findDocument(work, InvoiceRef.parse(input).invoiceId, "invoice")
  if (!found) throw invoiceNotFound()
  return found
}

/** What an issued credit note says, as it was taken down. Refuses `billing.credit_note_not_found`. */
export async function creditNoteDocument(work: Work, input: CreditNoteRef): Promise<InvoiceDocument> {
  authorize(work, "invoice.view")
  const found = await findDocument(work, CreditNoteRef.parse(input).creditNoteId, "credit_note")
  if (!found) throw new Refusal("billing.credit_note_not_found", "not_found")
  return found
}

async function findDocument(work: Work, id: string, kind: "invoice" | "credit_note"): Promise<InvoiceDocument | undefined> {
  const row = await scoped(work, "billing.document").select("content").where("document_id", "=", id).where("kind", "=", kind).executeTakeFirst()
  return row && InvoiceDocument.parse(row.content)
}
