import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import type { World } from "../testing/index.ts"
import { calendarEntries, type Change } from "./contract.ts"
import { calendar, listHealth, listSubscriptions, previewChange, previewSubscription, savePlan } from "./index.ts"
import { MONTHLY, openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk

beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
})
afterAll(() => world.drop())

const dates = (entries: readonly { on: string; n: number; status: string }[]) => entries.map(({ on, n, status }) => `${n} ${on}${status === "skipped" ? " skipped" : ""}`)
const upcoming = async (id: string) => dates((await desk.page("tim", id)).upcoming.slice(0, 4))

describe("a subscription", () => {
  test("is made from lines, with a number, its first date, and prices that are kept", async () => {
    const made = await desk.subscribe("tim", { gloves: "100", mirror: "2" }, { pricePolicy: { policy: "locked", until: "2027-06-30" } })
    expect(made).toMatchObject({ number: "ZW-R1", status: "active", nextOn: "2026-12-15" })
    const page = await desk.page("tim", made.subscriptionId)
    expect(page.lines.map((line) => [line.sku, line.quantity, line.unitPrice, line.pricePolicy])).toEqual([
      ["DN-1001", "100", "0.12", { policy: "locked", until: "2027-06-30", unitPrice: "0.12" }], ["DN-3100", "2", "3.2", { policy: "locked", until: "2027-06-30", unitPrice: "3.2" }],
    ])
    expect(page.upcoming[0]).toMatchObject({ n: 0, on: "2026-12-15", status: "planned", total: { amount: "2190", currency: "EUR" }, availability: "in_stock", approvals: [], actions: { skip: { possible: true } } })
    expect(page.upcoming).toHaveLength(12)
    expect(page.owner.name).toBe("Tim Lorenz")
    expect(page.margin).toBeNull()
  })

  test("shows its dates before it is made, and what keeps it from being made", async () => {
    const preview = await desk.read("tim", (work) => previewSubscription(work, { source: { kind: "lines", lines: desk.lines({ mirror: "1" }) }, startsOn: "2026-12-01", cadence: { on: "nth_weekday", everyMonths: 1, nth: 2, weekday: 2 }, months: 3 }))
    expect(preview.deliveries.map(({ entries }) => entries.map((entry) => entry.on))).toEqual([["2026-12-08", "2027-01-12", "2027-02-09"]])
    const refused = await desk.read("tim", (work) => previewSubscription(work, { source: { kind: "lines", lines: desk.lines({ anaesthetic: "1", laser: "1" }) }, startsOn: "2026-12-01", cadence: MONTHLY }))
    expect(refused.deliveries.map(({ problems }) => problems.map((one) => one.code))).toEqual([["not_entitled", "request_a_price"]])
    await expect(desk.subscribe("tim", { anaesthetic: "1" })).rejects.toMatchObject({ code: "subscriptions.lines_need_attention" })
  })

  test("shows one more order beside the schedule before it is made, and no date that moves", async () => {
    const made = await desk.subscribe("tim", { mirror: "2" })
    const preview = await desk.read("tim", (work) => previewChange(work, { subscriptionId: made.subscriptionId, change: { kind: "order_now", how: "extra" } }))
    expect(preview.after.filter(({ changed }) => changed)).toMatchObject([{ n: -1, skipped: false, total: preview.before[0]?.total, lines: [{ quantity: "2" }] }])
    expect(preview.after.slice(1).map(({ on }) => on)).toEqual(preview.before.map(({ on }) => on))
  })

  test("keeps both names where the dealer acts for the customer, and shows the dealer what it leaves", async () => {
    const made = await desk.subscribe("jonas", { mirror: "1" }, { account: "lindner" })
    const page = await desk.page("jonas", made.subscriptionId)
    expect(page.owner.name).toMatch(/Sofia Lindner|Tim Lorenz|Nora Behrens/)
    expect(page.history.at(-1)).toMatchObject({ kind: "created", by: "Jonas Weber", onBehalfOf: `${page.owner.name}, Praxis Dr. Lindner` })
    expect(page.margin).toMatchObject({ net: { amount: "320" }, supply: { amount: "256" }, marginPercent: 20 })
    const health = await desk.read("jonas", (work) => listHealth(work, {}))
    expect(health.rows.find((row) => row.subscriptionId === made.subscriptionId)).toMatchObject({ health: "well", margin: { marginPercent: 20 } })
  })

  test("tells whoever may see it what every date leaves and what the distributor charges for it, without one statement more", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "2" }, { pricePolicy: { policy: "locked", until: "2027-02-28" } })
    await desk.rows(`update subscriptions.subscription_line set price_policy = jsonb_set(price_policy, '{unitPrice}', '"3"') where subscription_id = '${subscriptionId}'`)
    const asked = (work: Work) => calendar(work, { from: "2026-12-01", to: "2027-05-31", subscriptionId })
    const counted = async (who: "jonas" | "tim") => desk.read(who, async (work) => ({ entries: calendarEntries(await asked(work)), statements: work.statements.count }))
    const [dealer, customer] = [await counted("jonas"), await counted("tim")]
    // The locked price leaves less than what holds from March on.
    expect(dealer.entries.map(({ on, margin }) => [on, margin?.net.amount, margin?.supply.amount, margin?.margin.amount])).toEqual([
      ["2026-12-15", "600", "512", "88"], ["2027-01-15", "600", "512", "88"], ["2027-02-15", "600", "512", "88"], ["2027-03-15", "640", "512", "128"], ["2027-04-15", "640", "512", "128"], ["2027-05-17", "640", "512", "128"],
    ])
    expect(dealer.statements).toBe(customer.statements)
    expect(customer.entries.map(({ margin }) => margin)).toEqual(customer.entries.map(() => null))
    expect(JSON.stringify(customer.entries)).not.toContain("512")
    expect((await desk.page("jonas", subscriptionId)).upcoming.slice(0, 4).map(({ margin }) => margin?.margin.amount)).toEqual(["88", "88", "88", "128"])
    expect((await desk.page("tim", subscriptionId)).upcoming.every(({ margin }) => margin === null)).toBe(true)
  })

  test("from a plan takes its terms, its discount and only its rhythms", async () => {
    const { planId } = await desk.read("petra", (work) => savePlan(work, { plan: { name: "Monthly care", cadences: [MONTHLY], discountPercent: "10", invoicing: "at_order", termMonths: 12 } }))
    const made = await desk.subscribe("tim", { mirror: "10" }, { planId })
    const page = await desk.page("tim", made.subscriptionId)
    expect(page).toMatchObject({ invoicing: "at_order", endsOn: "2027-12-14", plan: { name: "Monthly care", discountPercent: "10" } })
    expect(page.lines[0]).toMatchObject({ unitPrice: "2.88", listPrice: "3.2" })
    await expect(desk.subscribe("tim", { mirror: "1" }, { planId, cadence: { on: "month_end", everyMonths: 1 } })).rejects.toMatchObject({ code: "subscriptions.cadence_not_offered" })
  })

  test("is not for strangers: another account's and another tenant's people find nothing", async () => {
    const made = await desk.subscribe("tim", { mirror: "1" })
    for (const stranger of ["karl", "grace"] as const) await expect(desk.page(stranger, made.subscriptionId)).rejects.toMatchObject({ code: "subscriptions.subscription_not_found" })
    expect((await desk.read("karl", (work) => listSubscriptions(work, {}))).rows).toEqual([])
  })
})

