"use client"
import { StackedBar } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { RUN_OUTCOMES, type RunOutcome } from "@entrepot/domain/subscriptions/contract"
import { useFormats } from "../../../src/format/client.ts"
import { OUTCOME_TONES } from "../../../src/subscriptions/outcomes.ts"

const MOST_DAYS = 30

/** What became of each day's occurrences, oldest first. */
export function RunsChart({ runs }: { runs: readonly { on: string; counts: Readonly<Record<RunOutcome, number>> }[] }) {
  const t = useTranslations("subscriptions")
  const common = useTranslations("common")
  const { number, shortDay, locale } = useFormats()
  const shown = runs.slice(0, MOST_DAYS).toReversed()
  return (
    <StackedBar title={t("overDays")} summary={t("overDaysSummary", { days: shown.length })} locale={locale} height={180} labels={{ showTable: common("showTable"), category: t("day") }}
      series={RUN_OUTCOMES.map((outcome) => ({ label: t(`outcome.${outcome}`), tone: OUTCOME_TONES[outcome] }))}
      rows={shown.map(({ on, counts }) => ({ label: shortDay(on), values: RUN_OUTCOMES.map((outcome) => ({ value: counts[outcome], text: number(counts[outcome]) })) }))} />
  )
}
