import { addBusinessDays, businessDayFrom, compareQuantities, Temporal, type BusinessCalendar, type Quantity } from "@entrepot/kernel"
import { isAvailable, planningAvailable, type Availability } from "./availability.ts"

export type PromiseReason = "in_stock" | "expected_receipt" | "no_supply"

/** The day on which it can leave the warehouse, as YYYY-MM-DD; null where no supply is in sight. */
export type PromiseDate = { readonly on: string; readonly reason: "in_stock" | "expected_receipt" } | { readonly on: null; readonly reason: "no_supply" }

export type PromiseQuestion = {
  readonly availability: Availability
  /** In base units. */
  readonly quantity: Quantity
  /** The business date, in the zone of whoever asks. */
  readonly today: string
  /** Business days from the moment that the goods are there to the moment that they leave. */
  readonly handlingDays: number
  readonly calendar: BusinessCalendar
}

/** Saturdays and Sundays off, and no holidays: what counts where nobody has entered a calendar. */
export const PLAIN_WEEK: BusinessCalendar = { weekend: [6, 7], holidays: new Set() }

/**
 * Available to promise by date: unreserved stock plus what arrives until then, less what was promised before. The first day on
 * which that covers the whole quantity, plus handling. A receipt that is overdue counts as arriving today: it is
 * not here, and nobody has said when it will be.
 */
export function promiseDate({ availability, quantity: wanted, today, handlingDays, calendar }: PromiseQuestion): PromiseDate {
  if (isAvailable(availability, wanted)) return { on: leaving(today, handlingDays, calendar), reason: "in_stock" }
  const days = [...new Set(availability.expected.map(({ on }) => on))].sort()
  const arrival = days.find((day) => compareQuantities(planningAvailable(availability, day), wanted) >= 0)
  if (arrival === undefined) return { on: null, reason: "no_supply" }
  return { on: leaving(arrival < today ? today : arrival, handlingDays, calendar), reason: "expected_receipt" }
}

function leaving(from: string, handlingDays: number, calendar: BusinessCalendar): string {
  const day = Temporal.PlainDate.from(from)
  return (handlingDays === 0 ? businessDayFrom(day, calendar) : addBusinessDays(day, handlingDays, calendar)).toString()
}
