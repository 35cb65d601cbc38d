import { eventType } from "@entrepot/db"

/** `entity` 0 is the distributor; `period` is YYYY-MM. */
export const periodClosed = eventType<{ entity: number; period: string }>("ledger.period_closed")
export const periodReopened = eventType<{ entity: number; period: string }>("ledger.period_reopened")
/** A night found differences in books that agreed the night before. */
export const booksDiffer = eventType<{ entity: number; differences: number }>("ledger.books_differ")
