import { getTranslations } from "next-intl/server"
import { Card, EmptyState, LinkButton, Page } from "@entrepot/ui"
import { Journals } from "#books/journals.tsx"
import { api } from "#server/api.ts"

/** What one document did in the partner's books, in its order. */
export default async function DocumentInBooksPage({ params }: { params: Promise<{ kind: string; documentId: string }> }) {
  const [coded, asked, t, words] = await Promise.all([params, api(), getTranslations("books"), getTranslations("books.documents")])
  const kind = decodeURIComponent(coded.kind)
  const journals = await asked.books.ofDocument({ kind, id: decodeURIComponent(coded.documentId) })
  const name = words.has(kind as never) ? words(kind as never) : kind
  const number = journals[0]?.document.number
  return (
    <Page title={number ? `${name} ${number}` : name} meta={t("documentLead")} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/books" }, { label: t("tabs.journals"), href: "/books/journals" }, { label: number ?? name }] }}>
      {journals.length === 0 ? <EmptyState title={t("notPosted")} description={t("notPostedText")} actions={<LinkButton href="/books/journals">{t("tabs.journals")}</LinkButton>} /> : <Card flush><Journals rows={journals} /></Card>}
    </Page>
  )
}
