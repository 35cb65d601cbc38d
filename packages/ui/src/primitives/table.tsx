import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react"
import type { ComponentProps, ReactNode } from "react"
import { cn } from "../cn.ts"
import { Link } from "./link.tsx"

export type TableProps = Omit<ComponentProps<"table">, "title"> & {
  /** Says what the table holds; read aloud, shown with `showCaption`. */
  caption: string
  showCaption?: boolean | undefined
  /** Below 640 px each row becomes a card; give each TD a `label`. Otherwise the table scrolls inside itself. */
  stack?: boolean | undefined
  /** The head stays in sight; give the height by `maxHeight`, or the page's scroll carries it. */
  maxHeight?: string | undefined
  density?: "normal" | "tight" | undefined
}

export function Table({ caption, showCaption, stack, maxHeight, density = "normal", className, children, ...rest }: TableProps) {
  return (
    // It may scroll sideways, and what scrolls must be in reach of the keyboard.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex
    <div className={cn("min-w-0 max-w-full overflow-x-auto", maxHeight && "overflow-y-auto", stack && "max-sm:overflow-visible")} role="group" aria-label={caption} tabIndex={0} {...(maxHeight && { style: { maxHeight } })}>
      <table {...rest} data-stack={stack || undefined} data-density={density} className={cn("group/table w-full border-separate border-spacing-0 text-sm", className)}>
        <caption className={cn(showCaption ? "px-3 py-2 text-start font-semibold" : "sr-only")}>{caption}</caption>
        {children}
      </table>
    </div>
  )
}

export function THead({ sticky, className, ...rest }: ComponentProps<"thead"> & { sticky?: boolean | undefined }) {
  return <thead {...rest} className={cn(sticky && "[&_th]:sticky [&_th]:top-0 [&_th]:z-10", className)} />
}

export function TBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />
}

export type TRProps = ComponentProps<"tr"> & { selected?: boolean | undefined }

export function TR({ selected, className, ...rest }: TRProps) {
  return <tr {...rest} {...(selected && { "data-selected": true })} className={cn("group/row [tbody_&]:hover:bg-surface-sunken/60 data-selected:bg-accent-soft focus-visible:-outline-offset-2", className)} />
}

export type SortDirection = "asc" | "desc"

export type THProps = Omit<ComponentProps<"th">, "align"> & {
  align?: "start" | "end" | undefined
  /** Where clicking leads (server pages) or what it does (client tables). */
  sort?: { direction?: SortDirection | undefined; href?: string | undefined; onSort?: (() => void) | undefined } | undefined
}

export function TH({ align = "start", sort, scope = "col", className, children, ...rest }: THProps) {
  const direction = sort?.direction
  return (
    <th {...rest} scope={scope} {...(direction && { "aria-sort": direction === "asc" ? "ascending" as const : "descending" as const })}
      className={cn(scope === "col" ? "h-8 border-b bg-surface px-3 text-xs font-medium whitespace-nowrap text-muted" : cellLook, align === "end" ? "text-end" : "text-start", className)}>
      {sort ? <SortControl align={align} {...sort}>{children}</SortControl> : children}
    </th>
  )
}

function SortControl({ align, direction, href, onSort, children }: { align: "start" | "end"; children: ReactNode } & NonNullable<THProps["sort"]>) {
  const Icon = direction === "asc" ? ArrowUp : direction === "desc" ? ArrowDown : ChevronsUpDown
  const look = cn("touch-target -mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-0.5 hover:text-text", align === "end" && "flex-row-reverse", direction && "text-text")
  const body = <>{children}<Icon aria-hidden className={cn("size-3", !direction && "opacity-50")} /></>
  return href ? <Link href={href} tone="bare" className={look}>{body}</Link> : <button type="button" onClick={onSort} className={look}>{body}</button>
}

const cellLook = "border-b px-3 py-1.5 font-normal group-data-[density=tight]/table:py-0.5 group-last/row:border-b-0"

export type TDProps = Omit<ComponentProps<"td">, "align"> & {
  /** Numbers end at the right. */
  align?: "start" | "end" | undefined
  /** The column's name, said by the cell itself where rows are cards. */
  label?: string | undefined
  muted?: boolean | undefined
}

export function TD({ align = "start", label, muted, className, children, ...rest }: TDProps) {
  return (
    <td {...rest} data-label={label} className={cn(cellLook, align === "end" && "text-end whitespace-nowrap tabular-nums", muted && "text-muted", className)}>
      {/* One box for all that it says, so that a card sets the column's name beside the whole of it. */}
      {label === undefined ? children : <div data-cell>{children}</div>}
    </td>
  )
}

/** Sums below the numbers they sum. */
export function TFoot({ className, ...rest }: ComponentProps<"tfoot">) {
  return <tfoot {...rest} className={cn("font-semibold [&_td]:border-t [&_td]:border-b-0 [&_th]:border-t [&_th]:border-b-0", className)} />
}
