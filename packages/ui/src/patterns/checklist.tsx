import { CircleCheck, CircleX, TriangleAlert } from "lucide-react"
import type { ReactNode } from "react"
import { cn } from "../cn.ts"

type CheckState = "met" | "warning" | "missing"

const looks = { met: { icon: CircleCheck, ink: "text-success" }, warning: { icon: TriangleAlert, ink: "text-warning" }, missing: { icon: CircleX, ink: "text-danger" } } as const

export type ChecklistProps = {
  label: string
  items: readonly { id: string; state: CheckState; text: ReactNode; action?: ReactNode }[]
  /** Read with each item. */
  labels: Record<CheckState, string>
  className?: string | undefined
}

/** What must be so before something may be done, each with whether it is, and the way to mend it. */
export function Checklist({ label, items, labels, className }: ChecklistProps) {
  return (
    <ul aria-label={label} className={cn("grid gap-1.5 text-sm", className)}>
      {items.map(({ id, state, text, action }) => {
        const { icon: Icon, ink } = looks[state]
        return (
          <li key={id} className="flex items-start gap-2">
            <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", ink)} />
            <span className="min-w-0 flex-1">{text}<span className="sr-only"> ({labels[state]})</span></span>
            {action && <span className="-my-1 shrink-0">{action}</span>}
          </li>
        )
      })}
    </ul>
  )
}
