import { z } from "zod"

/* What several of the nouns share. */

export const INVOICINGS = ["at_order", "at_shipment"] as const
export type Invoicing = (typeof INVOICINGS)[number]
/** automatic: the saved card is charged. terms: the invoice is paid when it is due. */
export const COLLECTS = ["automatic", "terms"] as const
export type Collect = (typeof COLLECTS)[number]
/** Which way a date goes that is no business day; the anchor stays, so the next date is not moved by it. */
export const SHIFTS = ["next", "previous", "as_is"] as const
export type Shift = (typeof SHIFTS)[number]
export const CATCH_UPS = ["ship_one", "skip_missed", "ask"] as const
export type CatchUp = (typeof CATCH_UPS)[number]

export const Id = z.uuid()
export const Day = z.iso.date()
export const Amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)
export const Positive = Amount.refine((text) => /[1-9]/.test(text), "above zero")
export const Percent = z.string().regex(/^\d{1,4}(\.\d{1,4})?$/)
export const Unit = z.string().trim().min(1).max(24)
export const Name = z.string().trim().min(1).max(120)
export const Reason = z.string().trim().max(1000)
export const Version = z.int().positive()
export const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const Minor = z.string().regex(/^\d{1,18}$/)
export const Cursor = z.string().max(200).nullish()
export const Weekday = z.int().min(1).max(7)
export const Months = z.int().min(1).max(36)
