import { dayFrom, dayText, firstOfMonth, monthOf } from "@entrepot/kernel"

const MONTHS = { monthly: 1, quarterly: 3 } as const

/** The first day of the period that lies some months before that of a day. */
export function periodOf(frequency: keyof typeof MONTHS, day: string, monthsBefore = 0): string {
  const month = monthOf(dayFrom(day)) - monthsBefore
  return dayText(firstOfMonth(month - (((month % MONTHS[frequency]) + MONTHS[frequency]) % MONTHS[frequency])))
}

/** The periods up to that of a day, the latest first. */
export function periodsUntil(frequency: keyof typeof MONTHS, day: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => periodOf(frequency, day, at * MONTHS[frequency]))
}