describe("a change", () => {
  test.each<[string, Change, string[]]>([
    ["a skip takes one out and moves no other", { kind: "skip", n: 1 }, ["0 2026-12-15", "1 2027-01-15 skipped", "2 2027-02-15", "3 2027-03-15"]],
    ["a move moves one and no other", { kind: "move", n: 1, to: "2027-01-20" }, ["0 2026-12-15", "1 2027-01-20", "2 2027-02-15", "3 2027-03-15"]],
    ["a pause with an end takes out what lies in it", { kind: "pause", until: "2027-02-01" }, ["0 2026-12-15 skipped", "1 2027-01-15 skipped", "2 2027-02-15", "3 2027-03-15"]],
    ["another rhythm is counted from its own anchor", { kind: "schedule", cadence: { on: "weekday", everyWeeks: 2, weekday: 4 }, startsOn: "2026-12-09" }, ["0 2026-12-10", "1 2026-12-24", "2 2027-01-07", "3 2027-01-21"]],
    ["ordering the next one now moves no later date", { kind: "order_now", how: "consume_next" }, ["0 2026-12-03", "1 2027-01-15", "2 2027-02-15", "3 2027-03-15"]],
  ])("%s, as its preview said", async (_what, change, expected) => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    const preview = await desk.preview("tim", subscriptionId, change)
    expect(preview.refused).toBeNull()
    expect(preview.after.slice(0, 4).map((one) => `${one.n} ${one.on}${one.skipped ? " skipped" : ""}`)).toEqual(expected)
    await desk.change("tim", subscriptionId, change)
    expect(await upcoming(subscriptionId)).toEqual(expected)
  })

  test("a quantity is changed for one, from the next, or from a date, and the last word counts", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    const [line] = (await desk.page("tim", subscriptionId)).lines
    const set = (quantity: string, at: Extract<Change, { kind: "quantity" }>["at"]) => desk.change("tim", subscriptionId, { kind: "quantity", lineId: line!.lineId, quantity, at })
    await set("2", { scope: "from_next" })
    await set("5", { scope: "from_date", on: "2027-02-01" })
    await set("9", { scope: "this", n: 1 })
    const quantities = (await desk.page("tim", subscriptionId)).upcoming.slice(0, 4).map((entry) => entry.lines[0]?.quantity)
    expect(quantities).toEqual(["2", "9", "5", "5"])
    await desk.change("tim", subscriptionId, { kind: "schedule", cadence: { on: "month_end", everyMonths: 1 }, startsOn: "2026-12-20" })
    expect((await desk.page("tim", subscriptionId)).upcoming[0]).toMatchObject({ on: "2026-12-31", lines: [{ quantity: "2" }] })
  })

  test("a line is swapped, added and taken out; what cannot be sold is refused", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    const [line] = (await desk.page("tim", subscriptionId)).lines
    await desk.change("tim", subscriptionId, { kind: "swap", lineId: line!.lineId, productId: world.productId.gloves, unit: "box", quantity: "3", at: { scope: "this", n: 0 } })
    await desk.change("tim", subscriptionId, { kind: "add_line", line: { productId: world.productId.handbook, unit: "each", quantity: "1" }, at: { scope: "from_date", on: "2027-01-01" } })
    const entries = (await desk.page("tim", subscriptionId)).upcoming
    expect(entries.slice(0, 2).map((entry) => entry.lines.map((one) => `${one.quantity} ${one.unit} ${one.sku}`))).toEqual([["3 box DN-1001"], ["1 each DN-3100", "1 each DN-9000"]])
    await expect(desk.change("tim", subscriptionId, { kind: "swap", lineId: line!.lineId, productId: world.productId.anaesthetic, unit: "each", at: { scope: "from_next" } })).rejects.toMatchObject({ code: "subscriptions.lines_need_attention" })
    await expect(desk.change("tim", subscriptionId, { kind: "remove_line", lineId: line!.lineId, at: { scope: "this", n: 0 } })).rejects.toMatchObject({ code: "subscriptions.last_line_stays" })
  })

  test("after the cut-off it is refused, and a stale screen is told so", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    const { version } = await desk.page("tim", subscriptionId)
    await desk.change("tim", subscriptionId, { kind: "skip", n: 2 })
    const { applyChange } = await import("./index.ts")
    await expect(desk.read("tim", (work) => applyChange(work, { subscriptionId, expectedVersion: version, change: { kind: "skip", n: 3 } }))).rejects.toMatchObject({ code: "subscriptions.changed_meanwhile" })
    desk.go("2026-12-11T12:00:00Z")
    const late = await desk.preview("tim", subscriptionId, { kind: "skip", n: 0 })
    expect(late.refused).toMatchObject({ code: "subscriptions.past_cut_off" })
    desk.go("2026-12-01T08:00:00Z")
  })

  test("skipping and unskipping leaves everything as it was", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    const before = await upcoming(subscriptionId)
    await desk.change("tim", subscriptionId, { kind: "skip", n: 0 })
    expect((await desk.read("tim", (work) => listSubscriptions(work, { search: "Practice" }))).rows.find((row) => row.subscriptionId === subscriptionId)?.nextOn).toBe("2027-01-15")
    await desk.change("tim", subscriptionId, { kind: "unskip", n: 0 })
    expect(await upcoming(subscriptionId)).toEqual(before)
  })

  test("cancelling ends it, and nothing comes any more", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    await desk.change("tim", subscriptionId, { kind: "cancel" })
    expect(await desk.page("tim", subscriptionId)).toMatchObject({ status: "ended", upcoming: [], actions: { change: { possible: false, disabledReason: "subscriptions.subscription_is_over" } } })
    expect(await desk.count(`select count(*) n from subscriptions.occurrence where subscription_id = '${subscriptionId}' and order_at is not null`)).toBe(0)
  })
})

