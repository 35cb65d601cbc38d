import { HandCoins } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { Card, EmptyState, LinkButton, LinkTabs, Page, Pagination } from "@entrepot/ui"
import { DownloadButton } from "#invoices/download.tsx"
import { AccountTable } from "#receivables/account-table.tsx"
import { addressOf, currencyOf, dayOf, textOf, type Params } from "#receivables/address.ts"
import { AgeingFilters } from "#receivables/ageing-filters.tsx"
import { Disputes } from "#receivables/disputes.tsx"
import { RecordPayment } from "#receivables/record-payment.tsx"
import { ReceivableTabs } from "#receivables/tabs.tsx"
import { ReceivableTotals } from "#receivables/totals.tsx"
import { AgeingChart } from "#statement/ageing.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"
import { theTenant } from "#server/request.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("receivables"))("title") }
}

/** Who owes what on a day and for how long, one currency at a time. */
export default async function ReceivablesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, t, formats, who, asked, tenant] = await Promise.all([searchParams, getTranslations("receivables"), theFormats(), me(), api(), theTenant()])
  if (who.reach !== "tenant") notFound()
  const [today, currency, search, cursor] = [formats.today(), currencyOf(params) ?? tenant.currency, textOf(params, "search")?.slice(0, 60) ?? "", textOf(params, "cursor")]
  const on = dayOf(params, "on") ?? today
  const view = await asked.statements.ageing({ on, currency, search, cursor: cursor ?? null })
  const ask = { on: on === today ? undefined : on, currency: currency === tenant.currency ? undefined : currency, search }
  const totals = view.totals.find((row) => row.currency === currency)
  const currencies = [...new Set([currency, ...view.totals.map((row) => row.currency)])].toSorted()
  return (
    <Page title={t("title")} meta={t(on === today ? "leadToday" : on < today ? "lead" : "leadAhead", { day: formats.day(on) })} actions={<>
      <DownloadButton href={addressOf("/files/ageing.csv", { on, currency, search })}>{t("downloadCsv")}</DownloadButton>
      {who.permissions.includes("payment.record") && <RecordPayment today={today} />}
    </>}>
      <ReceivableTabs current="ageing" />
      <AgeingFilters key={JSON.stringify(ask)} on={on} today={today} search={search} currency={ask.currency} />
      <Disputes disputes={view.disputes} withAccount />
      {currencies.length > 1 && <LinkTabs label={t("currencies")} tabs={currencies.map((code) => ({ href: addressOf("/receivables", { ...ask, currency: code }), label: code, current: code === currency }))} />}
      {totals && <div className="grid grid-cols-1 gap-5 lg:grid-cols-2">
        <ReceivableTotals row={totals} t={t as never} formats={formats} />
        <Card title={t("ageing")}><AgeingChart ageing={totals} /></Card>
      </div>}
      {view.accounts.length === 0
        ? <EmptyState icon={<HandCoins aria-hidden />} title={t("emptyTitle")} description={search ? t("emptySearch") : view.totals.length > 0 ? t("emptyCurrency", { currency }) : t("emptyText")} actions={<LinkButton href={search ? addressOf("/receivables", { ...ask, search: undefined }) : "/invoices"}>{t(search ? "showAll" : "toInvoices")}</LinkButton>} />
        : (
          <Card title={t("accounts")} flush footer={(view.nextCursor ?? cursor) && <Pagination label={t("pages")} nextHref={view.nextCursor ? addressOf("/receivables", { ...ask, cursor: view.nextCursor }) : undefined} previousHref={cursor ? addressOf("/receivables", ask) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
            <AccountTable rows={view.accounts} />
          </Card>
        )}
    </Page>
  )
}
