"use client"
import { useTranslations } from "next-intl"
import { BarChart, type BarTone } from "@entrepot/ui"
import { AGEING_BUCKETS, type AgeingBucket, type AgeingRow } from "@entrepot/domain/billing/contract"
import { moneyFromJson, toDecimalString } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"

const TONES: Readonly<Record<AgeingBucket, BarTone>> = { current: "accent", days_1_30: "warning", days_31_60: "warning", days_61_90: "danger", days_over_90: "danger" }

/** What is open by how late it is, as a picture with its numbers behind it. */
export function AgeingChart({ ageing }: { ageing: AgeingRow }) {
  const t = useTranslations("statement")
  const domain = useTranslations("domain.billing.ageing")
  const formats = useFormats()
  const bars = AGEING_BUCKETS.map((bucket) => ({ label: domain(bucket), value: Number(toDecimalString(moneyFromJson(ageing[bucket]))), text: formats.money(ageing[bucket]), tone: TONES[bucket] }))
  return (
    <BarChart title={t("ageing")} hideTitle summary={t("ageingSummary", { total: formats.money(ageing.total), late: bars.slice(1).map(({ label, text }) => `${label}: ${text}`).join("; ") })}
      labels={{ showTable: t("showTable"), category: t("age") }} seriesLabel={t("openAmount")} bars={bars} locale={formats.locale} horizontal height={200} />
  )
}
