import { z } from "zod"

/** Browser-safe: what a buyer asks the storefront, and the words for its answers. The pad's reader runs in the browser too. */
export { parsePad, type PadRow } from "./parse-pad.ts"
export { parsePadQuantity } from "./pad-quantity.ts"

export const LOCALES = ["en", "de", "fr"] as const
export const STOCK_STATUSES = ["in_stock", "low", "on_order", "out"] as const
export type StockStatus = (typeof STOCK_STATUSES)[number]

/**
 * What becomes of a pad's row. ok, backorder and run_out can be put into the cart as they are (the last two with a word of
 * warning); merged was added to an earlier row; everything else waits for an answer.
 */
export const PAD_VERDICTS = [
  "ok", "backorder", "run_out", "merged", "superseded", "quantity_off", "quantity_unreadable", "unit_unknown", "no_price", "ambiguous", "not_entitled", "discontinued", "not_found",
] as const
export type PadVerdictKind = (typeof PAD_VERDICTS)[number]
/** Rows in one call; a longer pad is sent in several. */
export const MOST_PAD_ROWS = 1000

const Id = z.uuid()
const CategoryPath = z.string().max(1000).regex(/^([^.]+\.)+$/)
const Paging = { cursor: z.string().max(200).optional(), limit: z.number().int().min(1).max(100).default(24), withFacets: z.boolean().default(false) }

/** `accountId` is whom one buys for: the account that one acts for, unless another is named. A page of the buyer's catalogue: what sells best first, or with `q` what answers best. */
export const AskCatalogue = z.object({ accountId: Id.optional(), categoryPath: CategoryPath.optional(), brand: z.string().max(200).optional(), q: z.string().trim().max(200).optional(), ...Paging })
export type AskCatalogue = z.input<typeof AskCatalogue>

export const AskSuggestions = z.object({ accountId: Id.optional(), q: z.string().max(200) })
export type AskSuggestions = z.input<typeof AskSuggestions>

/** `unit` and `quantity` are what is priced and explained; the least of the first unit when left out. */
export const AskProduct = z.object({ accountId: Id.optional(), productId: Id, unit: z.string().max(24).optional(), quantity: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/).optional() })
export type AskProduct = z.input<typeof AskProduct>

/** A row as the pad's reader made it; quantities are still as they were written. */
export const PadAskRow = z.object({ line: z.number().int().min(1), part: z.string().max(200), quantity: z.string().max(40).optional(), unit: z.string().max(40).optional() })
export const CheckPad = z.object({ accountId: Id.optional(), rows: z.array(PadAskRow).min(1).max(MOST_PAD_ROWS) })
export type CheckPad = z.input<typeof CheckPad>
