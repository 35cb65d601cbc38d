import { Banknote } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { Card, EmptyState, FilterBar, LinkButton, Page, Pagination } from "@entrepot/ui"
import { addressOf, dayOf, textOf, type Params } from "#receivables/address.ts"
import { PaymentFilters } from "#receivables/payment-filters.tsx"
import { PaymentTable } from "#receivables/payment-table.tsx"
import { RecordPayment } from "#receivables/record-payment.tsx"
import { ReceivableTabs } from "#receivables/tabs.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("receivables"))("payments.title") }
}

/** Money that arrived, of every account or of one, the latest first. */
export default async function PaymentsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, t, formats, who, asked] = await Promise.all([searchParams, getTranslations("receivables"), theFormats(), me(), api()])
  if (who.reach !== "tenant") notFound()
  const [accountId, paymentId, from, to, cursor] = [textOf(params, "account"), textOf(params, "payment"), dayOf(params, "from"), dayOf(params, "to"), textOf(params, "cursor")]
  const [page, account] = await Promise.all([
    asked.payments.list({ ...(accountId && { accountId }), ...(paymentId && { paymentId }), ...(from && { from }), ...(to && { to }), cursor: cursor ?? null, limit: 50 }),
    accountId ? asked.account.get({ accountId }) : undefined,
  ])
  const ask = { account: accountId, payment: paymentId, from, to }
  const narrowed = Boolean(accountId ?? paymentId ?? from ?? to)
  return (
    <Page title={t("payments.title")} actions={who.permissions.includes("payment.record") && <RecordPayment today={formats.today()} />}>
      <ReceivableTabs current="payments" />
      <PaymentFilters key={JSON.stringify(ask)} account={account && { accountId: account.accountId, name: account.name }} from={from} to={to} />
      {paymentId && <FilterBar label={t("filters")} active={[{ id: "payment", label: t("payments.one"), removeLabel: t("payments.showAll"), removeHref: "/payments" }]} />}
      {page.rows.length === 0
        ? <EmptyState icon={<Banknote aria-hidden />} title={t("payments.emptyTitle")} description={t(narrowed ? "payments.emptyNarrowed" : "payments.emptyText")} actions={<LinkButton href={narrowed ? "/payments" : "/receivables"}>{t(narrowed ? "payments.showAll" : "title")}</LinkButton>} />
        : (
          <Card flush footer={(page.nextCursor ?? cursor) && <Pagination label={t("pages")} nextHref={page.nextCursor ? addressOf("/payments", { ...ask, cursor: page.nextCursor }) : undefined} previousHref={cursor ? addressOf("/payments", ask) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}>
            <PaymentTable rows={page.rows} withAccount={!accountId} />
          </Card>
        )}
    </Page>
  )
}
