"use client"
import { BarChart, Card } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useFormats } from "../../../../../src/format/client.ts"

/** What the held ones of this page wait for. */
export function HeldByCause({ items }: { items: readonly { code: string | null }[] }) {
  const t = useTranslations("subscriptions")
  const holds = useTranslations("refusals.subscriptions.hold")
  const common = useTranslations("common")
  const { number, locale } = useFormats()
  const causes = [...new Set(items.map(({ code }) => code ?? "attention"))].map((code) => ({ code, count: items.filter((item) => (item.code ?? "attention") === code).length })).toSorted((a, b) => b.count - a.count)
  if (causes.length < 2) return null
  return (
    <Card>
      <BarChart title={t("heldByCause")} summary={t("heldByCauseSummary", { count: items.length })} seriesLabel={t("outcome.held")} horizontal locale={locale} height={40 + causes.length * 34} labels={{ showTable: common("showTable"), category: t("why") }}
        bars={causes.map(({ code, count }) => ({ label: holds.has(code as never) ? holds(code as never) : code, value: count, text: number(count), tone: "warning" }))} />
    </Card>
  )
}
