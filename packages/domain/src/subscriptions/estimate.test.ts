import { afterAll, beforeAll, expect, test } from "vitest"
import { sql } from "kysely"
import { onAdmin } from "@entrepot/db/testing"
import { quoteStanding, type StandingAsk } from "../ordering/index.ts"
import type { World } from "../testing/index.ts"
import { askFor } from "./estimate.ts"
import { ahead } from "./outlook.ts"
import { readSubscriptions, recurringOf } from "./subscription.db.ts"
import { openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
})
afterAll(() => world.drop())

test("a year of dates priced together is the same as each of them priced alone", async () => {
  const weekly = { on: "interval" as const, every: 1, unit: "weeks" as const }
  await desk.subscribe("petra", { mirror: "2", gloves: "100" }, { account: "lindner", cadence: weekly, pricePolicy: { policy: "locked", until: "2027-03-01", unitPrice: "1.5" } })
  const changed = await desk.subscribe("petra", { wrench: "400", mirror: "1" }, { account: "lindner", pricePolicy: { policy: "current_within", capPercent: "3", floorPercent: "3", basePrice: "2" } })
  const { lines } = await desk.page("tim", changed.subscriptionId)
  await desk.change("tim", changed.subscriptionId, { kind: "quantity", lineId: lines[0]!.lineId, quantity: "3", at: { scope: "from_date", on: "2027-05-01" } })
  await desk.change("tim", changed.subscriptionId, { kind: "skip", n: 2 })
  await onAdmin(world.database.adminUrl, `insert into inventory.expected_receipt (network_id, expected_id, warehouse_id, product_id, quantity, expected_on, reference, created_at)
    select network_id, gen_random_uuid(), min(warehouse_id::text)::uuid, '${world.productId.wrench}', 500, date '2027-02-10', 'late', now() from inventory.warehouse where network_id = 1 group by 1`)
  const { together, alone } = await desk.read("tim", async (work) => {
    const [recurring, subscriptions] = [await recurringOf(work), await readSubscriptions(work, { where: sql`true` })]
    const asks = subscriptions.flatMap((one) => ahead(one, recurring, { from: 0, to: "2027-12-01" }).map((date) => askFor(one, `${one.subscriptionId} ${date.n}`, date.on, date.lines)))
    const single: [string, unknown][] = []
    for (const ask of asks) single.push(...(await quoteStanding(work, [{ ...ask, lines: [...ask.lines] } satisfies StandingAsk])))
    return { together: await quoteStanding(work, asks), alone: new Map(single) }
  })
  expect(together.size).toBeGreaterThan(60)
  expect(together).toEqual(alone)
  expect(new Set(together.values()).size).toBeLessThan(8) // and yet it was worked out a few times only
  expect(new Set([...together.values()].flatMap((quote) => quote.lines.map((line) => `${line.line.productId} ${line.line.unitPrice} ${line.byThen}`))).size).toBeGreaterThan(5)
})
