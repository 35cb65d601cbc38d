"use client"
import { StockChart } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useFormats } from "../../../../src/format/client.ts"

export function DemandOverWeeks({ now, weeks, unit, reorderPoint }: { now: string; weeks: readonly { weekOf: string; left: string }[]; unit: string; reorderPoint: string }) {
  const t = useTranslations("stock.demand")
  const common = useTranslations("common")
  const stock = useTranslations("stock")
  const { number, shortDay, locale } = useFormats()
  const first = { label: t("now"), value: Number(now), text: `${number(now)} ${unit}` }
  const points = [first, ...weeks.map(({ weekOf, left }) => ({ label: shortDay(weekOf), value: Number(left), text: `${number(left)} ${unit}` }))]
  return (
    <StockChart title={t("chart")} summary={t("chartSummary", { to: points.at(-1)?.text ?? "", weeks: weeks.length })} points={points} seriesLabel={t("left")} locale={locale} height={180}
      {...(reorderPoint !== "0" && { thresholds: [{ label: stock("reorderPoint"), value: Number(reorderPoint) }] })} labels={{ showTable: common("showTable"), category: t("week") }} />
  )
}
