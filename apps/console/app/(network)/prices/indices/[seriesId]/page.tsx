import { Card, CodeText, DescriptionList, EmptyState, IndexValueTable, Link, Page, SplitView, StockChart } from "@entrepot/ui"
import { TrendingUp } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { cache } from "react"
import { periodsUntil } from "@entrepot/domain/pricing/contract"
import { getFormats } from "../../../../../src/format/server.ts"
import { todayIn } from "../../../../../src/format/today.ts"
import { periodText, type Words } from "../../../../../src/indices/period-text.ts"
import { FileButton, SeriesButton, ValueButton } from "../../../../../src/indices/series-actions.tsx"
import { api, signedIn } from "../../../../../src/session.ts"

type Props = { params: Promise<{ seriesId: string }> }
const seriesOf = cache(async (seriesId: string) => (await api()).prices.index({ seriesId }))

export async function generateMetadata({ params }: Props) {
  return { title: (await seriesOf((await params).seriesId)).name }
}

/** One series: its course, and every value with every version of it. */
export default async function IndexPage({ params }: Props) {
  const [series, session, prices, t, { number, month, day, instant, locale }] = await Promise.all([params.then(({ seriesId }) => seriesOf(seriesId)), signedIn(), getTranslations("prices"), getTranslations("prices.indices"), getFormats()])
  const { seriesId, code, name, unit, basePeriod, frequency, source, sourceUrl, version, values } = series
  const today = todayIn(session.zone)
  const say = (period: string) => periodText(period, frequency, t as unknown as Words, month)
  const course = values.filter(({ corrected }) => !corrected).reverse()
  const [first, last] = [course[0], course.at(-1)]
  const of = { seriesId, frequency, today }
  const missing = last && periodsUntil(frequency, today, 2).find((period) => period > last.period)
  const enter = <><FileButton {...of} /><ValueButton {...of} from={missing} /></>
  return (
    <Page title={name} breadcrumbs={{ label: prices("title"), items: [{ label: prices("title"), href: "/prices" }, { label: t("title"), href: "/prices/indices" }, { label: code }] }} meta={<><CodeText>{code}</CodeText><span>{unit}</span></>}
      actions={<><SeriesButton series={{ seriesId, version, code, name, unit, basePeriod, frequency, source, sourceUrl }} />{values.length > 0 && enter}</>}>
      <SplitView asideLabel={t("about")} aside={
        <Card title={t("about")}>
          <DescriptionList items={[
            { term: t("source"), value: sourceUrl ? <Link href={sourceUrl}>{source}</Link> : source }, { term: t("frequency"), value: t(`frequencies.${frequency}`) }, { term: t("unit"), value: unit }, { term: t("basePeriod"), value: basePeriod },
            { term: t("last"), value: last ? t("lastOf", { value: number(last.value), period: say(last.period) }) : t("noValue") },
          ]} />
        </Card>
      }>
        {first && last && course.length > 1 && <Card><StockChart title={t("chart")} summary={t("chartSummary", { from: number(first.value), first: say(first.period), to: number(last.value), last: say(last.period) })} labels={{ showTable: t("showTable"), category: t("period") }} seriesLabel={name} locale={locale}
          points={course.map(({ period, value }) => ({ label: say(period), value: Number(value), text: number(value) }))} /></Card>}
        <Card title={t("values")} flush>
          {values.length === 0 ? <EmptyState level={3} icon={<TrendingUp />} title={t("noValues")} description={t("noValuesText")} actions={enter} /> : (
            <IndexValueTable caption={t("values")} labels={{ period: t("period"), value: t("value"), published: t("publishedOn"), said: t("said"), corrected: t("correctedBadge"), correction: t("correction"), actions: t("actions") }} rows={values.map((value) => ({
              id: `${value.period} ${value.version}`, period: say(value.period), value: number(value.value), published: day(value.publishedOn), corrected: value.corrected, correction: value.version > 1, reason: value.reason,
              said: t("saidBy", { by: value.by, at: instant(value.recordedAt) }),
              ...(!value.corrected && { action: <ValueButton {...of} corrects={{ period: value.period, value: value.value, versions: value.version }} /> }),
            }))} />
          )}
        </Card>
      </SplitView>
    </Page>
  )
}
