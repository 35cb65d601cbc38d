import { getTranslations } from "next-intl/server"
import { CodeText, Link } from "@entrepot/ui"
import type { DocumentOf } from "@entrepot/domain/ledger/contract"

/** Where a document has a page of its own; of any other, what it did in the books. */
const PAGES: Readonly<Record<string, (id: string) => string>> = { invoice: (id) => `/invoices/${id}`, voided_invoice: (id) => `/invoices/${id}`, credit_note: (id) => `/credit-notes/${id}`, order: (id) => `/orders/${id}`, statement: (id) => `/settlement/${id}` }

function documentHref({ kind, id }: Pick<DocumentOf, "kind" | "id">): string {
  return PAGES[kind]?.(id) ?? bookedHref({ kind, id })
}

export function bookedHref({ kind, id }: Pick<DocumentOf, "kind" | "id">): string {
  return `/books/documents/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`
}

export async function DocumentLink({ document }: { document: DocumentOf }) {
  const words = await getTranslations("books.documents")
  return <Link tone="quiet" href={documentHref(document)}><span className="text-muted">{words.has(document.kind as never) ? words(document.kind as never) : document.kind}</span> <CodeText className="font-medium">{document.number}</CodeText></Link>
}
