"use client"
import { useEffect, useRef, useState, type KeyboardEvent } from "react"
import { cn } from "@entrepot/ui"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import { useFormats } from "#client/use-formats.ts"
import { useSay } from "../use-say.ts"
import { addDays, weeksOf } from "./month.ts"

type Days = ReadonlyMap<string, readonly CalendarEntry[]>
type Props = { month: string; today: string; days: Days; onOpen: (day: string) => void; onTurn: (by: 1 | -1) => void }

const STEP: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const MOST_CHIPS = 3

/** Arrows walk the days, Page Up and Page Down the months, Enter opens a day (ARIA grid). */
export function MonthGrid({ month, today, days, onOpen, onTurn }: Props) {
  const t = useSay()
  const formats = useFormats()
  const weeks = weeksOf(month)
  const inside = (day: string) => day.slice(0, 7) === month.slice(0, 7)
  const [at, setAt] = useState(() => (inside(today) ? today : ([...days.keys()].find(inside) ?? month)))
  const grid = useRef<HTMLTableElement>(null)
  const moved = useRef(false)
  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus()
  }, [at])
  const press = (event: KeyboardEvent) => {
    const by = STEP[event.key]
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (by !== undefined) {
      const next = addDays(at, by)
      event.preventDefault()
      moved.current = true
      if (inside(next)) setAt(next)
      else onTurn(by < 0 ? -1 : 1)
    } else if (event.key === "PageUp" || event.key === "PageDown") {
      event.preventDefault()
      onTurn(event.key === "PageUp" ? -1 : 1)
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the grid's cells hold the focus
    <table ref={grid} role="grid" aria-label={formats.month(month)} onKeyDown={press} className="w-full table-fixed border-separate border-spacing-0 text-sm">
      <thead><tr>{WEEKDAYS.map((weekday) => <th key={weekday} scope="col" className="border-b px-2 py-1.5 text-start text-xs font-medium text-muted"><abbr title={formats.weekday(weekday)} className="no-underline">{formats.weekday(weekday, "short")}</abbr></th>)}</tr></thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const entries = days.get(day) ?? []
              const said = inside(day) ? t("calendar.dayLabel", { day: formats.day(day, "full"), count: entries.length }) : formats.day(day, "full")
              return (
                <td key={day} className={cn("h-24 border-e border-b p-0 align-top last:border-e-0", !inside(day) && "bg-surface-sunken")}>
                  {inside(day) && (
                    <button type="button" data-day={day} tabIndex={day === at ? 0 : -1} aria-label={said} aria-disabled={entries.length === 0 || undefined} onFocus={() => setAt(day)} onClick={() => entries.length > 0 && onOpen(day)}
                      className={cn("grid h-full min-h-24 w-full content-start gap-1 p-1.5 text-start focus-visible:-outline-offset-2", entries.length > 0 ? "hover:bg-surface-sunken" : "cursor-default")}>
                      <span className={cn("grid size-6 place-items-center rounded-full text-xs tabular-nums", day === today && "bg-accent font-semibold text-accent-contrast")}>{formats.number(Number(day.slice(8)))}</span>
                      {entries.slice(0, MOST_CHIPS).map((entry) => <Chip key={`${entry.subscriptionId} ${entry.n}`} entry={entry} />)}
                      {entries.length > MOST_CHIPS && <span className="text-xs text-muted">{t("calendar.more", { count: entries.length - MOST_CHIPS })}</span>}
                    </button>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const LOOK = { held: "bg-warning-soft text-warning", failed: "bg-danger-soft text-danger", skipped: "bg-surface-sunken text-muted line-through" } as const

function Chip({ entry }: { entry: CalendarEntry }) {
  const { money } = useFormats()
  const look = entry.status in LOOK ? LOOK[entry.status as keyof typeof LOOK] : entry.availability === "short" ? "bg-danger-soft text-danger" : "bg-accent-soft text-accent-text"
  return <span className={cn("grid min-w-0 rounded-sm px-1.5 py-0.5 text-xs", look)}><span className="truncate font-medium">{entry.name}</span>{entry.total && <span className="truncate tabular-nums">{money(entry.total)}</span>}</span>
}
