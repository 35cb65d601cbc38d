import { ScrollText } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, FilterBar, LinkButton, Page, Pagination } from "@entrepot/ui"
import { Journals } from "#books/journals.tsx"
import { PeriodFilter } from "#books/period-filter.tsx"
import { BooksTabs } from "#books/tabs.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Params = Record<string, string | string[] | undefined>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books"))("tabs.journals") }
}

/** Every journal of the partner's books, whatever it was posted for. */
export default async function JournalsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [query, asked, t, { month }] = await Promise.all([searchParams, api(), getTranslations("books"), theFormats()])
  const text = (name: string) => (typeof query[name] === "string" && query[name] ? query[name] : undefined)
  const period = text("period")
  const [books, { rows, nextCursor }] = await Promise.all([asked.books.periods(), asked.books.journals({ ...(period && { period }), cursor: text("cursor") ?? null })])
  const href = (cursor?: string) => `/books/journals?${new URLSearchParams({ ...(period && { period }), ...(cursor && { cursor }) }).toString()}`
  return (
    <Page title={t("title")} meta={t("lead", { currency: books.currency })}>
      <BooksTabs current="journals" />
      <FilterBar label={t("filters")}><PeriodFilter label={t("period")} path="/books/journals" value={period ?? ""} all={t("everyPeriod")} options={books.periods.map(({ period: value }) => ({ value, label: month(value) }))} /></FilterBar>
      <Card flush footer={(nextCursor ?? text("cursor")) && <Pagination label={t("tabs.journals")} nextHref={nextCursor ? href(nextCursor) : undefined} previousHref={text("cursor") ? href() : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
        {rows.length === 0 ? <EmptyState icon={<ScrollText aria-hidden />} title={t(period ? "noMatch" : "empty")} description={t(period ? "noMatchText" : "emptyText")} actions={period ? <LinkButton href="/books/journals">{t("everyPeriod")}</LinkButton> : <LinkButton href="/orders">{t("toOrders")}</LinkButton>} /> : <Journals rows={rows} />}
      </Card>
    </Page>
  )
}
