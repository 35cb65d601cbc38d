import type { CalendarEntry, SharedEntries } from "../views.ts"

/** Every date with all that is known of it, from what dates share and what each has of its own. Dates go on sharing the very same lines and actions. */
export function calendarEntries({ subscriptions, baskets, actions, dates }: SharedEntries): readonly CalendarEntry[] {
  return dates.map((date) => {
    const [one, basket] = [subscriptions[date.of]!, baskets[date.basket]!]
    const { net, tax, total, margin } = date.ordered ?? basket
    return {
      subscriptionId: one.subscriptionId, number: one.number, name: one.name, account: one.account, shipToId: one.shipToId, occurrenceId: date.occurrenceId ?? null, n: date.n,
      scheduleVersion: date.scheduleVersion ?? one.scheduleVersion, on: date.on, scheduledOn: date.scheduledOn ?? date.on, cutOffAt: date.cutOffAt, status: date.status ?? "planned", hold: date.hold ?? null,
      reason: date.reason ?? "", lines: basket.lines, net, tax, total, margin, ceiling: date.ceiling ?? null, availability: basket.availability, approvals: basket.approvals, order: date.ordered?.order ?? null,
      actions: actions[date.actions]!,
    }
  })
}
