import { afterAll, beforeAll, expect, test } from "vitest"
import { automation, withWork } from "@entrepot/db"
import { NETWORK_ID, type World } from "../testing/index.ts"
import { endTerms, listHealth, runDue, savePlan } from "./index.ts"
import { MONTHLY, openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk

beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
})
afterAll(() => world.drop())

const pool = () => world.database.pools.worker
const clock = () => ({ now: () => desk.now })
const turn = () => withWork(pool(), { audience: "worker", networkId: NETWORK_ID }, automation("subscriptions"), endTerms, { now: desk.now })
const both = async () => (await Promise.all([turn(), turn()])).reduce((sum, one) => ({ told: sum.told + one.told, ended: sum.ended + one.ended }))
const events = (name: string, id: string) => desk.count(`select count(*)::int as n from work.event where name = 'subscriptions.${name}' and payload->>'subscriptionId' = '${id}'`)

test("a term is told of once, renewed for another that is counted from its end, and told of anew", async () => {
  desk.go("2026-12-01T08:00:00Z")
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" }, { endsOn: "2026-12-31" })
  expect(await both()).toEqual({ told: 1, ended: 0 })
  expect(await desk.page("tim", subscriptionId)).toMatchObject({ endsSoon: true, actions: { renew: { possible: true } } })
  expect((await desk.read("jonas", (work) => listHealth(work, {}))).rows.find((row) => row.subscriptionId === subscriptionId)).toMatchObject({ health: "at_risk", because: "term_ends" })
  const preview = await desk.preview("tim", subscriptionId, { kind: "renew", months: 2 })
  expect(preview.before.map(({ on }) => on)).toEqual(["2026-12-15"])
  expect(preview.after.map(({ on }) => on)).toEqual(["2026-12-15", "2027-01-15", "2027-02-15"])
  await desk.change("tim", subscriptionId, { kind: "renew", months: 2 })
  expect(await desk.page("tim", subscriptionId)).toMatchObject({ endsOn: "2027-02-28", endsSoon: false, history: [{ kind: "renew", detail: { months: 2, endsOn: "2027-02-28" } }, {}] })
  expect(await both()).toEqual({ told: 0, ended: 0 })
  desk.go("2027-02-10T08:00:00Z")
  expect(await both()).toMatchObject({ told: 1 })
  expect(await events("term_ending", subscriptionId)).toBe(2)
})

test("a term that has run out ends, once, when nothing of it waits any more; a paused one too", async () => {
  desk.go("2026-12-01T08:00:00Z")
  const [one, paused] = [await desk.subscribe("tim", { mirror: "1" }, { endsOn: "2026-12-20" }), await desk.subscribe("tim", { mirror: "1" }, { endsOn: "2026-12-20" })]
  await desk.change("tim", paused.subscriptionId, { kind: "pause" })
  desk.go("2026-12-20T22:00:00Z")
  expect((await both()).ended).toBe(0)
  desk.go("2026-12-20T23:30:00Z")
  expect((await both()).ended).toBe(1)
  expect(await desk.page("tim", paused.subscriptionId)).toMatchObject({ status: "ended", upcoming: [], history: [{ kind: "term_ended" }, {}, {}] })
  expect(await desk.page("tim", one.subscriptionId)).toMatchObject({ status: "active" })
  await runDue(pool(), NETWORK_ID, clock())
  expect((await both()).ended).toBe(1)
  expect(await desk.page("tim", one.subscriptionId)).toMatchObject({ status: "ended", endedAt: "2026-12-20T23:30:00.000Z", endsSoon: false })
  expect(await both()).toEqual({ told: 0, ended: 0 })
  expect(await events("subscription_ended", one.subscriptionId)).toBe(1)
  await expect(desk.change("tim", one.subscriptionId, { kind: "renew", months: 12 })).rejects.toMatchObject({ code: "subscriptions.subscription_is_over" })
})

test("what runs until it is cancelled has no term to renew", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
  await expect(desk.change("tim", subscriptionId, { kind: "renew", months: 12 })).rejects.toMatchObject({ code: "subscriptions.has_no_term" })
})

test("a customer takes a plan's discount to no other rhythm, payment or term; the dealer may agree to one", async () => {
  desk.go("2026-12-01T08:00:00Z")
  const plan = { name: "Card and a year", cadences: [MONTHLY], discountPercent: "10", collect: ["automatic" as const], termMonths: 12 }
  const { planId } = await desk.read("petra", (work) => savePlan(work, { plan }))
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" }, { planId })
  expect((await desk.page("tim", subscriptionId)).plan?.offers).toEqual({ cadences: [MONTHLY], collect: ["automatic"], termMonths: 12, renews: true })
  const weekly = { kind: "schedule", cadence: { on: "interval", every: 1, unit: "weeks" }, startsOn: "2026-12-01" } as const
  const outside = [[weekly, "cadence_not_offered"], [{ kind: "details", collect: "terms" }, "collect_not_offered"], [{ kind: "details", endsOn: null }, "term_is_the_plans"], [{ kind: "details", endsOn: "2030-01-01" }, "term_is_the_plans"], [{ kind: "renew", months: 36 }, "term_is_the_plans"]] as const
  for (const [change, code] of outside) {
    await expect(desk.preview("tim", subscriptionId, change)).rejects.toMatchObject({ code: `subscriptions.${code}` })
    await expect(desk.change("tim", subscriptionId, change)).rejects.toMatchObject({ code: `subscriptions.${code}` })
  }
  await desk.change("tim", subscriptionId, { kind: "schedule", cadence: MONTHLY, startsOn: "2026-12-20" })
  await desk.change("tim", subscriptionId, { kind: "details", collect: "automatic", endsOn: "2027-06-30" })
  await desk.change("tim", subscriptionId, { kind: "renew", months: 12 })
  await desk.change("petra", subscriptionId, weekly)
  await desk.change("petra", subscriptionId, { kind: "details", collect: "terms", endsOn: null })
  expect(await desk.page("petra", subscriptionId)).toMatchObject({ collect: "terms", endsOn: null, schedule: { cadence: weekly.cadence }, plan: { offers: null } })
})
