"use client"
import { Area, Bar, BarChart, CartesianGrid, Cell, ComposedChart, ReferenceArea, ReferenceLine, ResponsiveContainer, Tooltip, usePlotArea, XAxis, YAxis } from "recharts"
import type { BarTone, ChartValue } from "./charts.tsx"

const tick = { fill: "var(--text-muted)", fontSize: 12 }
const axis = { tick, tickLine: false, axisLine: false, minTickGap: 24 } as const
/** Names along a line of many points are left out evenly where they do not fit, the first always stands. */
const names = { ...axis, minTickGap: 8, interval: "equidistantPreserveStart" } as const
/** Every bar has its name up to so many of them: a year of months, a quarter of weeks. */
const MOST_NAMED = 16
const LETTER = 6.5
const firstSize = (height: number) => ({ width: 560, height })
const margin = { top: 8, right: 8, bottom: 0, left: 0 }

const toneColour: Record<BarTone, string> = {
  accent: "var(--chart-1)", neutral: "var(--border-strong)", info: "var(--info)", success: "var(--success)", warning: "var(--warning)", danger: "var(--danger)",
}

type StepPlotProps = {
  points: readonly (ChartValue & { label: string })[]
  seriesLabel: string
  thresholds: readonly { label: string; value: number }[]
  forecastFrom: string | undefined
  height: number
  locale: string | undefined
}

/* oxlint-disable react/no-unstable-nested-components -- the library takes a tooltip as a function */

export function StepPlot({ points, seriesLabel, thresholds, forecastFrom, height, locale }: StepPlotProps) {
  const last = points.at(-1)?.label
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={firstSize(height)}>
      <ComposedChart data={[...points]} margin={margin} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--border)" />
        {forecastFrom && last && <ReferenceArea x1={forecastFrom} x2={last} fill="var(--surface-sunken)" fillOpacity={0.8} />}
        <XAxis dataKey="label" {...names} />
        <YAxis width="auto" {...axis} interval={0} tickFormatter={compactIn(locale)} />
        <Tooltip isAnimationActive={false} content={({ active, payload }) => active ? <Tip label={textOf(payload?.[0]?.payload, "label")} lines={[{ name: seriesLabel, colour: "var(--chart-1)", cell: payload?.[0]?.payload as ChartValue }]} /> : null} />
        {thresholds.map(({ label, value }) => (
          <ReferenceLine key={label} y={value} stroke="var(--warning)" strokeDasharray="4 3" label={{ value: label, position: "insideTopRight", fill: "var(--warning-text)", fontSize: 12 }} />
        ))}
        <Area type="stepAfter" dataKey="value" stroke="var(--chart-1)" strokeWidth={2} fill="var(--chart-1)" fillOpacity={0.1} isAnimationActive={false} dot={false} activeDot={{ r: 4 }} />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

type PlotRow = { label: string; cells: readonly ChartValue[]; tone?: BarTone | undefined }
type BarPlotProps = { series: readonly { label: string; tone?: BarTone | undefined }[]; rows: readonly PlotRow[]; horizontal: boolean | undefined; height: number; locale: string | undefined }

export function BarPlot({ series, rows, horizontal, height, locale }: BarPlotProps) {
  const colourOf = (at: number) => series[at]?.tone ? toneColour[series[at].tone] : `var(--chart-${(at % 6) + 1})`
  const [along, across] = horizontal ? [YAxis, XAxis] : [XAxis, YAxis]
  const [Names, Values] = [along as typeof XAxis, across as typeof XAxis]
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={firstSize(height)}>
      <BarChart data={[...rows]} layout={horizontal ? "vertical" : "horizontal"} margin={margin} accessibilityLayer={false} barCategoryGap="24%">
        <CartesianGrid vertical={Boolean(horizontal)} horizontal={!horizontal} stroke="var(--border)" />
        <Names type="category" dataKey="label" {...names} {...(horizontal ? { width: 96, interval: 0 } : rows.length <= MOST_NAMED && { interval: 0, height: 14 + Math.ceil(longestOf(rows) * 0.75), tick: <BarName count={rows.length} longest={longestOf(rows)} /> })} />
        <Values type="number" {...axis} tickFormatter={compactIn(locale)} {...(!horizontal && { width: "auto" as never, interval: 0 })} />
        <Tooltip isAnimationActive={false} cursor={{ fill: "var(--surface-sunken)" }} content={({ active, payload }) => {
          const row = payload?.[0]?.payload as PlotRow | undefined
          return active && row ? <Tip label={row.label} lines={series.map(({ label }, at) => ({ name: label, colour: row.tone ? toneColour[row.tone] : colourOf(at), cell: row.cells[at] }))} /> : null
        }} />
        {series.map(({ label }, at) => (
          <Bar key={label} name={label} dataKey={(row: PlotRow) => row.cells[at]?.value ?? 0} stackId="all" fill={colourOf(at)} stroke="var(--surface)" strokeWidth={series.length > 1 ? 1 : 0} maxBarSize={40} isAnimationActive={false}>
            {rows.map((row) => <Cell key={row.label} fill={row.tone ? toneColour[row.tone] : colourOf(at)} />)}
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}

const longestOf = (rows: readonly PlotRow[]) => Math.max(0, ...rows.map(({ label }) => label.length)) * LETTER

/** A bar's name below it; all of them lean where one would not fit beneath its bar. */
function BarName({ count, longest, x = 0, y = 0, payload }: { count: number; longest: number; x?: number; y?: number; payload?: { value: string } }) {
  const leans = longest + 8 > (usePlotArea()?.width ?? 0) / count
  return <text x={x} y={y} dy={leans ? 4 : 12} fill={tick.fill} fontSize={tick.fontSize} textAnchor={leans ? "end" : "middle"} {...(leans && { transform: `rotate(-45 ${x} ${y})` })}>{payload?.value}</text>
}

function Tip({ label, lines }: { label: string; lines: readonly { name: string; colour: string; cell: ChartValue | undefined }[] }) {
  return (
    <div className="rounded-md border bg-surface-raised px-2.5 py-1.5 text-sm shadow-floating">
      <div className="font-medium">{label}</div>
      {lines.map(({ name, colour, cell }) => (
        <div key={name} className="flex items-center gap-2 text-muted">
          <span className="size-2 rounded-xs" style={{ background: colour }} />
          <span className="flex-1">{name}</span>
          <span className="ps-3 text-text tabular-nums">{cell?.text ?? cell?.value}</span>
        </div>
      ))}
    </div>
  )
}

function textOf(value: unknown, key: string): string {
  return typeof value === "object" && value !== null ? String(Reflect.get(value, key)) : ""
}

/** A fixed locale unless one is given: the server and the browser must write the same. */
function compactIn(locale = "en"): (value: number) => string {
  const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 })
  return (value) => short.format(value)
}
