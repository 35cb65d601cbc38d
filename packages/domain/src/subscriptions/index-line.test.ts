import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { getIndexSeries, listIndexSeries, publishIndexValue, saveIndexSeries } from "../pricing/index.ts"
import type { World } from "../testing/index.ts"
import type { CreateSubscription, IndexPolicy } from "./contract.ts"
import { calendarEntries } from "./contract.ts"
import { calendar, listPlans, notifyDue, previewSubscription, retirePlan, runDue, savePlan } from "./index.ts"
import { MONTHLY, openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
let seriesId: string
const HEAD = { code: "NITRILE", name: "Nitrile", unit: "2021 = 100", basePeriod: "2021", frequency: "monthly", source: "A statistical office", sourceUrl: "" } as const
beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
  seriesId = (await desk.read("petra", (work) => saveIndexSeries(work, { series: HEAD }))).seriesId
  await say("2026-09-01", "104.1", "2026-10-20")
  await say("2026-10-01", "108.3", "2026-11-20")
})
afterAll(() => world.drop())

const say = (period: string, value: string, publishedOn: string) => desk.read("petra", (work) => publishIndexValue(work, { seriesId, period, value, publishedOn }))
const clause = (over: Partial<IndexPolicy> = {}): IndexPolicy => ({ policy: "index", seriesId, capPercent: "10", floorPercent: "10", everyMonths: 1, lagMonths: 3, ...over })
const subscribe = (pricePolicy: IndexPolicy, over: Partial<CreateSubscription> = {}) => desk.subscribe("petra", { mirror: "10" }, { account: "lindner", pricePolicy, ceilingPercent: "2", ...over })
const lineOf = async (subscriptionId: string) => (await desk.page("tim", subscriptionId)).lines[0]!
const datesOf = async (subscriptionId: string) => calendarEntries(await desk.read("tim", (work) => calendar(work, { from: "2026-12-01", to: "2027-06-30", subscriptionId })))

test("what is agreed is today's price and where the index stands today; each date says how its price comes about", async () => {
  // On the first of December the period that counts is September's; October's counts from the first of January on, and nothing later is published.
  const { subscriptionId } = await subscribe(clause())
  expect(await lineOf(subscriptionId)).toMatchObject({ unitPrice: "3.2", pricePolicy: { basePrice: "3.2", base: { on: "2026-12-01", period: "2026-09-01", value: "104.1", places: 2 } }, index: { series: { code: "NITRILE" }, provisional: false } })
  expect((await datesOf(subscriptionId)).slice(0, 4).map(({ on, total, lines: [line] }) => [on, line!.unitPrice, line!.index?.value.value, line!.index?.since, line!.index?.provisional, total?.amount])).toEqual([
    ["2026-12-15", "3.2", "104.1", "2026-12-01", false, "3808"], ["2027-01-15", "3.33", "108.3", "2027-01-01", false, "3963"],
    ["2027-02-15", "3.33", "108.3", "2027-02-01", true, "3963"], ["2027-03-15", "3.33", "108.3", "2027-02-01", true, "3963"],
  ])
})

test("a cap holds, and what it took away is told", async () => {
  const { subscriptionId } = await subscribe(clause({ capPercent: "3" }))
  expect((await datesOf(subscriptionId))[1]!.lines[0]).toMatchObject({ unitPrice: "3.29", index: { bound: "cap", unbounded: "3.33", price: "3.29" } })
})

