import { HeartPulse } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { forbidden } from "next/navigation"
import { Card, EmptyState, LinkButton, LinkTabs, Page, Pagination, Stat, StatGrid } from "@entrepot/ui"
import { HEALTHS } from "@entrepot/domain/subscriptions/contract"
import { HealthTable } from "#subscriptions/health-table.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("subscriptions"))("healthPage.title") }
}

/** Every account's subscriptions by what is wrong with them: who needs a call today, and what the next delivery leaves. */
export default async function HealthPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [params, t, formats, who, asked, words] = await Promise.all([searchParams, getTranslations("subscriptions"), theFormats(), me(), api(), getTranslations()])
  if (who.reach !== "tenant" || !who.permissions.includes("subscription.view")) forbidden()
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : undefined)
  const health = HEALTHS.find((each) => each === text("health"))
  const { rows, counts, heldBy, nextCursor } = await asked.subscriptions.health({ health: health ? [health] : text("health") === "all" ? [] : ["late", "held", "failing", "at_risk"], cursor: text("cursor") ?? null })
  const href = (tab: string, cursor?: string) => {
    const query = new URLSearchParams({ ...(tab !== "attention" && { health: tab }), ...(cursor && { cursor }) })
    return query.size > 0 ? `/subscriptions/health?${query.toString()}` : "/subscriptions/health"
  }
  const current = health ?? (text("health") === "all" ? "all" : "attention")
  const attention = counts.late + counts.held + counts.failing + counts.at_risk
  const count = (tab: string) => (tab === "attention" ? attention : tab === "all" ? attention + counts.well : counts[tab as keyof typeof counts])
  return (
    <Page title={t("healthPage.title")} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/subscriptions" }, { label: t("healthPage.title") }] }} meta={t("healthPage.text")}>
      <LinkTabs label={t("healthPage.tabs")} tabs={["attention", ...HEALTHS.filter((each) => each !== "well"), "all"].map((tab) => ({ href: href(tab), label: tab === "attention" ? t("healthPage.attention") : tab === "all" ? t("status.all") : t(`health.${tab}`), count: formats.number(count(tab)), current: tab === current }))} />
      {current === "held" && heldBy.length > 1 && <StatGrid>{heldBy.map(({ code, count: held }) => <Stat key={code} label={words.has(`domain.subscriptions.hold.${code}`) ? words(`domain.subscriptions.hold.${code}`) : code} value={formats.number(held)} />)}</StatGrid>}
      {rows.length === 0
        ? <EmptyState icon={<HeartPulse aria-hidden />} title={t("healthPage.emptyTitle")} description={t("healthPage.emptyText")} actions={<LinkButton href={attention + counts.well > 0 ? "/subscriptions" : "/plans"}>{attention + counts.well > 0 ? t("showAll") : t("healthPage.toPlans")}</LinkButton>} />
        : <Card flush footer={<Pagination label={t("pages")} nextHref={nextCursor ? href(current, nextCursor) : undefined} previousHref={text("cursor") ? href(current) : undefined} labels={{ previous: t("first"), next: t("nextPage"), atStart: t("atStart"), atEnd: t("atEnd") }} />}><HealthTable rows={rows} withMargin={who.permissions.includes("margin.view")} t={t} words={words} formats={formats} /></Card>}
    </Page>
  )
}
