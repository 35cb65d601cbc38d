import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { createPool, type AudiencePool } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { Temporal } from "@entrepot/kernel"
import { above, deskIn } from "../ordering/testing.ts"
import { NETWORK_ID, type World } from "../testing/index.ts"
import { acceptPriceRise, handlers, holdOccurrence, listHealth, notifyDue, refuseHeld, releaseHeld, releaseOccurrence, runDue, saveRecurringSettings } from "./index.ts"
import { openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
let orders: ReturnType<typeof deskIn>
let pool: AudiencePool

beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
  orders = deskIn(world)
  pool = createPool("worker", world.database.urlOf("worker"), { max: 40 })
})
afterEach(async () => {
  desk.go("2026-12-01T08:00:00Z")
  await orders.policies()
  await onAdmin(world.database.adminUrl, "update subscriptions.subscription set status = 'ended', ended_at = now(), paused_at = null; update subscriptions.occurrence set status = 'cancelled', hold_code = null, order_at = null where status in ('planned', 'notified', 'locked', 'held')")
})
afterAll(async () => {
  await pool.end()
  await world.drop()
})

const run = (options = {}) => runDue(pool, NETWORK_ID, { now: () => desk.now, onError: (error) => { throw error }, ...options })
const notify = () => notifyDue(pool, NETWORK_ID, { now: () => desk.now })
const rowsOf = async (id: string) => (await desk.rows(`select n, status, hold_code, due_on::text as on, order_id, reason, lines from subscriptions.occurrence where subscription_id = '${id}' order by n`)) as { n: number; status: string; hold_code: string | null; on: string; order_id: string | null; reason: string; lines: { outcome: string; quantity: string; productId: string }[] | null }[]
const brief = async (id: string) => (await rowsOf(id)).map((row) => `${row.n} ${row.on} ${row.status}${row.hold_code ? `:${row.hold_code}` : ""}`)
const orderOf = async (id: string) => (await desk.row(`select r.order_id, r.number, r.status, r.total_minor, r.requested_on::text as on, r.exposure_minor from subscriptions.occurrence o join ordering.order r on r.order_id = o.order_id where o.subscription_id = '${id}' order by o.n limit 1`)) as { order_id: string; number: string; status: string; total_minor: string; on: string } | undefined
const eventsOf = async (id: string, name: string) => desk.count(`select count(*) n from work.event where name = '${name}' and payload ->> 'subscriptionId' = '${id}'`)
/** After the cut-off of 15 December: two business days before, at noon in Berlin. */
const AFTER_CUT_OFF = "2026-12-11T11:30:00Z"

