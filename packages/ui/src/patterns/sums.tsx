import { Card } from "../primitives/card.tsx"
import { DescriptionList } from "../primitives/lists.tsx"
import { MoneyText } from "../primitives/text.tsx"
import { BarChart } from "./charts.tsx"

/** One part of a total: what it is for, its amount for the drawing, and as its reader writes it. */
export type SumPart = { label: string; value: number; text: string }

export type SumListProps = { parts: readonly SumPart[]; total: { label: string; text: string; hint: string } }

/** What adds up to a total, part by part; what is nothing is left out. */
export function SumList({ parts, total }: SumListProps) {
  return (
    <DescriptionList align="end" items={[
      ...parts.filter(({ value }) => value !== 0).map(({ label, text }) => ({ term: label, value: <MoneyText>{text}</MoneyText> })),
      { term: total.label, value: <MoneyText strong>{total.text}</MoneyText>, hint: total.hint },
    ]} />
  )
}

export type SumChartProps = {
  title: string
  summary: string
  labels: { showTable: string; category: string; amount: string }
  parts: readonly SumPart[]
  locale: string
}

/** The parts of a total side by side: to the right what is charged, to the left what is credited. One part alone is no picture. */
export function SumChart({ title, summary, labels, parts, locale }: SumChartProps) {
  const bars = parts.filter(({ value }) => value !== 0).map((part) => ({ ...part, tone: part.value < 0 ? "success" as const : "accent" as const }))
  if (bars.length < 2) return null
  return <Card><BarChart title={title} summary={summary} bars={bars} seriesLabel={labels.amount} horizontal locale={locale} height={40 + bars.length * 34} labels={labels} /></Card>
}
