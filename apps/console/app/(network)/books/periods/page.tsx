import { Card, Page, PeriodTable } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { BooksTabs } from "../../../../src/books/tabs.tsx"
import { getFormats } from "../../../../src/format/server.ts"
import { api, may, signedIn } from "../../../../src/session.ts"
import { ClosePeriod, ReopenPeriod } from "./period-actions.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("books"))("tabs.periods") }
}

/** The months of the books: which are closed, by whom, and which is the next to close. */
export default async function PeriodsPage() {
  const [ask, session, t, words, { month, number, instant }] = await Promise.all([api(), signedIn(), getTranslations("books"), getTranslations("refusals.ledger"), getFormats()])
  const { periods, currency } = await ask.books.periods()
  const noRight = may(session, "network.books.close") ? undefined : t("noRight")
  return (
    <Page title={t("title")} meta={t("lead", { currency })}>
      <BooksTabs current="periods" />
      <Card flush>
        <PeriodTable caption={t("tabs.periods")} labels={{ period: t("period"), state: t("state"), journals: t("journals"), last: t("last"), actions: t("actions") }}
          rows={periods.map(({ period, status, journals, last, canClose, canReopen }) => ({
            id: period, name: month(period), href: `/books?period=${period}`, closed: status === "closed", state: words(`status.${status}`),
            journals: journals === 0 ? null : { count: number(journals), href: `/books/journals?period=${period}` },
            last: last && { text: t(`did.${last.kind}`, { who: last.by.name, when: instant(last.at) }), reason: last.reason },
            action: status === "open" ? <ClosePeriod period={period} next={canClose} noRight={noRight} /> : canReopen && <ReopenPeriod period={period} noRight={noRight} />,
          }))} />
      </Card>
    </Page>
  )
}
