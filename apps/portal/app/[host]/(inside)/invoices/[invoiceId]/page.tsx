import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { cache } from "react"
import { Button, Card, DescriptionList, Link, Page, SplitView } from "@entrepot/ui"
import { whyNot } from "@entrepot/domain/tenancy/contract"
import { addressLine, Temporal } from "@entrepot/kernel"
import { CreditAction } from "#credit-notes/credit-action.tsx"
import { AttemptState } from "#invoices/attempt-state.tsx"
import { isNothing } from "#invoices/amount.ts"
import { DownloadButton } from "#invoices/download.tsx"
import { HowToPay } from "#invoices/how-to-pay.tsx"
import { DraftActions } from "#invoices/draft-actions.tsx"
import { InvoiceLines } from "#invoices/invoice-lines.tsx"
import { CreditNotes, InvoiceTimeline } from "#invoices/invoice-timeline.tsx"
import { PayDialog } from "#invoices/pay-dialog.tsx"
import { InvoiceStatusBadges, isUnderWay } from "#invoices/status.tsx"
import { Disputes } from "#receivables/disputes.tsx"
import { GiveUp } from "#receivables/give-up.tsx"
import { WaitingWriteOff } from "#receivables/write-off-request.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ invoiceId: string }> }
const invoiceOf = cache(async (invoiceId: string) => (await api()).invoices.get({ invoiceId }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const invoice = await invoiceOf((await params).invoiceId)
  return { title: invoice.number ?? (await getTranslations("invoices"))("draft") }
}

/** One invoice: what was charged, what has become of it, how to pay the rest, and its papers. */
export default async function InvoicePage({ params }: Props) {
  const [invoice, t, domain, units, taxes, formats, who] = await Promise.all([params.then(({ invoiceId }) => invoiceOf(invoiceId)), getTranslations("invoices"), getTranslations("domain"), getTranslations("units"), getTranslations("taxes"), theFormats(), me()])
  const title = invoice.number ?? t("draft")
  const running = invoice.attempts.find(({ status }) => isUnderWay(status))
  const owed = !isNothing(invoice.open) && invoice.status !== "draft"
  const next = invoice.status === "draft" && who.permissions.includes("dunning.manage") ? await (await api()).payments.settings() : undefined
  const file = `/files/documents/${invoice.invoiceId}`
  return (
    <Page title={title} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/invoices" }, { label: title }] }}
      status={<InvoiceStatusBadges status={invoice.status} overdueDays={invoice.overdueDays} t={t} domain={domain} />}
      meta={<><span>{invoice.accountName}</span>{invoice.issuedOn && <span>{formats.day(invoice.issuedOn)}</span>}{owed && <span>{t("openOf", { open: formats.money(invoice.open), total: formats.money(invoice.total) })}</span>}</>}
      actions={<>
        {invoice.number && <DownloadButton href={`${file}.pdf`}>{t("downloadPdf")}</DownloadButton>}
        {invoice.number && <DownloadButton href={`${file}.xml`}>{t("downloadXml")}</DownloadButton>}
        {invoice.status === "draft" && <DraftActions draft={invoice} number={next && `${next.profile.invoicePrefix}${next.next.invoice}`} dueOn={Temporal.PlainDate.from(formats.today()).add({ days: invoice.netDays }).toString()} />}
        <CreditAction invoice={invoice} label={t("credit")} domain={domain as never} />
        {owed && <Pay invoiceId={invoice.invoiceId} action={invoice.actions.pay} label={t("pay")} domain={domain} />}
        {owed && <GiveUp invoice={{ invoiceId: invoice.invoiceId, number: title, open: invoice.open, actions: { void: invoice.actions.void, writeOff: invoice.actions.writeOff } }} />}
      </>}>
      <Disputes disputes={invoice.disputes} />
      {running && <AttemptState attemptId={running.attemptId} />}
      <SplitView asideLabel={t("timeline")} aside={<>
        {owed && <Card title={t("howToPay")}><HowToPay invoice={invoice} t={t} domain={domain as never} formats={formats} /></Card>}
        <Card title={t("timeline")}><InvoiceTimeline invoice={invoice} t={t} domain={domain} formats={formats} payments={who.reach === "tenant"} /></Card>
        {invoice.writeOffRequest && <Card title={t("writeOffWaits")}><WaitingWriteOff request={invoice.writeOffRequest} approvers={invoice.writeOffRequest.approvers} decide={invoice.writeOffRequest.actions.approve} withdraw={invoice.writeOffRequest.actions.withdraw} /></Card>}
        {invoice.creditNotes.length > 0 && <Card title={t("creditNotes")}><CreditNotes invoice={invoice} t={t} domain={domain} formats={formats} /></Card>}
        <Card title={t("about")}><DescriptionList items={about(invoice, t, formats)} /></Card>
      </>}>
        <Card title={t("lines")} flush><InvoiceLines invoice={invoice} t={t} units={units} taxes={taxes} formats={formats} /></Card>
      </SplitView>
    </Page>
  )
}

type Invoice = Awaited<ReturnType<typeof invoiceOf>>
type Words = Awaited<ReturnType<typeof getTranslations>>

function Pay({ invoiceId, action, label, domain }: { invoiceId: string; action: Invoice["actions"]["pay"]; label: string; domain: Words }) {
  if (!action.allowed) return <Button variant="primary" disabledReason={whyNot(action, domain as never)}>{label}</Button>
  return <PayDialog invoiceIds={[invoiceId]} returnPath={`/invoices/${invoiceId}`} trigger={<Button variant="primary">{label}</Button>} />
}

function about(invoice: Invoice, t: Words, formats: Awaited<ReturnType<typeof theFormats>>) {
  const { orderId, orderNumber, shipmentNumber, subscriptionId, subscriptionNumber, billTo, shipTo } = invoice
  const place = ({ recipient, line1, postalCode, city }: Invoice["billTo"]) => addressLine({ recipient, line1, postalCode, city })
  return [
    ...(subscriptionId && subscriptionNumber ? [{ term: t("subscription"), value: <Link href={`/subscriptions/${subscriptionId}`}>{subscriptionNumber}</Link> }] : []),
    ...(orderId && orderNumber ? [{ term: t("order"), value: <Link href={`/orders/${orderId}`}>{orderNumber}</Link> }] : []),
    ...(shipmentNumber ? [{ term: t("shipment"), value: orderId ? <Link href={`/orders/${orderId}`}>{shipmentNumber}</Link> : shipmentNumber }] : []),
    { term: t("po"), value: invoice.poNumber || "–" }, { term: t("seller"), value: invoice.seller.legalName }, { term: t("billTo"), value: place(billTo) || "–" },
    ...(shipTo ? [{ term: t("shipTo"), value: place(shipTo) }] : []), ...(invoice.suppliedOn ? [{ term: t("suppliedOn"), value: formats.day(invoice.suppliedOn) }] : []),
    ...(invoice.note ? [{ term: t("note"), value: invoice.note }] : []),
  ]
}
