import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { IndexBook, LinePrice } from "../pricing/index.ts"
import type { World } from "../testing/index.ts"
import type { PricePolicy } from "./contract.ts"
import { basketFor } from "./estimate.ts"
import { previewSubscription } from "./index.ts"
import type { DueLine } from "./outlook.ts"
import { needsAgreement, policyPrice } from "./policy-price.ts"
import type { Subscription } from "./subscription.ts"
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
  { when: "bounds around today's price", policy: { policy: "current_within", capPercent: "5", floorPercent: "5" }, needs: false },
  { when: "bounds around a price of one's own", policy: { policy: "current_within", capPercent: "5", floorPercent: "5", basePrice: "0.01" }, needs: true },
  { when: "a published index, even at today's price", policy: { policy: "index", seriesId: "0190a0a0-0000-7000-8000-000000000001", capPercent: "5", floorPercent: "5", everyMonths: 3, lagMonths: 2 }, needs: true },
  { when: "a tier, even of what comes each time", policy: { policy: "contract_tier", tierQuantity: "10" }, needs: true },
  { when: "the plan's tier", policy: PLAN, needs: false },
])("$when needs agreement: $needs", ({ policy, needs }) => {
  expect(needsAgreement(policy, [PLAN])).toBe(needs)
})

const NO_INDEX: IndexBook = new Map()
const day = fc.integer({ min: 0, max: 200 }).map((offset) => new Date(Date.UTC(2027, 0, 1 + offset)).toISOString().slice(0, 10))
const cents = fc.integer({ min: 1, max: 5_000 }).map((amount) => String(amount / 100))
const percent = fc.integer({ min: 0, max: 30 }).map(String)
const policies: fc.Arbitrary<PricePolicy> = fc.oneof(
  fc.constant<PricePolicy>({ policy: "current" }), fc.record({ policy: fc.constant("locked" as const), until: day, unitPrice: cents }), fc.record({ policy: fc.constant("locked" as const), until: day }),
  fc.record({ policy: fc.constant("current_within" as const), capPercent: percent, floorPercent: percent, basePrice: cents }), fc.record({ policy: fc.constant("contract_tier" as const), tierQuantity: fc.constant("10") }),
)

test("between two last days that a basket names its prices stay, and on every day they are its policies' own", () => {
  const book = fc.array(fc.record({ policy: policies, price: fc.option(cents) }), { minLength: 1, maxLength: 5 })
  fc.assert(fc.property(book, percent, fc.array(day, { minLength: 1, maxLength: 60 }), (lines, discountPercent, days) => {
    const due = lines.map(({ policy }, index): DueLine => ({ lineId: `${index}`, position: index, productId: "p", unit: "each", quantity: "1", pricePolicy: policy, stockOut: [{ step: "split" }], usage: null, addedLater: false, termsFor: { productId: "p", unit: "each", from: "0" } }))
    const current = lines.map(({ price }) => ({ price: price === null ? null : { unitPrice: price } }) as unknown as LinePrice)
    const basket = basketFor({ discountPercent, schedule: { version: 1 }, indices: NO_INDEX } as Subscription, due)
    const spans = new Map<number, readonly (string | null)[]>()
    for (const on of days) {
      const prices = basket.lines.map((line, index) => basket.priceOf(line, current[index]!, on))
      expect(prices).toEqual(lines.map(({ policy }, index) => policyPrice(policy, discountPercent, on, current[index]!, NO_INDEX)))
      const span = basket.lastDays.filter((last) => last < on).length
      expect(prices).toEqual(spans.get(span) ?? prices)
      spans.set(span, prices)
    }
  }))
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
