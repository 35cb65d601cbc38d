"use client"
import { useRouter } from "next/navigation"
import { useState } from "react"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import { Agenda } from "./agenda.tsx"
import { DaySheet } from "./day-sheet.tsx"
import { byDay } from "./month.ts"
import { MonthGrid } from "./month-grid.tsx"

type Props = { month: string; today: string; entries: readonly CalendarEntry[]; withAccount: boolean; previousHref: string | undefined; nextHref: string | undefined }

/** The month as a grid where there is room, as a list of days on a phone; a day opens with everything that comes on it. */
export function CalendarIsland({ month, today, entries, withAccount, previousHref, nextHref }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState<string>()
  const days = byDay(entries)
  const turn = (href: string | undefined) => href && router.push(href)
  return (
    <>
      <div className="max-md:hidden"><MonthGrid key={month} month={month} today={today} days={days} onOpen={setOpen} onTurn={(by) => turn(by < 0 ? previousHref : nextHref)} /></div>
      <div className="md:hidden"><Agenda days={days} withAccount={withAccount} onOpen={setOpen} /></div>
      {open && <DaySheet day={open} entries={days.get(open) ?? []} withAccount={withAccount} onClose={() => setOpen(undefined)} />}
    </>
  )
}
