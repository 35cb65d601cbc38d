import { Card, CodeText, EmptyState, FilterBar, HeatTable, LinkButton, Page, StatusBadge } from "@entrepot/ui"
import { CalendarRange } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { unitInWords } from "@entrepot/kernel"
import { getFormats } from "../../../src/format/server.ts"
import { ChoiceFilter } from "../../../src/list/choice-filter.tsx"
import { one, type Asked } from "../../../src/list/paging.tsx"
import { found } from "../../../src/page/found.ts"
import { api, may, signedIn } from "../../../src/session.ts"
import { DemandChart } from "./demand-chart.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("demand"))("title") }
}

const SPANS = [4, 13, 26] as const

/** What subscriptions will take in the weeks to come, product by product, and where it is more than there will be. */
export default async function DemandPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, session, t, units, { number, shortDay, day }] = await Promise.all([searchParams, api(), signedIn(), getTranslations("demand"), getTranslations("units"), getFormats()])
  const weeks = SPANS.find((span) => String(span) === one(asked, "weeks")) ?? 13
  const view = await found(ask.subscriptionRuns.demand({ weeks }))
  const mayOpen = may(session, "network.stock.view")
  const short = view.rows.filter(({ shortFrom }) => shortFrom !== null).length
  return (
    <Page title={t("title")} meta={t("lead")} actions={<LinkButton href="/subscriptions">{t("toRuns")}</LinkButton>} status={short > 0 && <StatusBadge tone="warning">{t("shortCount", { count: short })}</StatusBadge>}>
      <FilterBar label={t("filters")} end={t("unitHint")}>
        <ChoiceFilter label={t("span")} name="weeks" value={String(weeks)} options={SPANS.map((value) => ({ value: String(value), label: t("weeks", { weeks: value }) }))} />
      </FilterBar>
      {view.rows.length === 0 ? <Card><EmptyState icon={<CalendarRange />} title={t("empty")} description={t("emptyText")} actions={<LinkButton href="/subscriptions">{t("toRuns")}</LinkButton>} /></Card> : (
        <>
          <Card><DemandChart weeks={view.weeks.map((week) => ({ week, lines: view.rows.reduce((sum, row) => sum + (row.weeks.find(({ weekOf }) => weekOf === week)?.subscriptions ?? 0), 0) }))} /></Card>
          <Card flush>
            <HeatTable caption={t("title")} labels={{ row: t("product"), end: [t("total"), t("available"), t("expected"), t("shortFrom")] }}
              columns={view.weeks.map((week) => ({ id: week, label: shortDay(week) }))}
              rows={view.rows.map((row) => {
                const byWeek = new Map(row.weeks.map((week) => [week.weekOf, week.quantity]))
                return {
                  id: row.productId, title: <CodeText>{row.sku}</CodeText>, detail: `${row.name} · ${unitInWords(units, row.baseUnit)}`, ...(mayOpen && { href: `/stock/${row.productId}#demand` }),
                  cells: view.weeks.map((week) => {
                    const quantity = byWeek.get(week)
                    return quantity === undefined ? null : { value: Number(quantity), text: number(quantity), ...(row.shortFrom !== null && week >= row.shortFrom && { mark: t("short") }) }
                  }),
                  end: [<strong key="total">{number(row.total)}</strong>, number(row.available), number(row.expected), row.shortFrom ? <StatusBadge key="short" tone="danger">{day(row.shortFrom)}</StatusBadge> : <span key="fine" className="text-success">{t("enough")}</span>],
                }
              })} />
          </Card>
        </>
      )}
    </Page>
  )
}
