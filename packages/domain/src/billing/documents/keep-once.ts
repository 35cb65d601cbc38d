import { createHash } from "node:crypto"
import type { Work } from "@entrepot/db"
import { createLog, metrics } from "@entrepot/telemetry"
import type { Drawable } from "./get-document.ts"
import { renderInvoicePdf } from "./render-pdf.ts"
import { renderInvoiceUbl } from "./render-ubl.ts"

export const DOCUMENT_FORMS = ["pdf", "ubl"] as const
export type DocumentForm = (typeof DOCUMENT_FORMS)[number]
/** A document as somebody gets it. */
export type DocumentFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }
/** Bytes under the hash of what they are. */
export type Kept = { readonly contentHash: string; readonly bytes: Uint8Array }
/** A transaction in the scope of whoever asks; the two are apart, so that a slow drawing holds no connection. */
export type Runs = { readonly read: <T>(task: (work: Work) => Promise<T>) => Promise<T>; readonly write: <T>(task: (work: Work) => Promise<T>) => Promise<T> }

type Shelf = {
  /** What the document says, and what was kept of it in this form. */
  readonly find: (work: Work) => Promise<{ readonly drawable: Drawable; readonly kept: Kept | undefined }>
  /** Keeps the first and answers what is kept, which is another's where another was faster. */
  readonly keep: (work: Work, drawn: Kept) => Promise<Kept>
}

const log = createLog("documents")
const FORMS: Readonly<Record<DocumentForm, { readonly ending: string; readonly type: string; readonly draw: (of: Drawable) => Promise<Uint8Array> }>> = {
  pdf: { ending: "pdf", type: "application/pdf", draw: ({ document, logo }) => renderInvoicePdf(document, logo) },
  ubl: { ending: "xml", type: "application/xml; charset=utf-8", draw: async ({ document }) => new TextEncoder().encode(await renderInvoiceUbl(document)) },
}

/**
 * A document as it was first given to anybody: drawn and kept the first time, and the very bytes ever after, whatever a later release would draw.
 * Of two who are first at once, both get what one of them kept. Bytes that are not what their hash says are given to nobody, and raise the alarm.
 */
export async function keptOnce({ read, write }: Runs, form: DocumentForm, { find, keep }: Shelf): Promise<DocumentFile> {
  const { drawable, kept } = await read(find)
  const { ending, type, draw } = FORMS[form]
  const name = `${drawable.document.number}.${ending}`
  if (kept) return { name, type, bytes: proven(kept, name) }
  const drawn = await draw(drawable)
  return { name, type, bytes: proven(await write((work) => keep(work, { contentHash: hashOf(drawn), bytes: drawn })), name) }
}

function proven({ contentHash, bytes }: Kept, name: string): Uint8Array {
  const found = hashOf(bytes)
  if (found === contentHash) return bytes
  metrics.damagedDocuments.inc()
  log.error({ name, contentHash, found }, "A kept document is not what was kept.")
  throw new Error(`What is kept as ${name} is not what was kept.`)
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")
