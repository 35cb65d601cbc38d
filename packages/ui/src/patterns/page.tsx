import { X } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { Link } from "../primitives/link.tsx"
import { Breadcrumbs, type Crumb } from "../primitives/navigation.tsx"

export type PageHeaderProps = {
  title: ReactNode
  /** Beside the title: a StatusBadge. */
  status?: ReactNode
  /** Under the title: number, customer, date. */
  meta?: ReactNode
  actions?: ReactNode
  breadcrumbs?: { label: string; items: readonly Crumb[] } | undefined
  className?: string | undefined
}

export function PageHeader({ title, status, meta, actions, breadcrumbs, className }: PageHeaderProps) {
  return (
    <header className={cn("grid gap-1", className)}>
      {breadcrumbs && <Breadcrumbs {...breadcrumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="min-w-0 text-2xl font-semibold tracking-tight text-balance">{title}</h1>
            {status}
          </div>
          {meta && <div className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-muted">{meta}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  )
}

const widths = { narrow: "max-w-2xl", normal: "max-w-6xl", wide: "max-w-384", full: "max-w-none" }

export type PageProps = PageHeaderProps & { width?: keyof typeof widths | undefined; children?: ReactNode }

/** A page inside the shell: its header, then its parts one under the other. */
export function Page({ width = "wide", className, children, ...header }: PageProps) {
  return (
    <div className={cn("mx-auto grid w-full min-w-0 grid-cols-1 gap-5", widths[width], className)}>
      <PageHeader {...header} />
      {children}
    </div>
  )
}

export type SectionProps = {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  id?: string | undefined
  level?: 2 | 3 | undefined
  className?: string | undefined
  children: ReactNode
}

/** A titled part of a page, without a frame of its own. */
export function Section({ title, description, actions, id, level = 2, className, children }: SectionProps) {
  const Heading = `h${level}` as const
  return (
    <section id={id} className={cn("grid min-w-0 grid-cols-1 gap-2.5", className)}>
      {(title || actions) && (
        <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            {title && <Heading className={cn("font-semibold", level === 2 ? "text-lg" : "text-base")}>{title}</Heading>}
            {description && <p className="max-w-prose text-sm text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

export type FilterBarProps = {
  label: string
  /** SearchInput, Select, LinkTabs: what narrows the list. */
  children?: ReactNode
  /** What is set now; each can be taken off on its own. */
  active?: readonly { id: string; label: ReactNode; removeLabel: string; removeHref?: string | undefined; onRemove?: (() => void) | undefined }[] | undefined
  /** Takes all of them off. */
  clear?: ReactNode
  /** At the end: the count, the export. */
  end?: ReactNode
  className?: string | undefined
}

export function FilterBar({ label, children, active = [], clear, end, className }: FilterBarProps) {
  const chip = "touch-target inline-flex items-center gap-1 rounded-sm bg-accent-soft px-1.5 py-0.5 text-sm text-text hover:bg-surface-sunken"
  return (
    // A fieldset would draw a frame and ask for a legend on screen.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="group" aria-label={label} className={cn("grid min-w-0 gap-2", className)}>
      <div className="flex flex-wrap items-center gap-2 *:min-w-0 max-sm:*:flex-auto">
        {children}
        {end && <div className="flex items-center gap-2 text-sm text-muted sm:ms-auto">{end}</div>}
      </div>
      {active.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5">
          {active.map(({ id, label: text, removeLabel, removeHref, onRemove }) => {
            const body = <>{text}<X aria-hidden className="size-3.5" /><span className="sr-only">{removeLabel}</span></>
            return removeHref
              ? <Link key={id} href={removeHref} tone="bare" className={chip}>{body}</Link>
              : <button key={id} type="button" onClick={onRemove} className={chip}>{body}</button>
          })}
          {clear}
        </div>
      )}
    </div>
  )
}

/** Several bars in one row; on a phone one below the other. */
export function FilterRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-start gap-2 max-sm:*:w-full [&>*:last-child]:grow">{children}</div>
}

export type SplitViewProps = {
  children: ReactNode
  aside: ReactNode
  asideLabel: string
  asideWidth?: "sm" | "md" | "lg" | undefined
  /** On a phone the aside comes first: totals before lines. */
  asideFirst?: boolean | undefined
  sticky?: boolean | undefined
  className?: string | undefined
}

const columns = { sm: "lg:grid-cols-[minmax(0,1fr)_17rem]", md: "lg:grid-cols-[minmax(0,1fr)_21rem]", lg: "lg:grid-cols-[minmax(0,1fr)_28rem]" }

/** What one works on, and beside it what one needs to know. */
export function SplitView({ children, aside, asideLabel, asideWidth = "md", asideFirst, sticky, className }: SplitViewProps) {
  return (
    <div className={cn("grid min-w-0 grid-cols-1 gap-5", columns[asideWidth], className)}>
      <div className="grid min-w-0 grid-cols-1 content-start gap-5">{children}</div>
      <aside aria-label={asideLabel} className={cn("grid min-w-0 grid-cols-1 content-start gap-5", asideFirst && "max-lg:order-first", sticky && "lg:sticky lg:top-16 lg:self-start")}>{aside}</aside>
    </div>
  )
}

/** The few numbers of the day. */
export function StatGrid({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={cn("grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]", className)}>{children}</div>
}
