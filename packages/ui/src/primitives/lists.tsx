import { Check } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { toneSolid, type Tone } from "./badge.tsx"

export type DescriptionListProps = {
  items: readonly { term: ReactNode; value: ReactNode; hint?: ReactNode }[]
  /** `rows`: term left, value right. `stack`: term above value, in columns where there is room. */
  layout?: "rows" | "stack" | undefined
  /** Values end at the right edge: totals. */
  align?: "start" | "end" | undefined
  className?: string | undefined
}

export function DescriptionList({ items, layout = "rows", align = "start", className }: DescriptionListProps) {
  const rows = layout === "rows"
  return (
    <dl className={cn("text-sm", rows ? "divide-y" : "grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]", className)}>
      {items.map(({ term, value, hint }, at) => (
        <div key={at} className={cn("min-w-0", rows && "flex justify-between gap-4 py-1.5", rows && align === "start" && "sm:grid sm:grid-cols-[minmax(7rem,1fr)_2fr]")}>
          <dt className="text-muted">{term}</dt>
          <dd className={cn("min-w-0 tabular-nums", rows && "text-end", rows && align === "start" && "sm:text-start")}>
            {value}
            {hint && <div className="text-xs text-muted">{hint}</div>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export type TimelineEvent = {
  id: string
  /** Formatted, with its zone where that matters. */
  time: string
  /** ISO 8601, for machines. */
  dateTime?: string | undefined
  who?: ReactNode
  what: ReactNode
  detail?: ReactNode
  tone?: Tone | "accent" | undefined
  /** Has not happened yet. */
  upcoming?: boolean | undefined
}

/** What happened, by whom and when; last comes what will happen next. */
export function Timeline({ events, label, className }: { events: readonly TimelineEvent[]; label: string; className?: string | undefined }) {
  return (
    <ol aria-label={label} className={cn("text-sm", className)}>
      {events.map(({ id, time, dateTime, who, what, detail, tone = "neutral", upcoming }) => (
        <li key={id} className="group relative flex gap-3 pb-4 last:pb-0">
          <span aria-hidden className="absolute top-3 bottom-0 left-1 w-px bg-border group-last:hidden" />
          <span aria-hidden className={cn("relative mt-1 size-2.25 shrink-0 rounded-full", upcoming ? "border-2 border-border-strong bg-surface" : tone === "accent" ? "bg-accent" : toneSolid[tone])} />
          <div className="min-w-0 flex-1">
            <div className={cn("font-medium", upcoming && "text-muted")}>{what}</div>
            <div className="text-muted">
              <time dateTime={dateTime}>{time}</time>
              {who && <> · {who}</>}
            </div>
            {detail && <div className="mt-1">{detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}

export type StepperProps = {
  label: string
  steps: readonly { id: string; label: ReactNode; hint?: ReactNode }[]
  current: string
  /** Read with each step. */
  labels: { done: string; current: string; upcoming: string }
  /** A finished step may be gone back to. */
  linkFor?: ((id: string) => ReactNode) | undefined
  className?: string | undefined
}

/** Where a wizard stands. On a phone only the current step keeps its name. */
export function Stepper({ label, steps, current, labels, linkFor, className }: StepperProps) {
  const now = steps.findIndex((step) => step.id === current)
  return (
    <ol aria-label={label} className={cn("flex items-center gap-1 text-sm sm:gap-2", className)}>
      {steps.map((step, at) => {
        const state = at < now ? "done" : at === now ? "current" : "upcoming"
        return (
          <li key={step.id} {...(state === "current" && { "aria-current": "step" as const })} className={cn("flex min-w-0 items-center gap-1 not-last:flex-1 sm:gap-2 sm:not-last:flex-none", state !== "current" && "text-muted")}>
            <span aria-hidden className={cn("grid size-6 shrink-0 place-items-center rounded-full border text-xs font-semibold tabular-nums", state === "current" && "border-accent bg-accent text-accent-contrast", state === "done" && "border-accent bg-accent-soft text-accent-text", state === "upcoming" && "border-border-strong")}>
              {state === "done" ? <Check className="size-3.5" /> : at + 1}
            </span>
            <span className={cn("min-w-0", state === "current" ? "font-semibold" : "max-sm:sr-only")}>
              {state === "done" && linkFor ? linkFor(step.id) : step.label}
              <span className="sr-only"> ({labels[state]})</span>
              {step.hint && <span className="block text-xs font-normal text-muted max-sm:hidden">{step.hint}</span>}
            </span>
            {at < steps.length - 1 && <span aria-hidden className="h-px min-w-1 flex-1 bg-border-strong/50 sm:w-6 sm:flex-none" />}
          </li>
        )
      })}
    </ol>
  )
}
