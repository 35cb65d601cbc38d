import type { ReactNode } from "react"
import { cn } from "../cn.ts"

export type CardProps = {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  footer?: ReactNode
  /** No inner padding: for a table that reaches the edges. */
  flush?: boolean | undefined
  level?: 2 | 3 | 4 | undefined
  className?: string | undefined
  children?: ReactNode
}

export function Card({ title, description, actions, footer, flush, level = 2, className, children }: CardProps) {
  const Heading = `h${level}` as const
  return (
    <section className={cn("min-w-0 rounded-lg border bg-surface shadow-raised", footer && "flex flex-col", className)}>
      {(title || actions) && (
        <header className={cn("flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3", flush && "border-b")}>
          <div className="min-w-0">
            {title && <Heading className="font-semibold">{title}</Heading>}
            {description && <p className="text-sm text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={cn("min-w-0", footer && "grow", !flush && "p-4", !flush && (title || actions) && "pt-0", flush && "overflow-hidden rounded-b-lg", flush && !title && !actions && "rounded-t-lg")}>{children}</div>
      {footer && <footer className="border-t px-4 py-2.5 text-sm">{footer}</footer>}
    </section>
  )
}
