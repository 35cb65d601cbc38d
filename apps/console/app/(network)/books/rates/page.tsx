import { Card, EmptyState, Page, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { ArrowRightLeft } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { BooksTabs } from "../../../../src/books/tabs.tsx"
import { getFormats } from "../../../../src/format/server.ts"
import { todayIn } from "../../../../src/format/today.ts"
import { api, may, signedIn } from "../../../../src/session.ts"
import { SetRate } from "./set-rate.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("books"))("tabs.rates") }
}

/** What one currency is worth in another, from which day on. */
export default async function RatesPage() {
  const [ask, session, t, { day, number, instant }] = await Promise.all([api(), signedIn(), getTranslations("books"), getFormats()])
  const [books, rates] = await Promise.all([ask.books.periods(), ask.books.rates({})])
  const set = <SetRate base={books.currency} today={todayIn(books.zone)} disabledReason={may(session, "network.books.close") ? undefined : t("noRight")} />
  return (
    <Page title={t("title")} meta={t("lead", { currency: books.currency })} actions={rates.length > 0 && set}>
      <BooksTabs current="rates" />
      <Card description={t("rates.lead")} flush>
        {rates.length === 0 ? <EmptyState icon={<ArrowRightLeft />} title={t("rates.empty")} description={t("rates.emptyText")} actions={set} /> : (
          <Table caption={t("tabs.rates")} stack density="tight">
            <THead><TR><TH>{t("rates.pair")}</TH><TH>{t("rates.effectiveOn")}</TH><TH align="end">{t("rate")}</TH><TH>{t("rates.source")}</TH><TH>{t("by")}</TH></TR></THead>
            <TBody>
              {rates.map((rate) => (
                <TR key={`${rate.from}${rate.to}${rate.effectiveOn}`}>
                  <TH scope="row" className="font-medium whitespace-nowrap">{rate.from} → {rate.to}</TH>
                  <TD label={t("rates.effectiveOn")} className="whitespace-nowrap">{day(rate.effectiveOn)}</TD>
                  <TD label={t("rate")} align="end">{number(rate.rate)}</TD>
                  <TD label={t("rates.source")} muted>{rate.source}</TD>
                  <TD label={t("by")} muted>{rate.by.kind === "automation" ? t("byProduct") : rate.by.name}, {instant(rate.recordedAt)}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
    </Page>
  )
}
