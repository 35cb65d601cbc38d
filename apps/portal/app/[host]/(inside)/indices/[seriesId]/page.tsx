import { TrendingUp } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { forbidden } from "next/navigation"
import { cache } from "react"
import { Card, CodeText, DescriptionList, EmptyState, IndexValueTable, Link, Page, SplitView, StockChart } from "@entrepot/ui"
import { FileButton, SeriesButton, ValueButton } from "#indices/series-actions.tsx"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"
import { periodText } from "#subscriptions/index-text.ts"
import type { Words } from "#subscriptions/words.ts"
import { periodsUntil } from "@entrepot/domain/pricing/contract"

type Props = { params: Promise<{ seriesId: string }> }
const seriesOf = cache(async (seriesId: string) => (await api()).prices.index({ seriesId }))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await seriesOf((await params).seriesId)).name }
}

/** One series: its course, and every value with every version of it. */
export default async function IndexPage({ params }: Props) {
  const [series, who, t, words, formats] = await Promise.all([params.then(({ seriesId }) => seriesOf(seriesId)), me(), getTranslations("indices"), getTranslations("subscriptions"), theFormats()])
  if (!who.permissions.includes("price.manage")) forbidden()
  const { seriesId, owner, code, name, unit, basePeriod, frequency, source, sourceUrl, version, values } = series
  const say = (period: string) => periodText(period, frequency, words as unknown as Words, formats)
  const course = values.filter(({ corrected }) => !corrected).reverse()
  const [first, last] = [course[0], course.at(-1)]
  const own = owner === "own"
  const missing = last && periodsUntil(frequency, formats.today(), 2).find((period) => period > last.period)
  const enter = own && <><FileButton seriesId={seriesId} frequency={frequency} /><ValueButton seriesId={seriesId} frequency={frequency} from={missing} /></>
  return (
    <Page title={name} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/indices" }, { label: code }] }} meta={<><CodeText>{code}</CodeText><span>{unit}</span></>}
      actions={own && <><SeriesButton series={{ seriesId, version, code, name, unit, basePeriod, frequency, source, sourceUrl }} />{values.length > 0 && enter}</>}>
      <SplitView asideLabel={t("about")} aside={
        <Card title={t("about")} description={own ? undefined : t("ofDistributor")}>
          <DescriptionList items={[
            { term: t("source"), value: sourceUrl ? <Link href={sourceUrl}>{source}</Link> : source }, { term: t("frequency"), value: t(`frequencies.${frequency}`) }, { term: t("unit"), value: unit }, { term: t("basePeriod"), value: basePeriod },
            { term: t("last"), value: last ? t("lastOf", { value: formats.number(last.value), period: say(last.period) }) : t("noValue") },
          ]} />
        </Card>
      }>
        {first && last && course.length > 1 && <Card><StockChart title={t("chart")} summary={t("chartSummary", { from: formats.number(first.value), first: say(first.period), to: formats.number(last.value), last: say(last.period) })} labels={{ showTable: t("showTable"), category: t("period") }} seriesLabel={name} locale={formats.locale}
          points={course.map(({ period, value }) => ({ label: say(period), value: Number(value), text: formats.number(value) }))} /></Card>}
        <Card title={t("values")} flush>
          {values.length === 0 ? <EmptyState level={3} icon={<TrendingUp aria-hidden />} title={t("noValues")} description={t("noValuesText")} actions={enter} /> : (
            <IndexValueTable caption={t("values")} labels={{ period: t("period"), value: t("value"), published: t("publishedOn"), said: t("said"), corrected: t("correctedBadge"), correction: t("correction"), ...(own && { actions: t("actions") }) }} rows={values.map((value) => ({
              id: `${value.period} ${value.version}`, period: say(value.period), value: formats.number(value.value), published: formats.day(value.publishedOn), corrected: value.corrected, correction: value.version > 1, reason: value.reason,
              said: own && value.by ? t("saidBy", { by: value.by, at: formats.instant(value.recordedAt) }) : formats.instant(value.recordedAt),
              ...(own && !value.corrected && { action: <ValueButton seriesId={seriesId} frequency={frequency} corrects={{ period: value.period, value: value.value, versions: value.version }} /> }),
            }))} />
          )}
        </Card>
      </SplitView>
    </Page>
  )
}
