import { Card, EmptyState, LinkButton, Page, Section, Sparkline, Stat, StatGrid } from "@entrepot/ui"
import { CheckCheck } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../src/format/server.ts"
import { OrderTable } from "./orders/_list/order-table.tsx"
import { tasksOf } from "./tasks.ts"
import { Words } from "../../src/i18n/words.tsx"
import { api, may, signedIn } from "../../src/session.ts"

/** The five numbers and the three tasks that matter today. */
export default async function NetworkHome() {
  const [session, t, { number, since }] = await Promise.all([signedIn(), getTranslations("home"), getFormats()])
  if (!may(session, "network.order.view")) return <StewardHome />
  const ask = await api()
  const [day, dead, { rows }, balances, proof] = await Promise.all([
    ask.home.day(), may(session, "network.delivery.replay") ? ask.deliveries.list({ limit: 50 }).then((page) => page.rows.length) : 0, ask.orders.list({ limit: 8 }), may(session, "network.settlement.view") ? ask.settlement.balances() : [],
    may(session, "network.books.view") ? ask.books.proof() : null,
  ])
  const today = day.incoming.at(-1)?.orders ?? 0
  const tasks = tasksOf(day, { dead, disputes: balances.reduce((sum, { openDisputes }) => sum + openDisputes, 0), books: proof?.differences ?? 0, unproven: proof && (proof.isOld || proof.failed > 0) ? 1 : 0 }, (permission) => may(session, permission)).slice(0, 3)
  return (
    <Words areas={["home"]}>
      <Page title={t("hello", { name: session.name.split(" ")[0] ?? session.name })} meta={session.network?.name}>
        <StatGrid>
          <Stat label={t("today")} value={number(today)} href="/orders" chart={<Sparkline values={day.incoming.map(({ orders }) => orders)} label={t("todayChart")} shape="bar" />} hint={t("todayHint")} />
          <Stat label={t("open")} value={number(day.openOrders)} href="/orders?state=confirmed" hint={t("openHint", { count: day.backordered })} />
          <Stat label={t("toPick")} value={number(day.toPick)} href="/shipments" hint={t("toPickHint", { count: day.toPack })} />
          <Stat label={t("late")} value={number(day.late)} href="/shipments" hint={t("lateHint")} />
          <Stat label={t("low")} value={number(day.lowStock)} href="/stock?filter=low" hint={t("lowHint")} />
        </StatGrid>
        <Section title={t("tasks")}>
          {tasks.length === 0 ? <Card><EmptyState level={3} icon={<CheckCheck />} title={t("nothing")} description={t("nothingText")} /></Card> : (
            <ol className="grid gap-3 lg:grid-cols-3">
              {tasks.map((task) => (
                <li key={task.id}><Card className="flex h-full flex-col [&>div]:flex-1" title={t(`task.${task.id}.title`, { count: task.count })} footer={<LinkButton size="sm" href={task.href}>{t(`task.${task.id}.go`)}</LinkButton>}><p className="text-sm text-muted">{t(`task.${task.id}.text`, { count: task.count, since: task.since ? since(task.since) : "" })}</p></Card></li>
              ))}
            </ol>
          )}
        </Section>
        {rows.length > 0 && <Section title={t("latest")} actions={<LinkButton size="sm" href="/orders">{t("allOrders")}</LinkButton>}><Card flush><OrderTable rows={rows} /></Card></Section>}
      </Page>
    </Words>
  )
}

/** Buyers and stewards see no orders; their day begins with stock and catalogue. */
async function StewardHome() {
  const [session, t, ask, { number }] = await Promise.all([signedIn(), getTranslations("home"), api(), getFormats()])
  const [low, out, waiting, imports] = await Promise.all([
    ask.stock.list({ filter: "low", limit: 200 }), ask.stock.list({ filter: "out", limit: 200 }), ask.stock.list({ filter: "waiting", limit: 200 }), may(session, "network.import.run") ? ask.imports.list({ limit: 25 }) : [],
  ])
  const count = (page: { rows: readonly unknown[]; next: string | null }) => (page.next ? `${number(page.rows.length)}+` : number(page.rows.length))
  return (
    <Page title={t("hello", { name: session.name.split(" ")[0] ?? session.name })} meta={session.network?.name}>
      <StatGrid>
        <Stat label={t("low")} value={count(low)} href="/stock?filter=low" hint={t("lowHint")} />
        <Stat label={t("out")} value={count(out)} href="/stock?filter=out" hint={t("outHint")} />
        <Stat label={t("waiting")} value={count(waiting)} href="/stock?filter=waiting" hint={t("waitingHint")} />
        {may(session, "network.import.run") && <Stat label={t("imports")} value={number(imports.filter(({ status }) => status === "uploaded" || status === "mapped").length)} href="/imports" hint={t("importsHint")} />}
      </StatGrid>
    </Page>
  )
}
