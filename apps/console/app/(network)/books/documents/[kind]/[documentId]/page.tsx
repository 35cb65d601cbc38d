import { Card, EmptyState, LinkButton, Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { Journals } from "../../../../../../src/books/journals.tsx"
import { found } from "../../../../../../src/page/found.ts"
import { api } from "../../../../../../src/session.ts"

/** What one document did in the distributor's books, in its order. */
export default async function DocumentInBooksPage({ params }: { params: Promise<{ kind: string; documentId: string }> }) {
  const [{ kind: codedKind, documentId }, ask, t, words] = await Promise.all([params, api(), getTranslations("books"), getTranslations("books.documents")])
  const kind = decodeURIComponent(codedKind)
  const journals = await found(ask.books.ofDocument({ kind, id: decodeURIComponent(documentId) }))
  const name = words.has(kind as never) ? words(kind as never) : kind
  const number = journals[0]?.document.number
  return (
    <Page title={number ? `${name} ${number}` : name} meta={t("documentLead")} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/books" }, { label: t("tabs.journals"), href: "/books/journals" }, { label: number ?? name }] }}>
      <Card flush>{journals.length === 0 ? <EmptyState title={t("notPosted")} description={t("notPostedText")} actions={<LinkButton href="/books/journals">{t("tabs.journals")}</LinkButton>} /> : <Journals rows={journals} />}</Card>
    </Page>
  )
}
