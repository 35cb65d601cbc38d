import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { quoteStanding } from "../ordering/index.ts"
import { askFor } from "./estimate.ts"
import { linesAt } from "./outlook.ts"
import type { RowWrite } from "./rows.ts"
import type { Subscription } from "./subscription.ts"

/**
 * What is announced to nobody before it is made is held to what it costs when it is written down; what is ordered at once costs no more than it does at that
 * moment. Neither costs more than its preview showed (`shown`, by its number). What has a notice is priced by that. No round trip where there is nothing to price.
 * Refuses `subscriptions.costs_more_than_shown`.
 */
export async function expectedRows(work: Work, subscription: Subscription, rows: readonly RowWrite[], { orderNow = null, shown = [] }: { readonly orderNow?: number | null; readonly shown?: readonly { readonly n: number; readonly minor: string }[] } = {}): Promise<readonly RowWrite[]> {
  const isOpen = (row: RowWrite) => row.status === "planned" && (row.n === orderNow || (subscription.noticeDays === 0 && (row.expectedMinor ?? null) === null))
  const open = rows.filter(isOpen)
  if (open.length === 0) return rows
  const quotes = await quoteStanding(work, open.map((row) => askFor(subscription, `${row.n}`, row.dueOn, linesAt(subscription, row.n < 0 ? Math.max(subscription.lastN, 0) : row.n))))
  return rows.map((row) => {
    const quote = isOpen(row) ? quotes.get(`${row.n}`) : undefined
    const agreed = isOpen(row) && row.scheduleVersion === subscription.schedule.version ? shown.find(({ n }) => n === row.n)?.minor : undefined
    if (!quote || quote.unpriced) return row.n === orderNow && agreed !== undefined ? { ...row, ceilingMinor: agreed } : row
    if (agreed !== undefined && quote.total.amount > BigInt(agreed)) throw new Refusal("subscriptions.costs_more_than_shown", "conflict")
    const total = quote.total.amount.toString()
    return { ...row, expectedMinor: total, ...(row.n === orderNow && { ceilingMinor: total }) }
  })
}
