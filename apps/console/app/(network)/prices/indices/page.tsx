import { Card, EmptyState, IndexSeriesTable, Page } from "@entrepot/ui"
import { TrendingUp } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { periodText, type Words } from "../../../../src/indices/period-text.ts"
import { SeriesButton } from "../../../../src/indices/series-actions.tsx"
import { api } from "../../../../src/session.ts"

export async function generateMetadata() {
  return { title: (await getTranslations("prices.indices"))("title") }
}

/** The published series that every partner's prices may follow. */
export default async function IndicesPage() {
  const [ask, prices, t, { number, month }] = await Promise.all([api(), getTranslations("prices"), getTranslations("prices.indices"), getFormats()])
  const series = await ask.prices.indices()
  return (
    <Page title={t("title")} meta={t("lead")} breadcrumbs={{ label: prices("title"), items: [{ label: prices("title"), href: "/prices" }, { label: t("title") }] }} actions={series.length > 0 && <SeriesButton />}>
      <Card flush>
        {series.length === 0 ? <EmptyState icon={<TrendingUp />} title={t("emptyTitle")} description={t("emptyText")} actions={<SeriesButton />} /> : (
          <IndexSeriesTable caption={t("title")} labels={{ name: t("name"), frequency: t("frequency"), source: t("source"), last: t("last") }} rows={series.map(({ seriesId, code, name, unit, frequency, source, last }) => ({
            id: seriesId, href: `/prices/indices/${seriesId}`, code, name, unit, frequency: t(`frequencies.${frequency}`), source,
            last: last ? t("lastOf", { value: number(last.value), period: periodText(last.period, frequency, t as unknown as Words, month) }) : t("noValue"),
          }))} />
        )}
      </Card>
    </Page>
  )
}