describe("what is due", () => {
  test("becomes a confirmed order with its stock reserved, the next date, a run's item and one event", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "2", gloves: "100" }, { poNumber: "STANDING" })
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ made: 1, held: 0, failed: 0 })
    const order = await orderOf(subscriptionId)
    expect(order).toMatchObject({ status: "confirmed", on: "2026-12-15", total_minor: "2190" })
    expect(await orders.reservedOf(order!.order_id)).toBe(102)
    expect(await brief(subscriptionId)).toEqual(["0 2026-12-15 ordered", "1 2027-01-15 planned"])
    expect(await eventsOf(subscriptionId, "subscriptions.occurrence_ordered")).toBe(1)
    expect(await desk.row(`select outcome from subscriptions.run_item where order_id = '${order!.order_id}'`)).toEqual({ outcome: "made" })
    expect(await run()).toMatchObject({ made: 0 })
    const marginOf = async (who: "jonas" | "tim") => (await desk.page(who, subscriptionId)).past[0]?.margin
    expect(await marginOf("jonas")).toMatchObject({ net: { amount: "1840" }, supply: { amount: "1472" }, margin: { amount: "368" }, marginPercent: 20 })
    expect(await marginOf("tim")).toBeNull()
  })

  test("twenty runners at once make one order each, with numbers that have no gap", async () => {
    const made = []
    for (let i = 0; i < 12; i++) made.push(await desk.subscribe(i % 2 ? "tim" : "karl", { gloves: "1" }))
    desk.go(AFTER_CUT_OFF)
    const before = await desk.count("select count(*) n from ordering.order")
    const all = await Promise.all(Array.from({ length: 20 }, () => run({ batch: 3, parallel: 2 })))
    expect(all.reduce((sum, one) => sum + one.made, 0)).toBe(12)
    expect(await desk.count("select count(*) n from ordering.order")).toBe(before + 12)
    for (const { subscriptionId } of made) {
      expect(await brief(subscriptionId)).toEqual(["0 2026-12-15 ordered", "1 2027-01-15 planned"])
      expect(await eventsOf(subscriptionId, "subscriptions.occurrence_ordered")).toBe(1)
    }
  }, 60_000)

  test("is not made when it was skipped, paused or cancelled meanwhile", async () => {
    const skipped = await desk.subscribe("tim", { gloves: "1" })
    const paused = await desk.subscribe("tim", { gloves: "1" })
    const cancelled = await desk.subscribe("tim", { gloves: "1" })
    await desk.change("tim", skipped.subscriptionId, { kind: "skip", n: 0 })
    await desk.change("tim", paused.subscriptionId, { kind: "pause" })
    await desk.change("tim", cancelled.subscriptionId, { kind: "cancel" })
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ made: 0 })
    expect(await brief(skipped.subscriptionId)).toEqual(["0 2026-12-15 skipped", "1 2027-01-15 planned"])
  })

  test("an order that is asked for now comes now, beside the schedule or instead of the next", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" })
    await desk.change("tim", subscriptionId, { kind: "order_now", how: "extra" })
    expect(await run()).toMatchObject({ made: 1 })
    expect(await brief(subscriptionId)).toEqual(["-1 2026-12-03 ordered", "0 2026-12-15 planned"])
    await desk.change("tim", subscriptionId, { kind: "order_now", how: "consume_next" })
    expect(await run()).toMatchObject({ made: 1 })
    expect(await brief(subscriptionId)).toEqual(["-1 2026-12-03 ordered", "0 2026-12-03 ordered", "1 2027-01-15 planned"])
  })
})

test("two dates in a row that waited for somebody put a subscription at risk, though both were let go", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" })
  const health = async () => (await desk.read("petra", (work) => listHealth(work, {}))).rows.find((row) => row.subscriptionId === subscriptionId)
  const heldAndLetGo = async (on: string) => {
    desk.go(on)
    expect(await run()).toMatchObject({ made: 1 })
    const id = String((await desk.row(`select occurrence_id id from subscriptions.occurrence where subscription_id = '${subscriptionId}' and status = 'ordered' order by n desc limit 1`))?.["id"])
    await world.worker("zahnwerk", (work) => holdOccurrence(work, id, "payment", "declined"))
    expect(await health()).toMatchObject({ health: "held" })
    await world.worker("zahnwerk", (work) => releaseOccurrence(work, id))
  }
  await heldAndLetGo(AFTER_CUT_OFF)
  expect(await health()).toMatchObject({ health: "well" })
  await heldAndLetGo("2027-01-13T11:30:00Z")
  expect(await health()).toMatchObject({ health: "at_risk", because: "held_twice" })
  desk.go("2027-02-11T11:30:00Z")
  expect(await run()).toMatchObject({ made: 1 })
  expect(await health()).toMatchObject({ health: "well" })
})

