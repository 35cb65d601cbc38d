import { TrendingUp } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { forbidden } from "next/navigation"
import { Card, EmptyState, IndexSeriesTable, Page } from "@entrepot/ui"
import { SeriesButton } from "#indices/series-actions.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"
import { periodText } from "#subscriptions/index-text.ts"
import type { Words } from "#subscriptions/words.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("indices"))("title") }
}

/** The published series that prices may follow: the tenant's own, and those that the distributor keeps for all. */
export default async function IndicesPage() {
  const [t, words, formats, who, asked] = await Promise.all([getTranslations("indices"), getTranslations("subscriptions"), theFormats(), me(), api()])
  if (!who.permissions.includes("price.manage")) forbidden()
  const series = await asked.prices.indices()
  return (
    <Page title={t("title")} meta={t("lead")} actions={series.length > 0 && <SeriesButton />} width="normal">
      <Card flush>
        {series.length === 0 ? <EmptyState icon={<TrendingUp aria-hidden />} title={t("emptyTitle")} description={t("emptyText")} actions={<SeriesButton />} /> : (
          <IndexSeriesTable caption={t("title")} labels={{ name: t("name"), owner: t("owner"), frequency: t("frequency"), source: t("source"), last: t("last") }} rows={series.map(({ seriesId, code, name, unit, owner, frequency, source, last }) => ({
            id: seriesId, href: `/indices/${seriesId}`, code, name, unit, owner: t(`owners.${owner}`), frequency: t(`frequencies.${frequency}`), source,
            last: last ? t("lastOf", { value: formats.number(last.value), period: periodText(last.period, frequency, words as unknown as Words, formats) }) : t("noValue"),
          }))} />
        )}
      </Card>
    </Page>
  )
}
