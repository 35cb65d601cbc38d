"use client"
import { useMemo, useState, type ReactNode } from "react"
import { cn } from "../cn.ts"
import { Button } from "./button.tsx"
import { Checkbox } from "./choice.tsx"
import { Skeleton } from "./feedback.tsx"
import { Link } from "./link.tsx"
import { RowKeys } from "./row-keys.tsx"
import { Table, TBody, TD, TH, THead, TR, type SortDirection } from "./table.tsx"

export type Column<Row> = {
  id: string
  header: ReactNode
  /** The header as plain words, for cards on a phone; needed where `header` is more than a string. */
  label?: string | undefined
  cell: (row: Row) => ReactNode
  align?: "start" | "end" | undefined
  /** What to sort by in the browser. With `onSortChange` the server sorts, and `sortable` is enough. */
  sortValue?: ((row: Row) => string | number | bigint | null | undefined) | undefined
  sortable?: boolean | undefined
  /** Names the row; its cell becomes the row's header and carries its link. */
  primary?: boolean | undefined
  /** Shown from this width on. */
  from?: "md" | "lg" | "xl" | undefined
  /** A long name over short figures may take two lines. */
  wrapHeader?: boolean | undefined
  className?: string | undefined
}

export type Sort = { id: string; direction: SortDirection }

export type DataTableLabels = { selectAll: string; selectRow: (name: string) => string; selected: (count: number) => string; clearSelection: string; loading: string }

export type DataTableProps<Row> = {
  caption: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  /** The row's name for its checkbox. */
  rowName?: ((row: Row) => string) | undefined
  /** Where Enter and a click lead. */
  rowHref?: ((row: Row) => string | undefined) | undefined
  /** Instead of an address: opens a sheet, say. */
  onOpen?: ((row: Row) => void) | undefined
  sort?: Sort | undefined
  defaultSort?: Sort | undefined
  onSortChange?: ((sort: Sort | undefined) => void) | undefined
  selection?: ReadonlySet<string> | undefined
  onSelectionChange?: ((selection: ReadonlySet<string>) => void) | undefined
  /** What can be done with the ticked rows. */
  selectionActions?: ReactNode
  empty?: ReactNode
  loading?: boolean | undefined
  /** Pagination or LoadMore. */
  footer?: ReactNode
  maxHeight?: string | undefined
  density?: "normal" | "tight" | undefined
  rowTone?: ((row: Row) => "danger" | "warning" | undefined) | undefined
  labels?: DataTableLabels | undefined
  className?: string | undefined
}

