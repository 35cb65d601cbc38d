import { onAdmin } from "@entrepot/db/testing"
import { Temporal } from "@entrepot/kernel"
import { createWorld, type AccountName, type PersonName, type ProductName, type World } from "../testing/index.ts"
import type { Change, CreateSubscription } from "./contract.ts"
import { applyChange, createSubscription, previewChange, subscriptionPage } from "./index.ts"

export type Wanted = Partial<Record<ProductName, string>>
/** A Tuesday morning in Berlin, before the day's cut-off. */
export const TUESDAY = Temporal.Instant.from("2026-12-01T08:00:00Z")
export const MONTHLY: CreateSubscription["cadence"] = { on: "day_of_month", everyMonths: 1, day: 15 }

export type RecurringDesk = ReturnType<typeof recurringDesk>
/** A world of its own, with its desk. */
export async function openRecurringDesk(): Promise<{ world: World; desk: RecurringDesk }> {
  const world = await createWorld()
  return { world, desk: recurringDesk(world) }
}

/** What the tests of subscriptions do all day; everybody lives at a moment that the test sets. */
export function recurringDesk(world: World) {
  let now = TUESDAY
  const at = (account?: AccountName) => ({ now, ...(account && { account }) })
  const row = async (text: string) => (await onAdmin(world.database.adminUrl, text))[0]
  return {
    get now() { return now },
    go: (instant: string) => void (now = Temporal.Instant.from(instant)),
    lines: (wanted: Wanted) => Object.entries(wanted).map(([product, quantity]) => ({ productId: world.productId[product as ProductName], unit: "each", quantity })),
    subscribe: (who: PersonName, wanted: Wanted, more: Partial<CreateSubscription> & { account?: AccountName } = {}) => {
      const { account, ...rest } = more
      const lines = Object.entries(wanted).map(([product, quantity]) => ({ productId: world.productId[product as ProductName], unit: "each", quantity }))
      return world.portal(who, (work) => createSubscription(work, { source: { kind: "lines", lines }, name: "Practice supplies", startsOn: "2026-12-01", cadence: MONTHLY, ...rest }), at(account))
    },
    page: (who: PersonName, subscriptionId: string) => world.portal(who, (work) => subscriptionPage(work, { subscriptionId }), at()),
    preview: (who: PersonName, subscriptionId: string, change: Change) => world.portal(who, (work) => previewChange(work, { subscriptionId, change }), at()),
    change: async (who: PersonName, subscriptionId: string, change: Change) => {
      const { version } = await world.portal(who, (work) => subscriptionPage(work, { subscriptionId }), at())
      return world.portal(who, (work) => applyChange(work, { subscriptionId, expectedVersion: version, change, reason: "test" }), at())
    },
    read: <T>(who: PersonName, task: Parameters<typeof world.portal<T>>[1], account?: AccountName) => world.portal(who, task, at(account)),
    row,
    rows: (text: string) => onAdmin(world.database.adminUrl, text),
    count: async (text: string) => Number((await row(text))?.n),
  }
}
