"use client"
import { BarChart } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useFormats } from "../../../src/format/client.ts"

/** How busy the weeks will be: lines of subscriptions that fall due. Quantities of different products do not add up; lines do. */
export function DemandChart({ weeks }: { weeks: readonly { week: string; lines: number }[] }) {
  const t = useTranslations("demand")
  const common = useTranslations("common")
  const { number, shortDay, locale } = useFormats()
  const total = weeks.reduce((sum, { lines }) => sum + lines, 0)
  return (
    <BarChart title={t("chart")} summary={t("chartSummary", { lines: total, weeks: weeks.length })} seriesLabel={t("lines")} locale={locale} height={180} labels={{ showTable: common("showTable"), category: t("weekOf") }}
      bars={weeks.map(({ week, lines }) => ({ label: shortDay(week), value: lines, text: number(lines) }))} />
  )
}
