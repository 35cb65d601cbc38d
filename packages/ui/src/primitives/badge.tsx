import type { ReactNode } from "react"
import { cn } from "../cn.ts"

export type Tone = "neutral" | "info" | "success" | "warning" | "danger"

export const toneSoft: Record<Tone, string> = {
  neutral: "bg-surface-sunken text-muted",
  info: "bg-info-soft text-info",
  success: "bg-success-soft text-success",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
}

export const toneSolid: Record<Tone, string> = {
  neutral: "bg-border-strong", info: "bg-info", success: "bg-success", warning: "bg-warning", danger: "bg-danger",
}

export type BadgeProps = { tone?: Tone | undefined; icon?: ReactNode; className?: string | undefined; children: ReactNode }

export function Badge({ tone = "neutral", icon, className, children }: BadgeProps) {
  return (
    <span className={cn("inline-flex max-w-full items-center gap-1 rounded-sm px-1.5 py-px text-xs font-medium whitespace-nowrap tabular-nums [&_svg]:size-3", toneSoft[tone], className)}>
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}

/** The status of a document: a dot and its word, so that colour is never alone in saying it. */
export function StatusBadge({ tone = "neutral", className, children }: Omit<BadgeProps, "icon">) {
  return (
    <Badge tone={tone} className={className} icon={<span aria-hidden className={cn("size-1.5 shrink-0 rounded-full", toneSolid[tone])} />}>
      {children}
    </Badge>
  )
}
