import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { cache } from "react"
import { Alert, Badge, Card, CodeText, DescriptionList, LinkButton, Page, SplitView } from "@entrepot/ui"
import { cadenceText } from "@entrepot/domain/subscriptions/contract"
import { InvoiceTrail } from "#invoices/trail.tsx"
import { CardExpires } from "#subscriptions/card-expires.tsx"
import { HeldBox } from "#subscriptions/held-box.tsx"
import { History } from "#subscriptions/history.tsx"
import { LineList } from "#subscriptions/line-list.tsx"
import { SubscriptionStatusBadge } from "#subscriptions/status.tsx"
import { SubscriptionActions } from "#subscriptions/subscription-actions.tsx"
import { TermNotice } from "#subscriptions/renew.tsx"
import { Upcoming } from "#subscriptions/upcoming.tsx"
import { UsageList } from "#subscriptions/usage-list.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

/** How many of its last invoices a subscription's page shows; the list has them all. */
const INVOICES = 5

type Props = { params: Promise<{ subscriptionId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }
const subscriptionOf = cache(async (subscriptionId: string) => (await api()).subscriptions.get({ subscriptionId }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number, name } = await subscriptionOf((await params).subscriptionId)
  return { title: `${number} ${name}` }
}

/** One subscription: what comes next, what waits for somebody, what is in it, and everything that was done with it. */
export default async function SubscriptionDetailPage({ params, searchParams }: Props) {
  const [subscription, { made }, t, formats, who, asked] = await Promise.all([params.then(({ subscriptionId }) => subscriptionOf(subscriptionId)), searchParams, getTranslations("subscriptions"), theFormats(), me(), api()])
  const { subscriptionId, account, upcoming, past, owner } = subscription
  const [shipTos, invoiced, invoices, domain] = await Promise.all([
    asked.account.addresses({ accountId: account.accountId }), who.permissions.includes("invoice.view") ? asked.invoices.trail({ subscriptionId, limit: INVOICES }) : [], getTranslations("invoices"), getTranslations("domain"),
  ])
  const acts = who.reach === "tenant" && owner.userId !== who.user.userId
  const of = { subscriptionId, behalfOf: acts ? `${owner.name}, ${account.name}` : null }
  const held = [...upcoming, ...past].filter(({ status }) => status === "held" || status === "failed")
  return (
    <Page title={subscription.name} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/subscriptions" }, { label: subscription.number }] }} status={<SubscriptionStatusBadge status={subscription.status} t={t} />}
      meta={<><CodeText>{subscription.number}</CodeText><span>{account.name}</span><span>{cadenceText(subscription.schedule.cadence, t, formats)}</span></>}
      actions={<SubscriptionActions subscription={subscription} of={of} shipTos={shipTos.map(({ addressId, label, city }) => ({ addressId, label, city }))} />}>
      {made !== undefined && <Alert tone="success" title={t("new.madeTitle")}>{upcoming[0] && t("new.madeText", { day: formats.weekdayDay(upcoming[0].on) })}</Alert>}
      {acts && <Alert tone="info">{t("onBehalf", { customer: of.behalfOf ?? "" })}</Alert>}
      {subscription.status === "draft" && <Alert tone="info">{t("isDraft")}</Alert>}
      {subscription.status === "paused" && <Alert tone="warning">{subscription.pausedUntil ? t("pausedUntil", { day: formats.day(subscription.pausedUntil) }) : t("pausedOpen")}</Alert>}
      {subscription.endedAt && <Alert tone="info">{t("endedAt", { at: formats.instant(subscription.endedAt) })}</Alert>}
      {subscription.endsSoon && <TermNotice of={of} subscription={{ plan: subscription.plan, endsOn: subscription.endsOn, actions: subscription.actions }} />}
      {subscription.collect === "automatic" && subscription.status !== "ended" && who.permissions.includes("invoice.pay") && <CardExpires accountId={account.accountId} mine={account.accountId === who.account.accountId} />}
      {held.map((entry) => <HeldBox key={entry.occurrenceId ?? entry.n} entry={entry} />)}
      <SplitView asideLabel={t("aboutIt")} aside={<><Card title={t("aboutIt")}><DescriptionList items={about(subscription, t, formats)} /></Card>{subscription.margin && <Card title={t("margin.title")} description={t("margin.text")}><DescriptionList align="end" items={marginOf(subscription.margin, t, formats)} /></Card>}{invoiced.length > 0 && <Card title={t("invoiced")} actions={<LinkButton size="sm" href={`/invoices?subscription=${subscriptionId}`}>{t("allInvoices")}</LinkButton>}><InvoiceTrail rows={invoiced} t={invoices} domain={domain} formats={formats} payments={who.reach === "tenant"} /></Card>}<Card title={t("history")}><History history={subscription.history} t={t} formats={formats} /></Card></>}>
        <Card title={t("comesNext")} flush actions={<LinkButton size="sm" href={`/subscriptions/calendar?subscription=${subscriptionId}`}>{t("calendar.title")}</LinkButton>}><Upcoming entries={upcoming} lines={subscription.lines} of={of} caption={t("comesNext")} emptyText={t("nothingNext")} /></Card>
        <Card title={t("lines")} flush><LineList subscription={subscription} of={of} /></Card>
        {subscription.usage.length > 0 && <Card title={t("usage.list")} flush><UsageList usage={subscription.usage} t={t} formats={formats} /></Card>}
        {past.length > 0 && <Card title={t("past")} flush><Upcoming entries={past} lines={subscription.lines} of={of} caption={t("past")} emptyText={t("nothingNext")} /></Card>}
      </SplitView>
    </Page>
  )
}

type Subscription = Awaited<ReturnType<typeof subscriptionOf>>
type Say = Awaited<ReturnType<typeof getTranslations>>
type Formats = Awaited<ReturnType<typeof theFormats>>

function about({ schedule, shipTo, poNumber, collect, invoicing, plan, serviceFee, feeChanges, owner, ceilingPercent, noticeDays, startsOn, endsOn, catchUp }: Subscription, t: Say, formats: Formats) {
  return [
    { term: t("howOften"), value: cadenceText(schedule.cadence, t, formats), hint: t(`shift.${schedule.shift}`) },
    { term: t("cutOffTerm"), value: t("cutOffRule", { days: schedule.cutOffDays, time: schedule.cutOffTime }), hint: schedule.zone.replaceAll("_", " ") },
    { term: t("startsOn"), value: formats.day(startsOn) }, { term: t("endsOn"), value: endsOn ? formats.day(endsOn) : t("runsOn") },
    { term: t("shipTo"), value: shipTo ? `${shipTo.label}, ${shipTo.city}` : "–" }, { term: t("poNumber"), value: poNumber || "–" },
    { term: t("payment"), value: t(`collect.${collect}`), hint: t(`invoicing.${invoicing}`) },
    ...(plan ? [{ term: t("plan"), value: <>{plan.name}{Number(plan.discountPercent) > 0 && <Badge tone="success" className="ms-1">{t("discount", { percent: formats.percent(plan.discountPercent) })}</Badge>}</> }] : []),
    ...(serviceFee ? [{ term: t("service"), value: t("servicePer", { name: serviceFee.name, amount: formats.money(serviceFee.amount), months: serviceFee.everyMonths }), hint: serviceFee.since ? t("serviceSince", { day: formats.day(serviceFee.since) }) : t("serviceHint") }] : []),
    ...feeChanges.map(({ from, fee }) => ({ term: t("serviceBecomes", { day: formats.day(from) }), value: fee ? t("servicePer", { name: fee.name, amount: formats.money(fee.amount), months: fee.everyMonths }) : t("serviceEnds") })),
    { term: t("ceiling"), value: formats.percent(ceilingPercent) }, { term: t("noticeDays"), value: noticeDays === 0 ? t("noNotice") : t("noticeBefore", { days: noticeDays }) },
    { term: t("catchUp.legend"), value: t(`catchUp.${catchUp}`) }, { term: t("owner"), value: owner.name },
  ]
}

function marginOf({ net, supply, margin, marginPercent }: NonNullable<Subscription["margin"]>, t: Say, { money, percent }: Formats) {
  return [{ term: t("net"), value: money(net) }, { term: t("margin.supply"), value: money(supply) }, { term: t("margin.own"), value: <strong>{money(margin)}</strong> }, { term: t("margin.percent"), value: percent(marginPercent) }]
}
