import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, Page, PeriodTable } from "@entrepot/ui"
import { ClosePeriod, ReopenPeriod } from "#books/period-actions.tsx"
import { BooksTabs } from "#books/tabs.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books"))("tabs.periods") }
}

/** The months of the books: which are closed, by whom, and which is the next to close. */
export default async function PeriodsPage() {
  const [asked, who, t, words, { month, number, instant }] = await Promise.all([api(), me(), getTranslations("books"), getTranslations("domain.ledger.status"), theFormats()])
  const { periods, currency } = await asked.books.periods()
  const noRight = who.permissions.includes("books.close") ? undefined : t("noRight")
  return (
    <Page title={t("title")} meta={t("lead", { currency })}>
      <BooksTabs current="periods" />
      <Card flush>
        <PeriodTable caption={t("tabs.periods")} labels={{ period: t("period"), state: t("state"), journals: t("journals"), last: t("last"), actions: t("actions") }}
          rows={periods.map(({ period, status, journals, last, canClose, canReopen }) => ({
            id: period, name: month(period), href: `/books?period=${period}`, closed: status === "closed", state: words(status),
            journals: journals === 0 ? null : { count: number(journals), href: `/books/journals?period=${period}` },
            last: last && { text: t(`did.${last.kind}`, { who: last.by.name, when: instant(last.at) }), reason: last.reason },
            action: status === "open" ? <ClosePeriod period={period} next={canClose} noRight={noRight} /> : canReopen && <ReopenPeriod period={period} noRight={noRight} />,
          }))} />
      </Card>
    </Page>
  )
}
