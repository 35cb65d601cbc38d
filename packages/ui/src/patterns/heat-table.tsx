import type { ReactNode } from "react"
import { cn } from "../cn.ts"
import { Link } from "../primitives/link.tsx"
import { RowKeys } from "../primitives/row-keys.tsx"
import { Table, TBody, TD, TH, THead, TR } from "../primitives/table.tsx"

/** `text` is the value as its reader writes it; `mark` sets it apart, and says so to who cannot see it. */
export type HeatCell = { value: number; text: string; mark?: string | undefined } | null

export type HeatTableProps = {
  caption: string
  columns: readonly { id: string; label: string }[]
  rows: readonly { id: string; title: ReactNode; detail?: ReactNode; href?: string | undefined; cells: readonly HeatCell[]; end: readonly ReactNode[] }[]
  labels: { row: string; end: readonly string[] }
}

const STEPS = [0, 10, 18, 26, 34] as const

/** Many small numbers at once: what is large is darker, within its row. It scrolls inside itself, its first column stays. */
export function HeatTable({ caption, columns, rows, labels }: HeatTableProps) {
  const first = "sticky start-0 z-10 bg-surface max-sm:max-w-36"
  return (
    <RowKeys>
      <Table caption={caption} density="tight">
        <THead><TR><TH className={first}>{labels.row}</TH>{columns.map(({ id, label }) => <TH key={id} align="end">{label}</TH>)}{labels.end.map((label) => <TH key={label} align="end" className="border-s">{label}</TH>)}</TR></THead>
        <TBody>
          {rows.map(({ id, title, detail, href, cells, end }, at) => {
            const most = Math.max(0, ...cells.map((cell) => cell?.value ?? 0))
            return (
              <TR key={id} data-row tabIndex={at === 0 ? 0 : -1}>
                <TH scope="row" className={first}>{href ? <Link data-row-link tone="quiet" href={href} className="font-medium">{title}</Link> : <span className="font-medium">{title}</span>}{detail && <span className="block truncate text-xs text-muted">{detail}</span>}</TH>
                {columns.map(({ id: column }, index) => <Heat key={column} cell={cells[index] ?? null} most={most} />)}
                {end.map((text, index) => <TD key={labels.end[index]} align="end" className="border-s">{text}</TD>)}
              </TR>
            )
          })}
        </TBody>
      </Table>
    </RowKeys>
  )
}

function Heat({ cell, most }: { cell: HeatCell; most: number }) {
  if (!cell) return <TD align="end" className="text-subtle">–</TD>
  const step = most > 0 ? STEPS[Math.ceil((cell.value / most) * (STEPS.length - 1))] ?? 0 : 0
  return (
    <TD align="end" style={{ background: `color-mix(in oklab, var(${cell.mark ? "--danger" : "--chart-1"}) ${step}%, transparent)` }} className={cn("relative", cell.mark && "font-semibold underline decoration-danger decoration-2 underline-offset-4")}>
      {cell.text}{cell.mark && <span className="sr-only"> ({cell.mark})</span>}
    </TD>
  )
}
