import { afterAll, beforeAll, expect, test } from "vitest"
import type { World } from "../testing/index.ts"
import type { PricePolicy } from "./contract.ts"
import { previewSubscription } from "./index.ts"
import { needsAgreement } from "./policy-price.ts"
import { MONTHLY, openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
})
afterAll(() => world.drop())

const PLAN: PricePolicy = { policy: "contract_tier", tierQuantity: "100" }
test.each<{ when: string; policy: PricePolicy; needs: boolean }>([
  { when: "the price of the day", policy: { policy: "current" }, needs: false },
  { when: "today's price, locked", policy: { policy: "locked", until: "2027-06-30" }, needs: false },
  { when: "a price of one's own, locked", policy: { policy: "locked", until: "2027-06-30", unitPrice: "0.01" }, needs: true },
  { when: "an index around today's price", policy: { policy: "index", capPercent: "5", floorPercent: "5" }, needs: false },
  { when: "an index around a price of one's own", policy: { policy: "index", capPercent: "5", floorPercent: "5", basePrice: "0.01" }, needs: true },
  { when: "a tier, even of what comes each time", policy: { policy: "contract_tier", tierQuantity: "10" }, needs: true },
  { when: "the plan's tier", policy: PLAN, needs: false },
])("$when needs agreement: $needs", ({ policy, needs }) => {
  expect(needsAgreement(policy, [PLAN])).toBe(needs)
})

test("no door lets a customer name a price: not when it is made, tried or changed", async () => {
  const made = { policy: "locked" as const, until: "2027-06-30", unitPrice: "0.01" }
  const refused = { code: "subscriptions.price_needs_agreement" }
  await expect(desk.subscribe("tim", { mirror: "2" }, { pricePolicy: made })).rejects.toMatchObject(refused)
  await expect(desk.subscribe("tim", {}, { source: { kind: "lines", lines: [{ ...desk.lines({ mirror: "2" })[0]!, pricePolicy: made }] } })).rejects.toMatchObject(refused)
  await expect(desk.read("tim", (work) => previewSubscription(work, { source: { kind: "lines", lines: desk.lines({ mirror: "2" }) }, startsOn: "2026-12-01", cadence: MONTHLY, pricePolicy: made }))).rejects.toMatchObject(refused)
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "2" }, { pricePolicy: { policy: "locked", until: "2027-06-30" } })
  const { lines: [line] } = await desk.page("tim", subscriptionId)
  const lineIds = [line!.lineId]
  await expect(desk.preview("tim", subscriptionId, { kind: "policies", lineIds, pricePolicy: made })).rejects.toMatchObject(refused)
  await expect(desk.change("tim", subscriptionId, { kind: "policies", lineIds, pricePolicy: { ...line!.pricePolicy, until: "2099-12-31" } as PricePolicy })).rejects.toMatchObject(refused)
  await expect(desk.change("tim", subscriptionId, { kind: "add_line", line: { ...desk.lines({ gloves: "100" })[0]!, pricePolicy: made }, at: { scope: "from_next" } })).rejects.toMatchObject(refused)
  await desk.change("tim", subscriptionId, { kind: "policies", lineIds, pricePolicy: line!.pricePolicy, stockOut: [{ step: "hold" }] })
  expect((await desk.page("tim", subscriptionId)).lines[0]).toMatchObject({ unitPrice: "3.2", stockOut: [{ step: "hold" }] })
})

test("whoever sets prices agrees on one for the customer", async () => {
  const { subscriptionId } = await desk.subscribe("petra", { mirror: "2" }, { account: "lindner", pricePolicy: { policy: "locked", until: "2027-06-30", unitPrice: "2.5" } })
  expect((await desk.page("tim", subscriptionId)).lines[0]).toMatchObject({ unitPrice: "2.5" })
})
