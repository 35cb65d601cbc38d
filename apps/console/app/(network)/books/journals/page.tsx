import { Card, EmptyState, FilterBar, Link, LinkButton, Page } from "@entrepot/ui"
import { ScrollText } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { Journals } from "../../../../src/books/journals.tsx"
import { BooksTabs } from "../../../../src/books/tabs.tsx"
import { getFormats } from "../../../../src/format/server.ts"
import { SelectFilter } from "../../../../src/list/filters.tsx"
import { one, Paging, type Asked } from "../../../../src/list/paging.tsx"
import { found } from "../../../../src/page/found.ts"
import { api } from "../../../../src/session.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("books"))("tabs.journals") }
}

/** Every journal of the distributor's books, whatever it was posted for. */
export default async function JournalsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, t, words, { month }] = await Promise.all([searchParams, api(), getTranslations("books"), getTranslations("books.documents"), getFormats()])
  const [period, documentKind] = [one(asked, "period"), one(asked, "kind")]
  const [books, { rows, nextCursor }] = await Promise.all([ask.books.periods(), found(ask.books.journals({ ...(period && { period }), ...(documentKind && { documentKind }), cursor: one(asked, "after") ?? null }))])
  const narrowed = Boolean(period ?? documentKind)
  return (
    <Page title={t("title")} meta={t("lead", { currency: books.currency })}>
      <BooksTabs current="journals" />
      <FilterBar label={t("filters")} end={narrowed && <Link href="/books/journals">{t("clear")}</Link>}>
        <SelectFilter label={t("period")} name="period" options={books.periods.map(({ period: value }) => ({ value, label: month(value) }))} />
        <SelectFilter label={t("document")} name="kind" options={KINDS.map((value) => ({ value, label: words(value as never) }))} />
      </FilterBar>
      <Card flush>
        {rows.length === 0 ? <EmptyState icon={<ScrollText />} title={t(narrowed ? "noMatch" : "empty")} description={t(narrowed ? "noMatchText" : "emptyText")} actions={narrowed ? <LinkButton href="/books/journals">{t("clear")}</LinkButton> : <LinkButton href="/shipments">{t("toShipments")}</LinkButton>} /> : <Journals rows={rows} />}
      </Card>
      <Paging label={t("tabs.journals")} path="/books/journals" asked={asked} next={nextCursor ?? undefined} />
    </Page>
  )
}

/** What is posted to the distributor's books. */
const KINDS = ["shipment", "invoice", "payment", "credit_note", "statement", "dispute", "adjustment", "valuation"] as const
