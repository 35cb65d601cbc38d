import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { cache } from "react"
import { Alert, Badge, Card, DescriptionList, LinkButton, Page, SplitView } from "@entrepot/ui"
import { addressLine } from "@entrepot/kernel"
import { DecideOrder } from "#approvals/decide-order.tsx"
import { ReviewIssues } from "#approvals/review-issues.tsx"
import { ChangeOrder } from "#orders/change-lines.tsx"
import { Documents } from "#orders/documents.tsx"
import { OrderActions } from "#orders/order-actions.tsx"
import { OrderLines } from "#orders/order-lines.tsx"
import { nextText } from "#orders/next-text.ts"
import { OrderTimeline } from "#orders/order-timeline.tsx"
import { Shipments } from "#orders/shipments.tsx"
import { OrderStatusBadge } from "#orders/status.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

type Props = { params: Promise<{ orderId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }
const orderOf = cache(async (orderId: string) => (await api()).orders.get({ orderId }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await orderOf((await params).orderId)).number }
}

const documentsOf = async (orderId: string) => (await api()).orders.documents({ orderId })

/** One order from draft to paid: what was agreed, where it stands, its papers, what happens next and what can be done. */
export default async function OrderPage({ params, searchParams }: Props) {
  const [order, documents, { placed }, t, units, taxes, formats, say, invoices, domain, who] = await Promise.all([
    params.then(({ orderId }) => orderOf(orderId)), params.then(({ orderId }) => documentsOf(orderId)), searchParams, getTranslations("orders"), getTranslations("units"), getTranslations("taxes"), theFormats(), getTranslations("subscriptions"), getTranslations("invoices"), getTranslations("domain"), me(),
  ])
  const waiting = order.status === "awaiting_approval" || order.status === "on_hold"
  const review = waiting ? await (await api()).orders.review({ orderId: order.orderId }) : []
  return (
    <Page title={order.number} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/orders" }, { label: order.number }] }}
      status={<><OrderStatusBadge status={order.status} t={t} />{order.backordered && <Badge tone="warning">{t("backordered")}</Badge>}</>}
      meta={<><span>{order.accountName}</span><span>{formats.instant(order.submittedAt)}</span><span>{order.placedBy}</span></>}
      actions={<>{who.permissions.includes("subscription.manage") && order.accountId === who.account.accountId && <LinkButton href={`/subscriptions/new?order=${order.orderId}`}>{say("new.fromThisOrder")}</LinkButton>}<ChangeOrder order={order} /><OrderActions order={order} /></>}>
      {placed !== undefined && <Alert tone={order.status === "on_hold" ? "warning" : "success"} title={t(`placed_${order.status}`)}>{nextText(order.next, t, formats)}</Alert>}
      {order.hold && <Alert tone="warning" title={t(`hold.${order.hold.code}`)}>{t("holdText", { owner: t.has(`owner.${order.hold.owner}`) ? t(`owner.${order.hold.owner}`) : order.hold.owner, since: formats.instant(order.hold.heldAt) })}</Alert>}
      {review.length > 0 && <ReviewIssues review={review} currency={order.total.currency} />}
      {(order.actions.approve.possible || order.status === "awaiting_approval") && <DecideOrder order={order} />}
      <SplitView asideLabel={t("timeline")} aside={<><Card title={t("timeline")}><OrderTimeline order={order} documents={documents} t={t} formats={formats} /></Card><Documents documents={documents} t={t} invoices={invoices} domain={domain} formats={formats} payments={who.reach === "tenant"} /><Card title={t("about")}><DescriptionList items={about(order, t, formats)} /></Card></>}>
        <Card title={t("lines")} flush><OrderLines order={order} t={t} units={units} taxes={taxes} formats={formats} /></Card>
        <Shipments shipments={order.shipments} />
      </SplitView>
    </Page>
  )
}

type Order = Awaited<ReturnType<typeof orderOf>>

function about(order: Order, t: Awaited<ReturnType<typeof getTranslations>>, formats: Awaited<ReturnType<typeof theFormats>>) {
  const { shipTo } = order
  return [
    { term: t("po"), value: order.poNumber || "–" },
    { term: t("shipTo"), value: shipTo ? addressLine({ recipient: shipTo.recipient, line1: shipTo.line1, postalCode: shipTo.postalCode, city: shipTo.city }) : "–" },
    { term: t("requestedOn"), value: order.requestedOn ? formats.day(order.requestedOn) : "–" },
    ...(order.shipComplete ? [{ term: t("delivery"), value: t("shipComplete") }] : []),
    ...(order.note ? [{ term: t("note"), value: order.note }] : []),
    ...(order.supply ? [{ term: t("supply"), value: formats.money(order.supply) }] : []),
    ...(order.marginPercent === null ? [] : [{ term: t("margin"), value: formats.percent(order.marginPercent) }]),
  ]
}
