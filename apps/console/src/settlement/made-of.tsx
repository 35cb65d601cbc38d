"use client"
import { BarChart, Card } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { moneyFromJson, toDecimalString } from "@entrepot/kernel"
import { ENTRY_KINDS, type StatementSums } from "@entrepot/domain/settlement/contract"
import { useFormats } from "../format/client.ts"

/** The parts of a statement side by side: to the right what the partner owes, to the left what is owed to it. */
export function MadeOf({ sums }: { sums: StatementSums }) {
  const t = useTranslations("settlement")
  const kinds = useTranslations("settlement.kinds")
  const common = useTranslations("common")
  const { money, locale } = useFormats()
  const parts = ENTRY_KINDS.filter((kind) => sums[kind].amount !== "0")
  if (parts.length < 2) return null
  const bars = parts.map((kind) => ({ label: kinds(kind), value: Number(toDecimalString(moneyFromJson(sums[kind]))), text: money(sums[kind]), tone: sums[kind].amount.startsWith("-") ? "success" as const : "accent" as const }))
  return <Card><BarChart title={t("madeOf")} summary={t("madeOfSummary", { total: money(sums.total) })} bars={bars} seriesLabel={t("line.amount")} horizontal locale={locale} height={40 + bars.length * 34} labels={{ showTable: common("showTable"), category: t("line.kind") }} /></Card>
}
