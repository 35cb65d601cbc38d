import { Card, Page, StatusBadge, Table, TBody, TD, TH, THead, TR, Link } from "@entrepot/ui"
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
        <Table caption={t("tabs.periods")} stack>
          <THead><TR><TH>{t("period")}</TH><TH>{t("state")}</TH><TH align="end">{t("journals")}</TH><TH>{t("last")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
          <TBody>
            {periods.map(({ period, status, journals, last, canClose, canReopen }) => (
              <TR key={period}>
                <TH scope="row"><Link tone="quiet" className="font-medium" href={`/books?period=${period}`}>{month(period)}</Link></TH>
                <TD label={t("state")}><StatusBadge tone={status === "closed" ? "neutral" : "success"}>{words(`status.${status}`)}</StatusBadge></TD>
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