test("what is published later changes the dates of the next adjustment on, and an order costs what its date said", async () => {
  const { subscriptionId } = await subscribe(clause(), { ceilingPercent: "50", startsOn: "2027-01-01" })
  desk.go("2027-01-12T08:00:00Z")
  await say("2026-11-01", "120", "2027-01-10")
  expect((await datesOf(subscriptionId)).filter(({ on }) => on > "2027-01-01").slice(0, 2).map(({ on, lines: [line] }) => [on, line!.unitPrice, line!.index?.bound])).toEqual([["2027-01-15", "3.33", null], ["2027-02-15", "3.52", "cap"]])
  await notifyDue(world.database.pools.worker, 1, { now: () => desk.now })
  desk.go("2027-01-14T13:00:00Z")
  await runDue(world.database.pools.worker, 1, { now: () => desk.now, onError: (error) => { throw error } })
  const order = await desk.row(`select l.unit_price from ordering.order_line l join subscriptions.occurrence o using (network_id, tenant_id, account_id, order_id) where o.subscription_id = '${subscriptionId}' and o.due_on = '2027-01-15'`)
  expect(Number(order?.unit_price)).toBe(3.33)
  const ordered = async () => (await desk.page("tim", subscriptionId)).past.find(({ on }) => on === "2027-01-15")?.lines[0]?.index
  const kept = { basePrice: "3.2", base: { value: "104.1" }, value: { period: "2026-10-01", value: "108.3" }, price: "3.33", bound: null, capPercent: "10" }
  expect(await ordered()).toMatchObject(kept)
  // Neither another agreement nor a correction changes how an order came to its price.
  const { lineId } = await lineOf(subscriptionId)
  await desk.change("petra", subscriptionId, { kind: "policies", lineIds: [lineId], pricePolicy: clause({ capPercent: "1", basePrice: "5" }) })
  expect(await ordered()).toMatchObject(kept)
})

test("nothing is ordered above what was notified, whatever is published after the notice", async () => {
  desk.go("2027-02-02T08:00:00Z")
  const { subscriptionId } = await subscribe(clause({ lagMonths: 3 }), { startsOn: "2027-03-01", ceilingPercent: "2" })
  desk.go("2027-03-11T08:00:00Z")
  await notifyDue(world.database.pools.worker, 1, { now: () => desk.now })
  await say("2026-12-01", "131", "2027-03-01") // counts from the second of March on, and was not known when the date was announced
  desk.go("2027-03-12T13:00:00Z")
  await runDue(world.database.pools.worker, 1, { now: () => desk.now, onError: (error) => { throw error } })
  expect(await desk.row(`select status, hold_code from subscriptions.occurrence where subscription_id = '${subscriptionId}' and due_on = '2027-03-15'`)).toEqual({ status: "held", hold_code: "price" })
})

test("an index is agreed by whoever sets prices, or offered by a plan; a customer chooses none", async () => {
  desk.go("2027-03-20T08:00:00Z")
  await expect(desk.subscribe("tim", { mirror: "1" }, { startsOn: "2027-04-01", pricePolicy: clause() })).rejects.toMatchObject({ code: "subscriptions.price_needs_agreement" })
  const { planId } = await desk.read("petra", (work) => savePlan(work, { plan: { name: "Indexed", pricePolicy: clause() } }))
  expect((await desk.read("tim", listPlans)).find((plan) => plan.planId === planId)).toMatchObject({ indexSeries: { seriesId, code: "NITRILE", name: "Nitrile" } })
  const preview = await desk.read("tim", (work) => previewSubscription(work, { source: { kind: "lines", lines: desk.lines({ mirror: "2" }) }, planId, startsOn: "2027-04-01", cadence: MONTHLY }))
  expect(preview.deliveries[0]!.lines[0]).toMatchObject({ index: { series: { name: "Nitrile" } } })
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "2" }, { startsOn: "2027-04-01", planId })
  expect(await lineOf(subscriptionId)).toMatchObject({ index: { base: { on: "2027-03-20", period: "2026-12-01" } } })
})

test("a line comes to follow an index by a change, which shows what it would cost", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "10" }, { startsOn: "2027-04-01" })
  const { lineId } = await lineOf(subscriptionId)
  await expect(desk.change("tim", subscriptionId, { kind: "policies", lineIds: [lineId], pricePolicy: clause() })).rejects.toMatchObject({ code: "subscriptions.price_needs_agreement" })
  const preview = await desk.preview("petra", subscriptionId, { kind: "policies", lineIds: [lineId], pricePolicy: clause({ basePrice: "4", base: { on: "2027-01-20", period: "2026-10-01", value: "108.3", places: 2 } }) })
  expect(preview.after[0]?.total).toMatchObject({ amount: "5236" }) // 4.00 plus a tenth at most, ten times, and tax
  await desk.change("petra", subscriptionId, { kind: "policies", lineIds: [lineId], pricePolicy: clause({ capPercent: "20" }) })
  expect(await lineOf(subscriptionId)).toMatchObject({ pricePolicy: { capPercent: "20", basePrice: "3.2" }, index: { base: { value: "131" } } })
})

