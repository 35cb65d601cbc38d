import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize, findBrandAsset } from "../../tenancy/index.ts"
import { InvoiceDocument } from "./invoice-document.ts"

/** A document with the picture that its brand names: all that drawing it takes. */
export type Drawable = { readonly document: InvoiceDocument; readonly logo: Uint8Array | undefined }

/** What was taken down when an invoice or a credit note was finalised. Two statements. Refuses `billing.document_not_found`. */
export async function getDocument(work: Work, { documentId }: { readonly documentId: string }): Promise<Drawable> {
  authorize(work, "invoice.view")
  const row = await scoped(work, "billing.document").select("content").where("document_id", "=", documentId).executeTakeFirst()
  if (!row) throw new Refusal("billing.document_not_found", "not_found")
  const document = InvoiceDocument.parse(row.content)
  const { logoHash } = document.brand
  return { document, logo: logoHash ? (await findBrandAsset(work, logoHash))?.bytes : undefined }
}
