import { cn } from "../cn.ts"

export type SparklineProps = {
  values: readonly number[]
  /** Says the course in words: "rising from 12 to 40 in 30 days". Without it the drawing is silent. */
  label?: string | undefined
  shape?: "line" | "step" | "bar" | undefined
  width?: number | undefined
  height?: number | undefined
  className?: string | undefined
}

/** The course of a number, as large as a word. Drawn by the server, no script. */
export function Sparkline({ values, label, shape = "line", width = 96, height = 24, className }: SparklineProps) {
  const low = Math.min(0, ...values)
  const span = Math.max(...values, low + 1) - low
  const y = (value: number) => round(height - 1.5 - ((value - low) / span) * (height - 3))
  const step = values.length > 1 ? width / (values.length - 1) : width
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} preserveAspectRatio="none" {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })} className={cn("max-w-full overflow-visible text-chart-1", className)}>
      {shape === "bar" ? <Bars values={values} width={width} bottom={y(0)} y={y} /> : (
        <path d={pathOf(values.map((value, at) => [round(at * step), y(value)]), shape)} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
      )}
    </svg>
  )
}

function Bars({ values, width, bottom, y }: { values: readonly number[]; width: number; bottom: number; y: (value: number) => number }) {
  const slot = width / Math.max(1, values.length)
  return values.map((value, at) => {
    const top = Math.min(y(value), bottom)
    return <rect key={at} x={round(at * slot)} y={top} width={round(slot * 0.75)} height={Math.max(1, Math.abs(y(value) - bottom))} fill="currentColor" />
  })
}

function pathOf(points: readonly (readonly [number, number])[], shape: "line" | "step"): string {
  return points.map(([x, y], at) => (at === 0 ? `M${x} ${y}` : shape === "step" ? `H${x}V${y}` : `L${x} ${y}`)).join("")
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
