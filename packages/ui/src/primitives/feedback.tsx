import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { toneSolid, type Tone } from "./badge.tsx"

/** The shape of what comes, for what is truly slow. Give the region around it `aria-busy`. */
export function Skeleton({ className, lines }: { className?: string | undefined; lines?: number | undefined }) {
  if (!lines) return <span aria-hidden className={cn("block h-4 animate-pulse rounded-sm bg-surface-sunken", className)} />
  return (
    <span aria-hidden className="grid gap-2">
      {Array.from({ length: lines }, (_, at) => <Skeleton key={at} className={cn(at === lines - 1 && "w-2/3", className)} />)}
    </span>
  )
}

export type ProgressBarProps = {
  label: string
  hideLabel?: boolean | undefined
  /** 0 to `max`. Without it the bar says "at work". */
  value?: number | undefined
  max?: number | undefined
  /** Such as "412 of 1,000 rows". */
  valueText?: string | undefined
  tone?: Tone | "accent" | undefined
  className?: string | undefined
}

export function ProgressBar({ label, hideLabel, value, max = 100, valueText, tone = "accent", className }: ProgressBarProps) {
  const share = value === undefined ? undefined : Math.min(100, Math.max(0, max > 0 ? (value / max) * 100 : 0))
  return (
    <div className={cn("grid gap-1", className)}>
      {!hideLabel && (
        <div className="flex justify-between gap-4 text-sm">
          <span>{label}</span>
          {valueText && <span className="text-muted tabular-nums">{valueText}</span>}
        </div>
      )}
      {/* The native element cannot be given the brand's colours in every browser. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={max} {...(value !== undefined && { "aria-valuenow": value })} {...(valueText && { "aria-valuetext": valueText })}
        className="h-1.5 overflow-hidden rounded-full bg-surface-sunken">
        <div className={cn("h-full rounded-full transition-[width]", tone === "accent" ? "bg-accent" : toneSolid[tone], share === undefined && "w-1/3 animate-pulse")} {...(share !== undefined && { style: { width: `${share}%` } })} />
      </div>
    </div>
  )
}

const alertLook: Record<Tone, { icon: typeof Info; box: string; ink: string }> = {
  neutral: { icon: Info, box: "bg-surface-sunken border-border", ink: "text-muted" },
  info: { icon: Info, box: "bg-info-soft border-info/40", ink: "text-info" },
  success: { icon: CircleCheck, box: "bg-success-soft border-success/40", ink: "text-success" },
  warning: { icon: TriangleAlert, box: "bg-warning-soft border-warning/50", ink: "text-warning" },
  danger: { icon: CircleAlert, box: "bg-danger-soft border-danger/40", ink: "text-danger" },
}

export type AlertProps = {
  tone?: Tone | undefined
  title?: ReactNode
  actions?: ReactNode
  /** Read aloud when it appears: for what happened just now, not for what the page always says. */
  live?: boolean | undefined
  className?: string | undefined
  children?: ReactNode
}

/** What happened, why, and the way out. */
export function Alert({ tone = "info", title, actions, live, className, children }: AlertProps) {
  const { icon: Icon, box, ink } = alertLook[tone]
  return (
    <div {...(live && { role: tone === "danger" ? "alert" : "status" })} className={cn("flex gap-2.5 rounded-lg border px-3 py-2.5 text-sm text-text", box, className)}>
      <Icon aria-hidden className={cn("mt-px size-4 shrink-0", ink)} />
      <div className="grid min-w-0 flex-1 gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div>{children}</div>}
        {actions && <div className="mt-1 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}

export type EmptyStateProps = {
  title: ReactNode
  /** What would fill this place. */
  description?: ReactNode
  icon?: ReactNode
  /** The first step. */
  actions?: ReactNode
  level?: 2 | 3 | undefined
  className?: string | undefined
}

export function EmptyState({ title, description, icon, actions, level = 2, className }: EmptyStateProps) {
  const Heading = `h${level}` as const
  return (
    <div className={cn("grid justify-items-center gap-2 px-4 py-10 text-center", className)}>
      {icon && <div aria-hidden className="mb-1 grid size-10 place-items-center rounded-full bg-surface-sunken text-muted [&_svg]:size-5">{icon}</div>}
      <Heading className="font-semibold text-balance">{title}</Heading>
      {description && <p className="max-w-prose text-sm text-balance text-muted">{description}</p>}
      {actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