describe("after an outage", () => {
  const WEEKLY = { on: "weekday", everyWeeks: 1, weekday: 2 } as const
  const MONTH_LATER = "2027-01-06T09:00:00Z"

  test.each([
    { policy: "ship_one" as const, made: 1, expected: ["0 2026-12-08 ordered", "1 2026-12-15 merged", "2 2026-12-22 merged", "3 2026-12-29 merged", "4 2027-01-05 merged", "5 2027-01-12 planned"] },
    { policy: "skip_missed" as const, made: 0, expected: ["0 2026-12-08 skipped", "1 2026-12-15 skipped", "2 2026-12-22 skipped", "3 2026-12-29 skipped", "4 2027-01-05 skipped", "5 2027-01-12 planned"] },
    { policy: "ask" as const, made: 0, expected: ["0 2026-12-08 held:catch_up", "1 2026-12-15 merged", "2 2026-12-22 merged", "3 2026-12-29 merged", "4 2027-01-05 merged", "5 2027-01-12 planned"] },
  ])("of a month, $policy makes $made order and never a burst", async ({ policy, made, expected }) => {
    const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { cadence: WEEKLY, catchUp: policy })
    desk.go(MONTH_LATER)
    expect((await run()).made).toBe(made)
    expect(await brief(subscriptionId)).toEqual(expected)
    if (policy !== "ask") return
    const [held] = await desk.rows(`select occurrence_id id from subscriptions.occurrence where subscription_id = '${subscriptionId}' and status = 'held'`)
    await desk.read("tim", (work) => releaseHeld(work, { occurrenceId: String(held!.id) }))
    expect((await run()).made).toBe(1)
    expect((await brief(subscriptionId))[0]).toBe("0 2026-12-08 ordered")
  })

  test("a resumed pause sends one, or none, or asks first", async () => {
    for (const [catchUp, first] of [["ship_one", "0 2027-01-08 planned"], ["skip_missed", "0 2026-12-08 skipped"]] as const) {
      const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { cadence: WEEKLY, catchUp: "ask" })
      await desk.change("tim", subscriptionId, { kind: "pause" })
      desk.go(MONTH_LATER)
      expect((await run()).made).toBe(0)
      await expect(desk.change("tim", subscriptionId, { kind: "resume" })).rejects.toMatchObject({ code: "subscriptions.choose_catch_up", facts: { missed: 5 } })
      await desk.change("tim", subscriptionId, { kind: "resume", catchUp })
      expect((await brief(subscriptionId))[0]).toBe(first)
      expect((await run()).made).toBe(catchUp === "ship_one" ? 1 : 0)
      expect((await brief(subscriptionId)).filter((row) => row.includes("planned"))).toEqual(["5 2027-01-12 planned"])
      desk.go("2026-12-01T08:00:00Z")
    }
  })
})

describe("the notice", () => {
  test("says what it may cost at most; dearer is held and asked, and made when the customer agrees", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "2" }, { ceilingPercent: "5" })
    desk.go("2026-12-10T08:00:00Z")
    expect(await notify()).toBe(1)
    expect(await notify()).toBe(0)
    expect(await desk.row(`select status, ceiling_minor from subscriptions.occurrence where subscription_id = '${subscriptionId}'`)).toEqual({ status: "notified", ceiling_minor: "801" })
    await orders.price("mirror", "4.00")
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ made: 0, held: 1 })
    expect(await brief(subscriptionId)).toEqual(["0 2026-12-15 held:price", "1 2027-01-15 planned"])
    expect(await orderOf(subscriptionId)).toBeUndefined()
    const occurrenceId = String((await desk.row(`select occurrence_id id from subscriptions.occurrence where subscription_id = '${subscriptionId}' and n = 0`))!.id)
    await desk.read("tim", (work) => acceptPriceRise(work, { occurrenceId }))
    expect(await run()).toMatchObject({ made: 1 })
    expect(await orderOf(subscriptionId)).toMatchObject({ total_minor: "952" })
    await orders.price("mirror", "3.20")
  })

  test("a held one that the customer does not want is skipped, and the schedule goes on", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "2" }, { ceilingPercent: "0" })
    await orders.price("mirror", "4.00")
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ held: 1 })
    const occurrenceId = String((await desk.row(`select occurrence_id id from subscriptions.occurrence where subscription_id = '${subscriptionId}' and n = 0`))!.id)
    await desk.read("tim", (work) => refuseHeld(work, { occurrenceId }))
    expect(await brief(subscriptionId)).toEqual(["0 2026-12-15 skipped", "1 2027-01-15 planned"])
    await orders.price("mirror", "3.20")
  })

  test("a locked price holds whatever the list says, an index stops at its cap", async () => {
    const locked = await desk.subscribe("tim", { mirror: "1" }, { pricePolicy: { policy: "locked", until: "2027-06-30" } })
    const index = await desk.subscribe("tim", { mirror: "1" }, { pricePolicy: { policy: "current_within", capPercent: "10", floorPercent: "10" }, ceilingPercent: "20" })
    await orders.price("mirror", "5.00")
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ made: 2 })
    expect(await orderOf(locked.subscriptionId)).toMatchObject({ total_minor: "381" })
    expect(await orderOf(index.subscriptionId)).toMatchObject({ total_minor: "419" })
    await orders.price("mirror", "3.20")
  })
})

