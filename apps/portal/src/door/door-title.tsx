import type { ReactNode } from "react"

export function DoorTitle({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="mb-5 grid gap-1">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      {children && <p className="text-sm text-muted">{children}</p>}
    </div>
  )
}
