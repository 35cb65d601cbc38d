import type { ReactNode } from "react"
import { cn } from "../cn.ts"

type Plain = { className?: string | undefined; children: ReactNode }

/** SKUs, serial numbers, lots: one width a sign, never broken by a translator. */
export function CodeText({ className, children }: Plain) {
  return <span translate="no" className={cn("font-mono text-[0.95em] tabular-nums [overflow-wrap:anywhere]", className)}>{children}</span>
}

export type MoneyTextProps = Plain & {
  /** The currency's code, where a list mixes currencies. */
  currency?: string | undefined
  strong?: boolean | undefined
  muted?: boolean | undefined
}

/** An amount that is already formatted for its reader. */
export function MoneyText({ currency, strong, muted, className, children }: MoneyTextProps) {
  return (
    <span className={cn("whitespace-nowrap tabular-nums", strong && "font-semibold", muted && "text-muted", className)}>
      {children}
      {currency && <span className="ms-1 text-xs font-normal text-muted">{currency}</span>}
    </span>
  )
}

/** A number that is already formatted, with its unit of measure. */
export function NumberText({ unit, strong, muted, className, children }: Plain & { unit?: string | undefined; strong?: boolean | undefined; muted?: boolean | undefined }) {
  return (
    <span className={cn("whitespace-nowrap tabular-nums", strong && "font-semibold", muted && "text-muted", className)}>
      {children}
      {unit && <span className="ms-1 text-muted">{unit}</span>}
    </span>
  )
}

/** Keys to press, such as `⌘K` or `g o`. */
export function Kbd({ className, children }: Plain) {
  return <kbd className={cn("inline-block rounded-xs border border-border-strong/50 bg-surface px-1 font-sans text-xs text-muted", className)}>{children}</kbd>
}

/** Read aloud, not shown. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>
}