const fromWidth = { md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" }

/** A list that people work in: sort, tick, walk by arrows, open by Enter; cards on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rowKey, empty, loading, footer, maxHeight, density, labels, className } = props
  const [sort, setSort] = useSort(props)
  const rows = useSorted(props, sort)
  const selectable = props.selection !== undefined && labels !== undefined
  if (rows.length === 0 && !loading && empty) return <>{empty}</>
  return (
    <RowKeys className={cn("min-w-0", className)}>
      {selectable && <SelectionBar {...props} labels={labels} />}
      <Table caption={caption} stack maxHeight={maxHeight} density={density} aria-busy={loading || undefined}>
        <THead sticky={Boolean(maxHeight)}>
          <TR>
            {selectable && <TH className="w-8 pe-0"><SelectAll {...props} rows={rows} labels={labels} /></TH>}
            {columns.map((column) => (
              <TH key={column.id} align={column.align} className={cn(column.from && fromWidth[column.from], column.wrapHeader && "whitespace-normal")}
                sort={column.sortable || column.sortValue ? { direction: sort?.id === column.id ? sort.direction : undefined, onSort: () => setSort(turned(sort, column.id)) } : undefined}>
                {column.header}
              </TH>
            ))}
          </TR>
        </THead>
        <TBody>
          {rows.map((row, at) => <DataRow key={rowKey(row)} {...props} row={row} first={at === 0} selectable={selectable} />)}
          {loading && rows.length === 0 && Array.from({ length: 6 }, (_, at) => (
            <TR key={at}>{columns.map((column) => <TD key={column.id}><Skeleton /></TD>)}</TR>
          ))}
        </TBody>
      </Table>
      {loading && labels && <output className="sr-only">{labels.loading}</output>}
      {footer && <div className="border-t px-3 py-2">{footer}</div>}
    </RowKeys>
  )
}

type RowProps<Row> = DataTableProps<Row> & { row: Row; first: boolean; selectable: boolean }

function DataRow<Row>({ row, first, selectable, columns, rowKey, rowName, rowHref, onOpen, selection, onSelectionChange, labels, rowTone }: RowProps<Row>) {
  const key = rowKey(row)
  const href = rowHref?.(row)
  const ticked = selection?.has(key) ?? false
  const opens = href !== undefined || onOpen !== undefined
  const tone = rowTone?.(row)
  return (
    <TR data-row tabIndex={first ? 0 : -1} selected={ticked} className={cn(opens && "cursor-pointer", tone === "danger" && "bg-danger-soft", tone === "warning" && "bg-warning-soft")}>
      {selectable && labels && (
        <TD className="w-8 pe-0">
          <Checkbox checked={ticked} aria-label={labels.selectRow(rowName?.(row) ?? key)} onChange={() => onSelectionChange?.(toggled(selection, key))} />
        </TD>
      )}
      {columns.map((column) => {
        const look = cn(column.from && fromWidth[column.from], column.className)
        const label = column.label ?? (typeof column.header === "string" ? column.header : undefined)
        const cell = column.cell(row)
        if (!column.primary) return <TD key={column.id} align={column.align} label={label} className={look}>{cell}</TD>
        return <TH key={column.id} scope="row" data-label={label} align={column.align} className={look}><RowOpener href={href} onOpen={onOpen && (() => onOpen(row))}>{cell}</RowOpener></TH>
      })}
    </TR>
  )
}

function RowOpener({ href, onOpen, children }: { href: string | undefined; onOpen: (() => void) | undefined; children: ReactNode }) {
  if (href) return <Link href={href} tone="quiet" data-row-link tabIndex={-1}>{children}</Link>
  if (onOpen) return <button type="button" data-row-link tabIndex={-1} onClick={onOpen} className="text-start font-medium hover:text-accent-text hover:underline">{children}</button>
  return <span className="font-medium">{children}</span>
}

function SelectAll<Row>({ rows, rowKey, selection, onSelectionChange, labels }: DataTableProps<Row> & { labels: DataTableLabels }) {
  const keys = rows.map(rowKey)
  const count = keys.filter((key) => selection?.has(key)).length
  const all = keys.length > 0 && count === keys.length
  return <Checkbox aria-label={labels.selectAll} checked={all} indeterminate={count > 0 && !all} onChange={() => onSelectionChange?.(new Set(all ? [] : keys))} />
}

function SelectionBar<Row>({ selection, onSelectionChange, selectionActions, labels }: DataTableProps<Row> & { labels: DataTableLabels }) {
  const count = selection?.size ?? 0
  return (
    <output className={cn("block", count > 0 && "flex flex-wrap items-center gap-2 border-b bg-accent-soft px-3 py-1.5 text-sm")}>
      {count > 0 && (
        <>
          <span className="font-medium tabular-nums">{labels.selected(count)}</span>
          {selectionActions}
          <Button size="sm" variant="ghost" onClick={() => onSelectionChange?.(new Set())}>{labels.clearSelection}</Button>
        </>
      )}
    </output>
  )
}

function toggled(selection: ReadonlySet<string> | undefined, key: string): ReadonlySet<string> {
  const next = new Set(selection)
  if (!next.delete(key)) next.add(key)
  return next
}

/** Up, then down, then as it came. */
function turned(sort: Sort | undefined, id: string): Sort | undefined {
  if (sort?.id !== id) return { id, direction: "asc" }
  return sort.direction === "asc" ? { id, direction: "desc" } : undefined
}

function useSort<Row>({ sort, defaultSort, onSortChange }: DataTableProps<Row>) {
  const [own, setOwn] = useState(defaultSort)
  return [onSortChange ? sort : (sort ?? own), onSortChange ?? setOwn] as const
}

function useSorted<Row>({ rows, columns, onSortChange }: DataTableProps<Row>, sort: Sort | undefined): readonly Row[] {
  return useMemo(() => {
    const value = columns.find((column) => column.id === sort?.id)?.sortValue
    if (!sort || !value || onSortChange) return rows
    const sign = sort.direction === "asc" ? 1 : -1
    return rows.toSorted((a, b) => sign * compare(value(a), value(b)))
  }, [rows, columns, sort, onSortChange])
}

type Sortable = string | number | bigint | null | undefined

function compare(a: Sortable, b: Sortable): number {
  if (a === b) return 0
  if (a === null || a === undefined) return 1
  if (b === null || b === undefined) return -1
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b, undefined, { numeric: true })
  return a < b ? -1 : 1
}