describe("when there is too little", () => {
  const stockOut = (step: object) => [step] as never
  test.each([
    { step: { step: "split" }, made: { outcome: "split", quantity: "5" }, reserved: 2 },
    { step: { step: "partial" }, made: { outcome: "partial", quantity: "2" }, reserved: 2 },
    { step: { step: "skip" }, made: { outcome: "skipped", quantity: "0" }, reserved: 0 },
  ])("$step.step does it, and the other line goes", async ({ step, made, reserved }) => {
    await orders.leave("handbook", 2)
    const { subscriptionId } = await desk.subscribe("tim", { handbook: "5", gloves: "10" }, { stockOut: stockOut(step) })
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ made: 1 })
    const [first] = await rowsOf(subscriptionId)
    expect(first!.lines!.map(({ outcome, quantity }) => ({ outcome, quantity }))).toEqual([made, { outcome: "as_subscribed", quantity: "10" }])
    expect(await desk.count(`select coalesce(sum(quantity), 0) n from inventory.reservation where order_id = '${first!.order_id}' and product_id = '${world.productId.handbook}'`)).toBe(reserved)
  })

  test("a substitute comes in the same unit and inside its price cap, and not otherwise", async () => {
    await orders.leave("handbook", 0)
    const make = (capPercent: string) => desk.subscribe("tim", { handbook: "1" }, { stockOut: stockOut({ step: "substitute", productIds: [world.productId.wrench], capPercent }), ceilingPercent: "500" })
    const [dear, cheap] = [await make("300"), await make("10")]
    desk.go(AFTER_CUT_OFF)
    await run()
    expect((await rowsOf(dear.subscriptionId))[0]!.lines).toMatchObject([{ outcome: "substituted", productId: world.productId.wrench }])
    expect((await rowsOf(cheap.subscriptionId))[0]!.lines).toMatchObject([{ outcome: "split", productId: world.productId.handbook }])
  })

  test("a line that waits for a person becomes a delivery of its own; the others go", async () => {
    await orders.leave("handbook", 0)
    const { subscriptionId } = await desk.subscribe("tim", { handbook: "1", gloves: "1" }, { stockOut: stockOut({ step: "hold" }) })
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ made: 1 })
    expect(await brief(subscriptionId)).toEqual(["-1 2026-12-15 held:stock", "0 2026-12-15 ordered", "1 2027-01-15 planned"])
    const held = (await desk.rows(`select occurrence_id id from subscriptions.occurrence where subscription_id = '${subscriptionId}' and n = -1`))[0]!
    await desk.read("tim", (work) => releaseHeld(work, { occurrenceId: String(held.id) }))
    expect(await run()).toMatchObject({ made: 1 })
    expect((await rowsOf(subscriptionId))[0]).toMatchObject({ status: "ordered", lines: [{ productId: world.productId.handbook, outcome: "split" }] })
  })
})

