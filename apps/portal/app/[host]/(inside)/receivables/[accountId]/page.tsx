import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { cache } from "react"
import { Card, EmptyState, Link, LinkButton, Page, SplitView, Timeline } from "@entrepot/ui"
import type { ReceivableView } from "@entrepot/domain/billing/contract"
import { isForbidden, whyNot } from "@entrepot/domain/tenancy/contract"
import { eventOf } from "#dunning/entry.tsx"
import { StageBadge } from "#dunning/stage.tsx"
import { isNothing } from "#invoices/amount.ts"
import { CreditBalance } from "#methods/credit-balance.tsx"
import { ApplyCredit } from "#receivables/apply-credit.tsx"
import { Disputes } from "#receivables/disputes.tsx"
import { OpenItems } from "#receivables/open-items.tsx"
import { PaymentTable } from "#receivables/payment-table.tsx"
import { RecordPayment } from "#receivables/record-payment.tsx"
import { AgeingChart } from "#statement/ageing.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ accountId: string }> }
/** How many payments and steps of dunning the page shows; the rest stand on pages of their own. */
const LAST = 10
const receivableOf = cache(async (accountId: string) => (await api()).statements.receivable({ accountId }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await receivableOf((await params).accountId)).accountName }
}

/** One account: what is open of it, what it has to its credit, what it paid, and what was done when it did not. */
export default async function ReceivablePage({ params }: Props) {
  const [{ accountId }, who, t, invoices, domain, formats, asked, dunningWords, billing] = await Promise.all([params, me(), getTranslations("receivables"), getTranslations("invoices"), getTranslations("domain"), theFormats(), api(), getTranslations("dunning"), getTranslations("domain.billing")])
  if (who.reach !== "tenant") notFound()
  const duns = who.permissions.includes("dunning.manage")
  const [view, credit, payments, dunning] = await Promise.all([receivableOf(accountId), asked.statements.credit({ accountId }), asked.payments.list({ accountId, limit: LAST }), duns ? asked.dunning.history({ accountId }) : []])
  const late = view.balances.find(({ stage }) => stage !== "none")
  return (
    <Page title={view.accountName} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/receivables" }, { label: view.accountName }] }} status={late && <StageBadge stage={late.stage} t={dunningWords as never} />}
      meta={<><span>{view.accountNumber}</span><span>{t("leadToday", { day: formats.day(view.today) })}</span></>}
      actions={<>
        <LinkButton href={`/statement?account=${accountId}`}>{t("toStatement")}</LinkButton>
        <LinkButton href={`/invoices?account=${accountId}`}>{t("toAccountInvoices")}</LinkButton>
        {!isForbidden(view.record) && <RecordPayment today={view.today} account={{ accountId, name: view.accountName }} disabledReason={whyNot(view.record, domain as never)} />}
      </>}>
      <Disputes disputes={view.disputes} />
      <SplitView asideLabel={t("creditTitle")} aside={<>
        {view.balances.map((row) => !isNothing(row.total) && <Card key={row.currency} title={t("balance", { currency: row.currency })}><AgeingChart ageing={row} /></Card>)}
        <Card title={t("creditTitle")} actions={<Apply view={view} words={domain as never} />}>{credit.entries.length === 0 ? <p className="text-sm text-muted">{t("creditList.noCreditText")}</p> : <CreditBalance credit={credit} t={((key: string, values?: Record<string, string>) => t(`creditList.${key}` as never, values as never)) as never} formats={formats} />}</Card>
        {duns && <Card title={t("dunningTitle")} footer={dunning.length > LAST && <Link href={`/dunning/${accountId}`}>{t("allSteps")}</Link>}>{dunning.length === 0 ? <p className="text-sm text-muted">{t("dunningNone")}</p> : <Timeline label={t("dunningTitle")} events={dunning.slice(0, LAST).map((entry) => eventOf(entry, { t: dunningWords as never, words: billing as never, day: formats.day }))} />}</Card>}
      </>}>
        <Card title={t("openItems")} flush>{view.items.length === 0 ? <EmptyState level={3} title={t("nothingOpenTitle")} description={t("nothingOpenText")} /> : <OpenItems items={view.items} t={t as never} invoices={invoices as never} domain={domain as never} formats={formats} />}</Card>
        {view.more && <p className="text-sm text-muted">{t("moreItems", { count: view.items.length })}</p>}
        <Card title={t("recentPayments")} flush footer={payments.nextCursor && <Link href={`/payments?account=${accountId}`}>{t("allPayments")}</Link>}>{payments.rows.length === 0 ? <EmptyState level={3} title={t("payments.emptyTitle")} description={t("payments.emptyText")} /> : <PaymentTable rows={payments.rows} withAccount={false} />}</Card>
      </SplitView>
    </Page>
  )
}

/** One button per currency in which there is credit; where there is none, why there is nothing to use. */
function Apply({ view, words }: { view: ReceivableView; words: Parameters<typeof whyNot>[1] }) {
  const kept = view.balances.filter(({ credit, applyCredit }) => !isNothing(credit) && !isForbidden(applyCredit))
  return kept.map(({ currency, credit, applyCredit }) => <ApplyCredit key={currency} accountId={view.accountId} credit={credit} disabledReason={whyNot(applyCredit, words)} />)
}
