import { ArrowRightLeft } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, LinkButton, Page, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { BooksTabs } from "#books/tabs.tsx"
import { api } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("books"))("tabs.rates") }
}

/** What documents in another currency are converted with; the distributor sets it for everybody. */
export default async function RatesPage() {
  const [asked, t, { day, number }] = await Promise.all([api(), getTranslations("books"), theFormats()])
  const [books, all] = await Promise.all([asked.books.periods(), asked.books.rates({})])
  const rates = all.filter(({ from, to }) => from === books.currency || to === books.currency)
  return (
    <Page title={t("title")} meta={t("lead", { currency: books.currency })}>
      <BooksTabs current="rates" />
      <Card description={t("rates.lead")} flush>
        {rates.length === 0 ? <EmptyState icon={<ArrowRightLeft aria-hidden />} title={t("rates.empty")} description={t("rates.emptyText", { currency: books.currency })} actions={<LinkButton href="/books">{t("tabs.balance")}</LinkButton>} /> : (
          <Table caption={t("tabs.rates")} stack density="tight">
            <THead><TR><TH>{t("rates.pair")}</TH><TH>{t("rates.effectiveOn")}</TH><TH align="end">{t("rates.rate")}</TH><TH>{t("rates.source")}</TH></TR></THead>
            <TBody>
              {rates.map((rate) => (
                <TR key={`${rate.from}${rate.to}${rate.effectiveOn}`}>
                  <TH scope="row" className="font-medium whitespace-nowrap">{rate.from} → {rate.to}</TH>
                  <TD label={t("rates.effectiveOn")} className="whitespace-nowrap">{day(rate.effectiveOn)}</TD>
                  <TD label={t("rates.rate")} align="end">{number(rate.rate)}</TD>
                  <TD label={t("rates.source")} muted>{rate.source}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
    </Page>
  )
}
