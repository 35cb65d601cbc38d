import { Temporal } from "@entrepot/kernel"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"

/** Months are written by their first day, as everything that has no time. */
export function firstOfMonth(day: string): string {
  return Temporal.PlainDate.from(day).with({ day: 1 }).toString()
}

export function addMonths(month: string, months: number): string {
  return Temporal.PlainDate.from(month).add({ months }).toString()
}

export function lastOfMonth(month: string): string {
  const first = Temporal.PlainDate.from(month)
  return first.with({ day: first.daysInMonth }).toString()
}

/** The weeks that a month touches, Monday first, with the days of its neighbours at both ends. */
export function weeksOf(month: string): readonly (readonly string[])[] {
  const first = Temporal.PlainDate.from(month).with({ day: 1 })
  const start = first.subtract({ days: first.dayOfWeek - 1 })
  const count = Math.ceil((first.dayOfWeek - 1 + first.daysInMonth) / 7)
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (_, day) => start.add({ days: week * 7 + day }).toString()))
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

export function byDay(entries: readonly CalendarEntry[]): ReadonlyMap<string, readonly CalendarEntry[]> {
  const days = new Map<string, CalendarEntry[]>()
  for (const entry of entries) days.set(entry.on, [...(days.get(entry.on) ?? []), entry])
  return days
}

/** Whether something will be paid for it: what is left out or called off is not counted. */
export function counts({ status }: Pick<CalendarEntry, "status">): boolean {
  return status !== "skipped" && status !== "cancelled" && status !== "merged" && status !== "failed"
}

/** What a month is expected to cost, in minor units of the one currency of the tenant. */
export function valueOf(entries: readonly Pick<CalendarEntry, "status" | "total">[]): bigint {
  return entries.reduce((sum, entry) => (entry.total && counts(entry) ? sum + BigInt(entry.total.amount) : sum), 0n)
}
