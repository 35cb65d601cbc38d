import { getTranslations } from "next-intl/server"
import { Card, Link, Page, Section, Stat, StatGrid } from "@entrepot/ui"
import type { OrderCounts } from "@entrepot/domain/ordering"
import { Steps } from "#home/steps.tsx"
import { Totals } from "#invoices/totals.tsx"
import { OrderTable } from "#orders/order-table.tsx"
import { api, me, type Me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

const LATEST = 5
const NO_COUNTS: OrderCounts = {}

/** The five numbers and the three tasks that matter today, then where to start. */
export default async function HomePage() {
  const [who, t, orders, invoices, formats] = await Promise.all([me(), getTranslations("home"), getTranslations("orders"), getTranslations("invoices"), theFormats()])
  const { counts, credit, waiting, notes, losses, cartLines, latest, active, attention, owed, differences, unproven } = await today(who)
  const open = (counts.confirmed ?? 0) + (counts.partly_shipped ?? 0) + (counts.awaiting_approval ?? 0) + (counts.on_hold ?? 0)
  const tasks = [
    { key: "approve", count: waiting, href: "/approvals" }, { key: "approveNotes", count: notes, href: "/approvals" }, { key: "approveWriteOffs", count: losses, href: "/approvals" }, { key: "cart", count: cartLines, href: "/cart" }, { key: "hold", count: counts.on_hold ?? 0, href: "/orders?status=on_hold" },
    { key: "books", count: differences, href: "/books" }, { key: "proof", count: unproven, href: "/books" }, { key: "subscriptions", count: attention, href: who.reach === "tenant" ? "/subscriptions/health" : "/subscriptions" },
  ].filter(({ count }) => count > 0)
  return (
    <Page title={t("title", { name: who.user.name })} meta={t("for", { account: who.account.name, number: who.account.number })} width="normal">
      <Section title={t("numbersTitle")}>
        <StatGrid>
          <Stat label={t("stat.open")} value={formats.number(open)} href="/orders" />
          <Stat label={t("stat.approval")} value={formats.number(counts.awaiting_approval ?? 0)} href="/orders?status=awaiting_approval" />
          <Stat label={t("stat.hold")} value={formats.number(counts.on_hold ?? 0)} href="/orders?status=on_hold" />
          <Stat label={t("stat.backorder")} value={formats.number(counts.backordered ?? 0)} href="/orders?status=confirmed" />
          {active !== undefined && <Stat label={t("stat.subscriptions")} value={formats.number(active)} href="/subscriptions" />}
          {credit && <Stat label={t("stat.headroom")} value={credit.headroom ? formats.money(credit.headroom) : t("stat.unlimited")} />}
        </StatGrid>
      </Section>
      {owed.length > 0 && <Section title={t("moneyTitle")}><Totals totals={owed} t={invoices as never} formats={formats} {...(who.reach === "tenant" && { ofCustomers: invoices("customersCredit") })} /></Section>}
      <Section title={t("tasksTitle")}>
        {tasks.length === 0 ? <p className="text-muted">{t("task.none")}</p> : <ul className="grid gap-1.5">{tasks.map(({ key, count, href }) => <li key={key}><Link href={href}>{t(`task.${key}`, { count })}</Link></li>)}</ul>}
      </Section>
      <Section title={t("startTitle")}><Steps permissions={who.permissions} t={t} /></Section>
      {latest.length > 0 && <Section title={t("recentTitle")} actions={<Link href="/orders">{t("allOrders")}</Link>}><Card flush><OrderTable rows={latest} withAccount={who.reach === "tenant"} t={orders} formats={formats} /></Card></Section>}
    </Page>
  )
}

/** What this person may know of today; what they may not is left out. */
async function today({ permissions }: Me) {
  const asked = await api()
  const may = (permission: string) => permissions.includes(permission)
  const [counts, latest, credit, inbox, cart, recurring, notes, losses, owed, proof] = await Promise.all([
    may("order.view") ? asked.orders.counts() : NO_COUNTS, may("order.view") ? asked.orders.list({ limit: LATEST }) : undefined, may("account.view") ? asked.orders.credit({}) : undefined,
    may("order.approve") ? asked.approvals.inbox({ limit: 100 }) : undefined, may("order.place") ? asked.cart.get() : undefined,
    may("subscription.view") ? asked.subscriptions.health({ health: ["late", "held", "failing", "at_risk"], limit: 1 }) : undefined,
    may("credit_note.approve") ? asked.creditNotes.inbox({ limit: 100 }) : undefined, may("credit_note.approve") ? asked.invoices.writeOffInbox({ limit: 100 }) : undefined, may("invoice.view") ? asked.invoices.totals({}) : [], may("books.view") ? asked.books.proof() : null,
  ])
  const health = recurring?.counts
  const attention = health ? health.late + health.held + health.failing + health.at_risk : 0
  return { owed, differences: proof?.differences ?? 0, unproven: proof && (proof.isOld || proof.failed > 0) ? 1 : 0, active: health && attention + health.well, attention, counts, credit, latest: latest?.rows ?? [], waiting: inbox?.entries.length ?? 0, notes: notes?.entries.length ?? 0, losses: losses?.entries.length ?? 0, cartLines: cart?.lines.length ?? 0 }
}
