"use client"
import { BarChart, Card } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useFormats } from "../../../../../src/format/client.ts"

/** What the held ones of the whole run wait for. */
export function HeldByCause({ causes }: { causes: readonly { code: string; count: number }[] }) {
  const t = useTranslations("subscriptions")
  const holds = useTranslations("refusals.subscriptions.hold")
  const common = useTranslations("common")
  const { number, locale } = useFormats()
  if (causes.length < 2) return null
  return (
    <Card>
      <BarChart title={t("heldByCause")} summary={t("heldByCauseSummary", { count: causes.reduce((sum, { count }) => sum + count, 0) })} seriesLabel={t("outcome.held")} horizontal locale={locale} height={40 + causes.length * 34} labels={{ showTable: common("showTable"), category: t("why") }}
        bars={causes.map(({ code, count }) => ({ label: holds.has(code as never) ? holds(code as never) : code, value: count, text: number(count), tone: "warning" }))} />
    </Card>
  )
}
