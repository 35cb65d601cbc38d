import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { Link } from "./link.tsx"

export type StatProps = {
  label: ReactNode
  /** Already formatted. */
  value: ReactNode
  /** `direction` draws the arrow, `good` its colour: fewer late orders is down and good. `label` says against what. */
  delta?: { text: string; direction: "up" | "down" | "flat"; good?: boolean | undefined; label?: string | undefined } | undefined
  hint?: ReactNode
  /** Where the number comes from; the whole tile leads there. */
  href?: string | undefined
  /** A sparkline, a bar. */
  chart?: ReactNode
  className?: string | undefined
}

const arrows = { up: ArrowUp, down: ArrowDown, flat: ArrowRight }

export function Stat({ label, value, delta, hint, href, chart, className }: StatProps) {
  const Arrow = delta && arrows[delta.direction]
  return (
    <div className={cn("relative grid min-w-0 content-start gap-1 rounded-lg border bg-surface px-4 py-3 shadow-raised", href && "hover:border-border-strong", className)}>
      <div className="text-sm text-muted">
        {href ? <Link href={href} tone="bare" className="after:absolute after:inset-0 after:rounded-lg hover:text-text">{label}</Link> : label}
      </div>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-2xl font-semibold tracking-tight tabular-nums">{value}</span>
        {delta && Arrow && (
          <span className={cn("inline-flex items-center gap-0.5 text-sm font-medium tabular-nums", delta.good === undefined ? "text-muted" : delta.good ? "text-success" : "text-danger")}>
            <Arrow aria-hidden className="size-3.5" />
            {delta.text}
            {delta.label && <span className="sr-only"> {delta.label}</span>}
          </span>
        )}
      </div>
      {chart}
      {hint && <div className="text-sm text-muted">{hint}</div>}
    </div>
  )
}
