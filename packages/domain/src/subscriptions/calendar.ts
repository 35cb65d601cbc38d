import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, Refusal, Temporal, type MoneyJson } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { CalendarAsk, type OccurrenceStatus } from "./contract.ts"
import { sharedEntriesOf } from "./entries.ts"
import { readSubscriptions, recurringOf } from "./subscription.db.ts"
import type { CalendarView, SharedEntries } from "./views.ts"

const MOST_DAYS = 732

/**
 * What comes when, of one subscription, one account or the whole tenant. Everything that is written comes in one round trip; what lies
 * further ahead is worked out, and all of it is priced in one question. What dates share is said once. Refuses `subscriptions.window_is_too_long`.
 */
export async function calendar(work: Work, input: CalendarAsk, locale?: string): Promise<CalendarView> {
  authorize(work, "subscription.view")
  const { from, to, accountId, subscriptionId } = CalendarAsk.parse(input)
  if (to < from || Temporal.PlainDate.from(from).until(to, { largestUnit: "days" }).days > MOST_DAYS) throw new Refusal("subscriptions.window_is_too_long", "invalid", { days: MOST_DAYS })
  const where = sql`s.status <> 'draft' ${accountId ? sql`and s.account_id = ${accountId}` : sql``} ${subscriptionId ? sql`and s.subscription_id = ${subscriptionId}` : sql``}`
  const [recurring, subscriptions] = await Promise.all([recurringOf(work), readSubscriptions(work, { where, occurrences: sql`o.due_on between ${from}::date and ${to}::date` })])
  const shared = await sharedEntriesOf(work, subscriptions, recurring, { from, to, locale })
  return { from, to, today: businessDate(work.now, recurring.calendar.zone).toString(), zone: recurring.calendar.zone, ...shared, totals: totalsOf(shared) }
}

const WITHOUT: ReadonlySet<OccurrenceStatus> = new Set(["skipped", "cancelled", "merged", "failed"])

/** Most dates cost what their basket does, so each basket's amount is read once. */
function totalsOf({ baskets, dates }: SharedEntries): readonly MoneyJson[] {
  const sums = new Map<string, bigint>()
  const add = (total: MoneyJson | null, times: number) => total && sums.set(total.currency, (sums.get(total.currency) ?? 0n) + BigInt(total.amount) * BigInt(times))
  const counts = baskets.map(() => 0)
  for (const { basket, ordered, status } of dates) {
    if (status && WITHOUT.has(status)) continue
    if (ordered) add(ordered.total, 1)
    else counts[basket]! += 1
  }
  for (const [place, times] of counts.entries()) if (times > 0) add(baskets[place]!.total, times)
  return [...sums].map(([code, amount]) => ({ amount: amount.toString(), currency: code }))
}
