import { getTranslations } from "next-intl/server"
import { CodeText, Link } from "@entrepot/ui"
import type { DocumentOf } from "@entrepot/domain/ledger/contract"

/** What a document did in the books. */
export function bookedHref({ kind, id }: Pick<DocumentOf, "kind" | "id">): string {
  return `/books/documents/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`
}

export async function DocumentLink({ document }: { document: DocumentOf }) {
  const words = await getTranslations("books.documents")
  return <Link tone="quiet" href={bookedHref(document)}><span className="text-muted">{words.has(document.kind as never) ? words(document.kind as never) : document.kind}</span> <CodeText className="font-medium">{document.number}</CodeText></Link>
}
