import { afterAll, beforeAll, expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import { Temporal } from "@entrepot/kernel"
import { openRecurringDesk, TUESDAY, type RecurringDesk } from "../subscriptions/testing.ts"
import type { World } from "../testing/index.ts"
import { nextStatement } from "./index.ts"

let world: World
let desk: RecurringDesk

beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
})
afterAll(() => world.drop())

const partner = (now = TUESDAY) => world.portal("felix", (work) => nextStatement(work), { now })
const distributor = (tenantId: number) => world.network("wanda", (work) => nextStatement(work, { tenantId }), { now: TUESDAY })
const told = ({ currencies }: Awaited<ReturnType<typeof nextStatement>>) => currencies.map(({ currency, ordered, expected }) => [currency, ordered.amount, expected.map(({ from, to, dates, supply }) => `${from} ${to} ${dates} ${supply.amount}`)])

test("without subscriptions nothing is expected", async () => {
  expect((await partner()).currencies).toEqual([])
})

test("what subscriptions will take is expected in the month in which it comes, at the transfer price, told apart from what is ordered", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "2" })
  expect(told(await partner())).toEqual([["EUR", "0", ["2026-12-01 2026-12-31 1 512", "2027-01-01 2027-01-31 1 512"]]])
  // Another account's, with two deliveries a month, at a price of its own: the distributor charges the same.
  await desk.subscribe("karl", { mirror: "1" }, { cadence: { on: "weekday", everyWeeks: 2, weekday: 2 }, pricePolicy: { policy: "locked", until: "2027-06-30" } })
  expect(told(await partner())).toEqual([["EUR", "0", ["2026-12-01 2026-12-31 3 1024", "2027-01-01 2027-01-31 3 1024"]]])
  // One date with more, the next one left out.
  const lineId = (await desk.page("tim", subscriptionId)).lines[0]!.lineId
  await desk.change("tim", subscriptionId, { kind: "quantity", lineId, quantity: "10", at: { scope: "this", n: 0 } })
  await desk.change("tim", subscriptionId, { kind: "skip", n: 1 })
  expect(told(await partner())).toEqual([["EUR", "0", ["2026-12-01 2026-12-31 3 3072", "2027-01-01 2027-01-31 2 512"]]])
})

test("both sides are told the same, each partner's for itself, and what comes in a month that is over is told no more", async () => {
  expect(told(await distributor(1))).toEqual(told(await partner()))
  expect((await distributor(2)).currencies).toEqual([])
  expect(told(await partner(Temporal.Instant.from("2026-12-28T08:00:00Z")))[0]![2]).not.toContainEqual(expect.stringContaining("2026-12-01"))
})

test("what waits for somebody is expected no more", async () => {
  await desk.rows("update subscriptions.occurrence set status = 'held', hold_code = 'credit', held_at = now() where n = 0 and account_id = (select account_id from tenancy.account where name = 'Praxis Dr. Lindner')")
  expect(told(await partner())).toEqual([["EUR", "0", ["2026-12-01 2026-12-31 2 512", "2027-01-01 2027-01-31 2 512"]]])
})

test("a customer is told nothing of it, and more subscriptions take no more statements", async () => {
  await expect(world.portal("tim", (work) => nextStatement(work), { now: TUESDAY })).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  const counted = () => world.portal("felix", async (work: Work) => {
    await nextStatement(work)
    return work.statements.count
  }, { now: TUESDAY })
  const few = await counted()
  for (const who of ["tim", "karl", "nora"] as const) await desk.subscribe(who, { gloves: "100", wrench: "1" })
  expect(await counted()).toBe(few)
})
