import { businessDayFrom, Temporal } from "@entrepot/kernel"
import type { Change } from "../contract.ts"
import { dateAt, rowOf } from "../outlook.ts"
import { rowAs, type RowWrite } from "../rows.ts"
import { earliestFrom } from "../schedule.ts"
import { OPEN, type Subscription } from "../subscription.ts"
import { changeable, fact, FURTHEST_MOVE_DAYS, refuse, type Moment, type Refused, type Step } from "./step.ts"

export function skip(subscription: Subscription, change: Extract<Change, { kind: "skip" | "unskip" }>, moment: Moment): Step | Refused {
  const no = changeable(subscription, change.n, moment)
  if (no) return no
  const skipped = dateAt(subscription, moment.recurring, change.n).status === "skipped"
  if (skipped === (change.kind === "skip")) return refuse(skipped ? "is_skipped_already" : "is_not_skipped", { n: change.n })
  return { after: subscription, facts: [fact(subscription, change.kind, change.n, change.n, {}, moment)], rows: beside(subscription, change.n, { status: "skipped", orderAt: null, reason: moment.reason }) }
}

export function move(subscription: Subscription, change: Extract<Change, { kind: "move" }>, moment: Moment): Step | Refused {
  const no = changeable(subscription, change.n, moment)
  if (no) return no
  const earliest = earliestFrom(moment.recurring.calendar, moment.now)
  const to = Temporal.PlainDate.from(change.to)
  const scheduled = Temporal.PlainDate.from(dateAt(subscription, moment.recurring, change.n).scheduledOn)
  if (Temporal.PlainDate.compare(to, earliest) < 0) return refuse("date_is_too_soon", { earliest: earliest.toString() })
  if (Math.abs(scheduled.until(to, { largestUnit: "days" }).days) > FURTHEST_MOVE_DAYS) return refuse("date_is_too_far", { days: FURTHEST_MOVE_DAYS })
  if (businessDayFrom(to, moment.recurring.calendar).toString() !== change.to && subscription.schedule.shift !== "as_is") return refuse("date_is_no_business_day", { next: businessDayFrom(to, moment.recurring.calendar).toString() })
  return { after: subscription, facts: [fact(subscription, "move", change.n, change.n, { to: change.to }, moment)], rows: beside(subscription, change.n, { dueOn: change.to }) }
}

export function orderNow(subscription: Subscription, { how }: Extract<Change, { kind: "order_now" }>, moment: Moment): Step | Refused {
  if (subscription.status !== "active") return refuse("is_not_active")
  const to = earliestFrom(moment.recurring.calendar, moment.now).toString()
  const at = moment.now.toString()
  if (how === "consume_next") {
    const open = subscription.occurrences.find((row) => row.n >= 0 && OPEN.has(row.status) && row.scheduleVersion === subscription.schedule.version)
    if (!open) return refuse("nothing_is_next")
    return { after: subscription, facts: [fact(subscription, "order_now", open.n, open.n, { to, at, how }, moment)], orderNow: open.n }
  }
  const n = Math.min(0, ...subscription.occurrences.map((row) => row.n)) - 1
  const extra: RowWrite = { n, scheduleVersion: subscription.schedule.version, status: "planned", scheduledOn: to, dueOn: to, notifyAt: null, orderAt: at, reason: moment.reason, renotify: true }
  return { after: subscription, facts: [fact(subscription, "order_now", null, null, { to, how, n }, moment)], orderNow: n, rows: [extra] }
}

/** A date beside the schedule is where its row is, so that is what is changed. */
function beside(subscription: Subscription, n: number, set: Partial<RowWrite>): readonly RowWrite[] {
  const row = n < 0 ? rowOf(subscription, n) : undefined
  return row ? [{ ...rowAs(row), ...set }] : []
}
