import { CodeText, Link } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { DocumentOf } from "@entrepot/domain/ledger/contract"

/** Where a document has a page of its own; of any other, what it did in the books. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  shipment: (id) => `/shipments/${id}`, order: (id) => `/orders/${id}`, settlement: (id) => `/settlement/${id}`, statement: (id) => `/settlement/${id}`,
}

export function documentHref({ kind, id }: Pick<DocumentOf, "kind" | "id">): string {
  return PAGES[kind]?.(id) ?? bookedHref({ kind, id })
}

export function bookedHref({ kind, id }: Pick<DocumentOf, "kind" | "id">): string {
  return `/books/documents/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`
}

export async function DocumentLink({ document, row = false }: { document: DocumentOf; row?: boolean }) {
  const words = await getTranslations("books.documents")
  return (
    <Link tone="quiet" href={documentHref(document)} {...(row && { "data-row-link": true })}>
      <span className="text-muted">{words.has(document.kind as never) ? words(document.kind as never) : document.kind}</span> <CodeText className="font-medium">{document.number}</CodeText>
    </Link>
  )
}