test("a session that is held to an account reads, with whatever statement, what its own lines follow and what is offered to it, and no other series", async () => {
  const codes = (who: "tim" | "karl" | "petra", table: string) => desk.read(who, async (work) => (await sql<{ code: string }>`select distinct code from ${sql.raw(table)} order by code`.execute(work.db)).rows.map(({ code }) => code))
  const valued = (who: "tim" | "karl" | "petra", table: string) => desk.read(who, async (work) => (await sql<{ id: string }>`select distinct series_id as id from ${sql.raw(table)}`.execute(work.db)).rows.map(({ id }) => id))
  const others = (await desk.read("petra", (work) => saveIndexSeries(work, { series: { ...HEAD, code: "STEEL" } }))).seriesId
  await desk.read("petra", (work) => publishIndexValue(work, { seriesId: others, period: "2026-09-01", value: "88", publishedOn: "2026-10-20" }))
  const networks = await world.network("wanda", async (work) => {
    const ids: string[] = []
    for (const code of ["ENERGY", "FREIGHT"]) ids.push((await saveIndexSeries(work, { series: { ...HEAD, code } })).seriesId)
    for (const id of ids) await publishIndexValue(work, { seriesId: id, period: "2026-09-01", value: "70", publishedOn: "2026-10-20" })
    return ids
  }, { now: desk.now })
  expect(await codes("tim", "pricing.index_series")).toEqual(["NITRILE"])
  expect(await codes("karl", "pricing.index_series")).toEqual(["NITRILE"]) // of the plan alone
  expect([await valued("tim", "pricing.index_value"), await codes("tim", "pricing.network_index_series"), await valued("tim", "pricing.network_index_value")]).toEqual([[seriesId], [], []])
  expect(await codes("petra", "pricing.index_series")).toEqual(["NITRILE", "STEEL"])
  const { planId } = await desk.read("petra", (work) => savePlan(work, { plan: { name: "Energy", pricePolicy: clause({ seriesId: networks[0]! }) } }))
  expect([await codes("karl", "pricing.network_index_series"), await valued("karl", "pricing.network_index_value")]).toEqual([["ENERGY"], [networks[0]]])
  await desk.read("petra", (work) => retirePlan(work, { planId }))
  expect(await codes("karl", "pricing.network_index_series")).toEqual([])
  for (const id of [others, networks[1]!]) await expect(desk.read("tim", (work) => getIndexSeries(work, { seriesId: id }))).rejects.toMatchObject({ code: "pricing.index_series_not_found" })
  expect((await desk.read("tim", listIndexSeries)).map(({ code }) => code)).toEqual(["NITRILE"])
  expect((await desk.read("tim", (work) => getIndexSeries(work, { seriesId }))).values[0]).toMatchObject({ by: "", reason: "" })
})

test("another tenant's series is unknown, and one without a value is no start", async () => {
  const foreign = (await desk.read("grace", (work) => saveIndexSeries(work, { series: HEAD }))).seriesId
  const [unknown, empty] = ["00000000-0000-7000-8000-000000000000", (await desk.read("petra", (work) => saveIndexSeries(work, { series: { ...HEAD, code: "EMPTY" } }))).seriesId]
  for (const id of [foreign, unknown]) {
    await expect(subscribe(clause({ seriesId: id }), { startsOn: "2027-04-01" })).rejects.toMatchObject({ code: "pricing.index_series_not_found" })
    await expect(desk.read("petra", (work) => savePlan(work, { plan: { name: "Foreign", pricePolicy: clause({ seriesId: id }) } }))).rejects.toMatchObject({ code: "pricing.index_series_not_found" })
  }
  await expect(subscribe(clause({ seriesId: empty }), { startsOn: "2027-04-01" })).rejects.toMatchObject({ code: "subscriptions.index_has_no_value" })
})
