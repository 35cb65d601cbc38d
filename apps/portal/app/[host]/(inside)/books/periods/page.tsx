import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, Link, Page, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
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
        <Table caption={t("tabs.periods")} stack>
          <THead><TR><TH>{t("period")}</TH><TH>{t("state")}</TH><TH align="end">{t("journals")}</TH><TH>{t("last")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
          <TBody>
            {periods.map(({ period, status, journals, last, canClose, canReopen }) => (
              <TR key={period}>
                <TH scope="row"><Link tone="quiet" className="font-medium" href={`/books?period=${period}`}>{month(period)}</Link></TH>
                <TD label={t("state")}><StatusBadge tone={status === "closed" ? "neutral" : "success"}>{words(status)}</StatusBadge></TD>
                <TD label={t("journals")} align="end">{journals === 0 ? "–" : <Link tone="quiet" href={`/books/journals?period=${period}`}>{number(journals)}</Link>}</TD>
                <TD label={t("last")} muted>{last ? <>{t(`did.${last.kind}`, { who: last.by.name, when: instant(last.at) })}{last.reason && <span className="block text-xs">{last.reason}</span>}</> : "–"}</TD>
                <TD align="end">{status === "open" ? <ClosePeriod period={period} next={canClose} noRight={noRight} /> : canReopen && <ReopenPeriod period={period} noRight={noRight} />}</TD>
              </TR>
            ))}
          </TBody>
        </Table>
      </Card>
    </Page>
  )
}
