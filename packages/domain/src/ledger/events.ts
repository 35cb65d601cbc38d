import { eventType } from "@entrepot/db"

/** `entity` 0 is the distributor; `period` is YYYY-MM. */
export const periodClosed = eventType<{ entity: number; period: string }>("ledger.period_closed")
export const periodReopened = eventType<{ entity: number; period: string }>("ledger.period_reopened")
/** A night found differences that were not there the night before: so many were added, so many stand in all. */
export const booksDiffer = eventType<{ entity: number; differences: number; added: number }>("ledger.books_differ")