describe("credit, approval and caution", () => {
  const event = (name: string, payload: object) => ({ eventId: "", name, payload, actor: { kind: "user", id: "", name: "" }, traceId: "", occurredAt: "" }) as never
  const deliver = (on: string, payload: object) => world.worker("zahnwerk", (work) => handlers.find((one) => one.on === on)!.handle(work, event(on, payload)), { now: desk.now })

  test("an order that needs an approval holds its date until it is decided", async () => {
    await orders.policies({ name: "Above one", condition: above("1.00"), levels: [{ name: "Chief", mode: "any", roles: ["dealer_approver"] }] })
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    expect((await desk.page("tim", subscriptionId)).upcoming[0]!.approvals).toEqual(["Chief"])
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ held: 1 })
    expect(await brief(subscriptionId)).toEqual(["0 2026-12-15 held:approval", "1 2027-01-15 planned"])
    const { order_id: orderId, number } = (await orderOf(subscriptionId))!
    await deliver("ordering.order_confirmed", { orderId, number })
    expect((await brief(subscriptionId))[0]).toBe("0 2026-12-15 ordered")
    expect(await eventsOf(subscriptionId, "subscriptions.occurrence_ordered")).toBe(1)
    await deliver("ordering.order_shipped", { orderId, number, status: "shipped", lines: [] })
    expect((await brief(subscriptionId))[0]).toBe("0 2026-12-15 fulfilled")
  })

  test("an order beyond the limit waits for the credit desk", async () => {
    await orders.limit("kern", 1_00n)
    const { subscriptionId } = await desk.subscribe("karl", { mirror: "1" })
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ held: 1 })
    expect((await brief(subscriptionId))[0]).toBe("0 2026-12-15 held:credit")
    await orders.limit("kern", 100_000n)
  })

  test("more orders of a day than the tenant expects are parked with the reason, and go when somebody lets them", async () => {
    const settings = { mostOrdersPerDay: 1 }
    const version = (await desk.read("petra", (work) => saveRecurringSettings(work, { version: 0, settings }))).version
    desk.go("2027-03-01T08:00:00Z")
    for (let i = 0; i < 3; i++) await desk.subscribe("tim", { gloves: "1" }, { startsOn: "2027-03-01", cadence: { on: "interval", every: 1, unit: "months" } })
    desk.go("2027-03-03T12:00:00Z")
    expect(await run({ parallel: 1 })).toMatchObject({ made: 1, held: 2 })
    expect(await desk.rows("select distinct hold_code, hold_facts ->> 'why' as why from subscriptions.occurrence where status = 'held'")).toEqual([{ hold_code: "safety", why: "orders_per_day" }])
    await desk.read("petra", (work) => saveRecurringSettings(work, { version, settings: {} }))
  })

  test("an owner who leaves hands over to a colleague", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" })
    await onAdmin(world.database.adminUrl, `update tenancy.tenant_user set status = 'deactivated' where user_id = '${world.userId.tim}'`)
    await deliver("tenancy.user_deactivated", { userId: world.userId.tim })
    const page = await desk.page("sofia", subscriptionId)
    expect(page.owner.name).toMatch(/Sofia Lindner|Nora Behrens/)
    expect(page.history[0]).toMatchObject({ kind: "handed_over" })
  })
})

test("a run's statements do not grow with the tenants or the lines", async () => {
  expect(Temporal.Instant.compare(desk.now, Temporal.Instant.from(AFTER_CUT_OFF))).toBeLessThan(0)
  await desk.subscribe("sofia", { gloves: "1", mirror: "1", wrench: "1", bur: "5" })
  desk.go(AFTER_CUT_OFF)
  const { runOne } = await import("./run-one.ts")
  const row = (await desk.row("update subscriptions.occurrence set status = 'locked' where status = 'planned' returning tenant_id, account_id, subscription_id, occurrence_id"))!
  await onAdmin(world.database.adminUrl, "delete from subscriptions.run_item; delete from subscriptions.run")
  await onAdmin(world.database.adminUrl, `insert into subscriptions.run values (1, '${row.occurrence_id}', '2026-12-11', now())`)
  const statements = await world.worker("zahnwerk", async (work) => {
    await runOne(work, { tenantId: 1, accountId: String(row.account_id), subscriptionId: String(row.subscription_id), occurrenceId: String(row.occurrence_id), attempts: 1, runId: String(row.occurrence_id) })
    return work.statements.count
  }, { now: desk.now })
  expect(statements).toBeLessThanOrEqual(20)
})