test("a calendar of twelve months for fifty subscriptions takes as many statements as one for three", async () => {
  const ask = (work: Parameters<typeof calendar>[0]) => calendar(work, { from: "2026-12-01", to: "2027-11-30" })
  let statements = 0
  const counted = async () => desk.read("karl", async (work) => {
    const view = await ask(work)
    statements = work.statements.count
    return view
  })
  for (let i = 0; i < 3; i++) await desk.subscribe("karl", { mirror: "1" })
  await counted()
  const few = statements
  for (let i = 0; i < 47; i++) await desk.subscribe("karl", { mirror: String((i % 5) + 1), gloves: "10" })
  const view = await counted()
  expect(view.dates).toHaveLength(600)
  expect([view.subscriptions.length, view.baskets.length, view.actions.length]).toEqual([50, 50, 1])
  const [first, ...others] = calendarEntries(view).filter(({ number }) => number === view.subscriptions[0]!.number)
  expect(first).toMatchObject({ on: "2026-12-15", status: "planned", hold: null, order: null, reason: "", actions: { skip: { possible: true } } })
  expect(new Set(others.map(({ lines }) => lines))).toEqual(new Set([first!.lines]))
  expect(statements).toBe(few)
  expect(statements).toBeLessThanOrEqual(9)
}, 60_000)
