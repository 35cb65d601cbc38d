import { ChevronLeft, ChevronRight } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { LinkButton } from "./button.tsx"
import { Link } from "./link.tsx"

export type Crumb = { label: ReactNode; href?: string | undefined }

/** The way back up. On a phone only the step above, as a back link. */
export function Breadcrumbs({ items, label, className }: { items: readonly Crumb[]; label: string; className?: string | undefined }) {
  const parent = items.findLastIndex((item, at) => at < items.length - 1 && item.href !== undefined)
  return (
    <nav aria-label={label} className={cn("min-w-0 text-sm text-muted", className)}>
      <ol className="flex min-w-0 items-center gap-1">
        {items.map((item, at) => (
          <li key={at} className={cn("flex min-w-0 items-center gap-1", at !== parent && "max-sm:hidden")} {...(at === items.length - 1 && { "aria-current": "page" as const })}>
            {at === parent && <ChevronLeft aria-hidden className="size-3.5 shrink-0 sm:hidden" />}
            {item.href ? <Link href={item.href} tone="bare" className="touch-target inline-flex items-center truncate hover:text-text hover:underline">{item.label}</Link> : <span className="truncate">{item.label}</span>}
            {at < items.length - 1 && <ChevronRight aria-hidden className="size-3.5 shrink-0 max-sm:hidden" />}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export type PaginationProps = {
  label: string
  /** Such as "1–50 of 1,204". */
  summary?: ReactNode
  previousHref?: string | undefined
  nextHref?: string | undefined
  labels: { previous: string; next: string; atStart: string; atEnd: string }
  className?: string | undefined
}

/** Cursor pages: there is a next and a previous, and a reason where there is none. */
export function Pagination({ label, summary, previousHref, nextHref, labels, className }: PaginationProps) {
  return (
    <nav aria-label={label} className={cn("flex flex-wrap items-center justify-between gap-2 text-sm", className)}>
      <span className="text-muted tabular-nums">{summary}</span>
      <span className="flex gap-2">
        <LinkButton size="sm" rel="prev" href={previousHref ?? "#"} disabledReason={previousHref ? undefined : labels.atStart} icon={<ChevronLeft aria-hidden />}>{labels.previous}</LinkButton>
        <LinkButton size="sm" rel="next" href={nextHref ?? "#"} disabledReason={nextHref ? undefined : labels.atEnd} iconEnd={<ChevronRight aria-hidden />}>{labels.next}</LinkButton>
      </span>
    </nav>
  )
}
