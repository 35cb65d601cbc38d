"use client"
import { lazy, Suspense, type ReactNode } from "react"
import { cn } from "../cn.ts"
import { Skeleton } from "../primitives/feedback.tsx"
import { Table, TBody, TD, TH, THead, TR } from "../primitives/table.tsx"

// The drawing library is large and comes only where something is drawn.
const StepPlot = lazy(() => import("./plots.tsx").then((plots) => ({ default: plots.StepPlot })))
const BarPlot = lazy(() => import("./plots.tsx").then((plots) => ({ default: plots.BarPlot })))

/** `text` is the value as its reader writes it: currency, unit, separators. */
export type ChartValue = { value: number; text?: string | undefined }

type Framed = {
  title: ReactNode
  /** What the picture says, in a sentence: read instead of the picture. */
  summary: string
  labels: { showTable: string; category: string }
  height?: number | undefined
  /** For the numbers at the axis. */
  locale?: string | undefined
  hideTitle?: boolean | undefined
  className?: string | undefined
}

export type StockChartProps = Framed & {
  points: readonly (ChartValue & { label: string })[]
  seriesLabel: string
  /** Safety stock, reorder point. */
  thresholds?: readonly { label: string; value: number }[] | undefined
  /** From this label on it is a forecast. */
  forecastFrom?: string | undefined
}

/** A level that changes in steps: stock on hand, credit used. */
export function StockChart({ points, seriesLabel, thresholds = [], forecastFrom, height = 220, locale, ...frame }: StockChartProps) {
  return (
    <ChartFrame {...frame} height={height} series={[seriesLabel]} rows={points.map((point) => ({ label: point.label, cells: [point] }))}>
      <StepPlot points={points} seriesLabel={seriesLabel} thresholds={thresholds} forecastFrom={forecastFrom} height={height} locale={locale} />
    </ChartFrame>
  )
}

export type BarTone = "accent" | "neutral" | "info" | "success" | "warning" | "danger"

export type BarChartProps = Framed & {
  bars: readonly (ChartValue & { label: string; tone?: BarTone | undefined })[]
  seriesLabel: string
  /** Bars that lie down: for long names. */
  horizontal?: boolean | undefined
}

export function BarChart({ bars, seriesLabel, horizontal, height = 220, locale, ...frame }: BarChartProps) {
  const rows = bars.map((bar) => ({ label: bar.label, cells: [bar], tone: bar.tone }))
  return (
    <ChartFrame {...frame} height={height} series={[seriesLabel]} rows={rows}>
      <BarPlot series={[{ label: seriesLabel }]} rows={rows} horizontal={horizontal} height={height} locale={locale} />
    </ChartFrame>
  )
}

export type StackedBarProps = Framed & {
  series: readonly { label: string; tone?: BarTone | undefined }[]
  /** One value for each series, in their order. */
  rows: readonly { label: string; values: readonly ChartValue[] }[]
  horizontal?: boolean | undefined
}

/** What a total is made of: ageing, orders by status. */
export function StackedBar({ series, rows, horizontal, height = 220, locale, ...frame }: StackedBarProps) {
  const drawn = rows.map(({ label, values }) => ({ label, cells: values }))
  return (
    <ChartFrame {...frame} height={height} series={series.map(({ label }) => label)} rows={drawn}>
      <BarPlot series={series} rows={drawn} horizontal={horizontal} height={height} locale={locale} />
    </ChartFrame>
  )
}

type FrameProps = Omit<Framed, "locale"> & { height: number; series: readonly string[]; rows: readonly { label: string; cells: readonly ChartValue[] }[]; children: ReactNode }

function ChartFrame({ title, hideTitle, summary, labels, height, series, rows, className, children }: FrameProps) {
  return (
    <figure className={cn("grid min-w-0 grid-cols-1 gap-2", className)}>
      <figcaption className={cn("font-medium", hideTitle && "sr-only")}>{title}</figcaption>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an svg drawn by the library, no file */}
      <div role="img" aria-label={summary} style={{ height }} className="min-w-0 overflow-hidden">
        <Suspense fallback={<Skeleton className="h-full" />}>{children}</Suspense>
      </div>
      <details className="text-sm">
        <summary className="touch-target w-fit rounded-sm text-muted hover:text-text coarse:leading-10">{labels.showTable}</summary>
        <Table caption={summary} density="tight" maxHeight="20rem" className="mt-2">
          <THead sticky>
            <TR>
              <TH>{labels.category}</TH>
              {series.map((name) => <TH key={name} align="end">{name}</TH>)}
            </TR>
          </THead>
          <TBody>
            {rows.map(({ label, cells }) => (
              <TR key={label}>
                <TH scope="row">{label}</TH>
                {series.map((name, at) => <TD key={name} align="end">{cells[at]?.text ?? cells[at]?.value}</TD>)}
              </TR>
            ))}
          </TBody>
        </Table>
      </details>
    </figure>
  )
}
