import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { automation, createPool, withWork, type AudiencePool } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { Temporal } from "@entrepot/kernel"
import { deskIn } from "../ordering/testing.ts"
import { NETWORK_ID, type ProductName, type World } from "../testing/index.ts"
import { HOLD_CODES, WHYS, type Change, type HoldCode } from "./contract.ts"
import { acceptPriceRise, applyChange, notifyDue, refuseHeld, releaseAccount, releaseHeld, repeatRun, remindHeld, runDue, wakePaused, SUSPENDED } from "./index.ts"
import { messages } from "./messages.ts"
import { openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
let orders: ReturnType<typeof deskIn>
let pool: AudiencePool

beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
  orders = deskIn(world)
  pool = createPool("worker", world.database.urlOf("worker"), { max: 8 })
})
afterEach(async () => {
  await onAdmin(world.database.adminUrl, "update catalog.product set status = 'active'; update tenancy.account set status = 'active', po_policy = 'optional'")
  desk.go("2026-12-01T08:00:00Z")
  await onAdmin(world.database.adminUrl, "update subscriptions.subscription set status = 'ended', ended_at = now(), paused_at = null; update subscriptions.occurrence set status = 'cancelled', hold_code = null, order_at = null where status in ('planned', 'notified', 'locked', 'held', 'failed')")
})
afterAll(async () => {
  await pool.end()
  await world.drop()
})

const run = (options = {}) => runDue(pool, NETWORK_ID, { now: () => desk.now, onError: (error) => { throw error }, ...options })
/** After the cut-off of 15 December: two business days before, at noon in Berlin. */
const AFTER_CUT_OFF = "2026-12-11T11:30:00Z"
const delist = (product: ProductName) => onAdmin(world.database.adminUrl, `update catalog.product set status = 'discontinued' where product_id = '${world.productId[product]}'`)
const brief = async (id: string) => (await desk.rows(`select n, status, coalesce(':' || hold_code, '') as code from subscriptions.occurrence where subscription_id = '${id}' order by n`)).map((row) => `${row.n} ${row.status}${row.code}`)
const firstOf = async (subscriptionId: string) => {
  const page = await desk.page("tim", subscriptionId)
  return [...page.upcoming, ...page.past].find((entry) => entry.n === 0)!
}

describe("what is offered for a date that waits", () => {
  const cases = HOLD_CODES.flatMap((code) => [{ code, ordered: false }, { code, ordered: true }])
  test.each<{ code: HoldCode; ordered: boolean }>(cases)("is what can be done: for $code, with an order: $ordered", async ({ code, ordered }) => {
    const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" })
    if (ordered) {
      desk.go(AFTER_CUT_OFF)
      expect(await run()).toMatchObject({ made: 1 })
    }
    await onAdmin(world.database.adminUrl, `update subscriptions.occurrence set status = 'held', hold_code = '${code}', held_at = now() where subscription_id = '${subscriptionId}' and n = 0`)
    const { occurrenceId, actions } = await firstOf(subscriptionId)
    for (const [action, verb] of [["release", releaseHeld], ["refuse_price", refuseHeld], ["accept_price", acceptPriceRise]] as const) {
      const done = await desk.read("tim", (work) => verb(work, { occurrenceId: occurrenceId! })).then(() => true, (error: { code?: string }) => (expect(error.code).toBe("subscriptions.is_not_held"), false))
      expect([action, done]).toEqual([action, actions[action].possible])
      if (done) await onAdmin(world.database.adminUrl, `update subscriptions.occurrence set status = 'held', hold_code = '${code}', held_at = now() where occurrence_id = '${occurrenceId}'`)
    }
  })
})

describe("a line that is no longer sold", () => {
  test("waits as a delivery of its own that says which line and why; the others go", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { handbook: "1", gloves: "10" })
    await delist("handbook")
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ made: 1 })
    expect(await brief(subscriptionId)).toEqual(["-1 held:attention", "0 ordered", "1 planned"])
    const page = await desk.page("tim", subscriptionId)
    const waiting = [...page.upcoming, ...page.past].find((entry) => entry.n === -1)!
    expect(waiting).toMatchObject({ hold: { code: "attention", reason: "lines_need_attention", lines: [{ sku: "DN-9000", problem: "not_sold" }] }, lines: [{ sku: "DN-9000", quantity: "1" }], actions: { release: { possible: true } } })
    expect(await desk.rows(`select i.outcome, i.code, i.reason from subscriptions.run_item i join subscriptions.occurrence o using (occurrence_id) where o.subscription_id = '${subscriptionId}' order by o.n`)).toEqual([
      { outcome: "held", code: "attention", reason: "lines_need_attention" }, { outcome: "made", code: null, reason: "" },
    ])
    expect(await desk.count(`select count(*) n from work.event where name = 'subscriptions.occurrence_held' and payload ->> 'occurrenceId' = '${waiting.occurrenceId}'`)).toBe(1)
  })

  test("comes by a substitute or is left out, where its rules say so", async () => {
    const stockOut = [{ step: "substitute", productIds: [world.productId.wrench], capPercent: "900" }] as never
    const [substituted, left] = [await desk.subscribe("tim", { handbook: "1", gloves: "10" }, { stockOut, ceilingPercent: "900" }), await desk.subscribe("tim", { handbook: "1", gloves: "10" }, { stockOut: [{ step: "skip" }] })]
    await delist("handbook")
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ made: 2 })
    expect((await firstOf(substituted.subscriptionId)).lines.map(({ outcome }) => outcome)).toEqual(["substituted", "as_subscribed"])
    expect((await firstOf(left.subscriptionId)).lines.map(({ outcome }) => outcome)).toEqual(["skipped", "as_subscribed"])
  })

  test("holds the whole date where nothing else is in it", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { handbook: "1" })
    await delist("handbook")
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ made: 0, held: 1 })
    expect(await firstOf(subscriptionId)).toMatchObject({ status: "held", hold: { code: "attention", lines: [{ sku: "DN-9000", problem: "not_sold" }] } })
  })
})

test.each([
  { what: "account_is_blocked", sql: "update tenancy.account set status = 'blocked'" }, { what: "po_number_is_missing", sql: "update tenancy.account set po_policy = 'required'" },
])("$what is said as such, and nothing of a line", async ({ what, sql }) => {
  const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" })
  await onAdmin(world.database.adminUrl, sql)
  desk.go(AFTER_CUT_OFF)
  expect(await run()).toMatchObject({ held: 1 })
  expect((await firstOf(subscriptionId)).hold).toMatchObject({ code: "attention", reason: what, lines: [] })
})

test("an order far above what is usual says so to the customer, with amounts, and to the distributor without", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { ceilingPercent: "9999" })
  for (const moment of [AFTER_CUT_OFF, "2027-01-13T11:30:00Z"]) {
    desk.go(moment)
    expect(await run()).toMatchObject({ made: 1 })
  }
  const { lines: [line] } = await desk.page("tim", subscriptionId)
  await desk.change("tim", subscriptionId, { kind: "quantity", lineId: line!.lineId, quantity: "900", at: { scope: "from_next" } })
  desk.go("2027-02-11T11:30:00Z")
  expect(await run()).toMatchObject({ held: 1 })
  const held = (await desk.page("tim", subscriptionId)).upcoming.find((entry) => entry.status === "held")!
  expect(held.hold).toMatchObject({ code: "safety", reason: "far_above_usual", unusual: { total: { currency: "EUR" }, usual: { currency: "EUR" } } })
  expect(await desk.row(`select code, reason from subscriptions.run_item where occurrence_id = '${held.occurrenceId}'`)).toEqual({ code: "safety", reason: "far_above_usual" })
})

describe("a date that cannot be made", () => {
  const breakIt = () => onAdmin(world.database.adminUrl, `alter table ordering.order add constraint broken check (po_number <> 'BROKEN') not valid`)
  const mend = () => onAdmin(world.database.adminUrl, `alter table ordering.order drop constraint broken`)

  test("fails where people see it, with words of ours and not the database's; the next date is written, and it can be tried again", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { poNumber: "BROKEN" })
    await breakIt()
    const seen: unknown[] = []
    for (let hour = 11; hour < 17; hour++) {
      desk.go(`2026-12-11T${hour}:30:00Z`)
      await run({ onError: (error: unknown) => void seen.push(error) })
    }
    await mend()
    expect(seen).toHaveLength(5)
    expect(String(seen[0])).toContain("broken")
    expect(await brief(subscriptionId)).toEqual(["0 failed", "1 planned"])
    const failed = await firstOf(subscriptionId)
    expect(failed).toMatchObject({ status: "failed", reason: "failed", actions: { release: { possible: true }, refuse_price: { possible: true } } })
    expect(await desk.rows(`select reason from subscriptions.run_item where occurrence_id = '${failed.occurrenceId}'`)).toEqual([{ reason: "failed" }])
    expect(await desk.count(`select count(*) n from work.event where name = 'subscriptions.occurrence_failed' and payload ->> 'occurrenceId' = '${failed.occurrenceId}'`)).toBe(1)
    await desk.read("jonas", (work) => releaseHeld(work, { occurrenceId: failed.occurrenceId! }))
    expect(await run()).toMatchObject({ made: 1 })
    expect(await brief(subscriptionId)).toEqual(["0 ordered", "1 planned"])
  })
})

test.each(["en", "de", "fr"] as const)("every reason that a date can have is a sentence in %s", (locale) => {
  for (const why of WHYS) expect((messages[locale] as Record<string, string>)[`subscriptions.why.${why}`], why).toMatch(/\p{L}.*\.$/u)
})

describe("a date that waits can be changed, and the others stay", () => {
  const waiting = async (subscriptionId: string) => {
    const page = await desk.page("tim", subscriptionId)
    return [...page.upcoming, ...page.past].find((entry) => entry.status === "held")!
  }
  test.each([{ what: "whole", wanted: { handbook: "1" } as const, n: 0 }, { what: "the delivery of its own of one line", wanted: { handbook: "1", gloves: "10" } as const, n: -1 }])("$what: swapped as its preview said, moved, and then released", async ({ wanted, n }) => {
    const { subscriptionId } = await desk.subscribe("tim", wanted, { ceilingPercent: "900" })
    await delist("handbook")
    desk.go(AFTER_CUT_OFF)
    await run()
    const held = await waiting(subscriptionId)
    expect(held).toMatchObject({ n, actions: { change: { possible: true }, move: { possible: true }, release: { possible: true } } })
    const swap = { kind: "swap", lineId: held.lines[0]!.lineId, productId: world.productId.mirror, unit: "each", quantity: "2", at: { scope: "this", n } } as const
    const preview = await desk.preview("tim", subscriptionId, swap)
    expect(preview).toMatchObject({ refused: null })
    expect(preview.after.filter(({ changed }) => changed)).toMatchObject([{ n, lines: [{ sku: "DN-3100", quantity: "2" }] }])
    await desk.change("tim", subscriptionId, swap)
    await desk.change("tim", subscriptionId, { kind: "move", n, to: "2026-12-22" })
    expect(await waiting(subscriptionId)).toMatchObject({ n, on: "2026-12-22", hold: { code: "attention" }, lines: [{ sku: "DN-3100", quantity: "2" }] })
    await desk.read("tim", (work) => releaseHeld(work, { occurrenceId: held.occurrenceId! }))
    expect(await run()).toMatchObject({ made: 1 })
    expect(await desk.row(`select l.sku, r.requested_on::text as on from subscriptions.occurrence o join ordering.order r using (order_id) join ordering.order_line l using (order_id) where o.occurrence_id = '${held.occurrenceId}'`)).toEqual({ sku: "DN-3100", on: "2026-12-22" })
    const [next] = (await desk.page("tim", subscriptionId)).upcoming
    expect(next).toMatchObject({ n: 1, on: "2027-01-15" })
    expect(next!.lines.map(({ sku }) => sku)).toContain("DN-9000")
  })

  test("its quantity, and what is left out of it; it is skipped too, and gone with its subscription", async () => {
    const [one, other] = [await desk.subscribe("tim", { gloves: "10", mirror: "1" }), await desk.subscribe("tim", { gloves: "1" })]
    await onAdmin(world.database.adminUrl, "update tenancy.account set status = 'blocked'")
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ held: 2 })
    const { lines } = await waiting(one.subscriptionId)
    await desk.change("tim", one.subscriptionId, { kind: "quantity", lineId: lines[0]!.lineId, quantity: "20", at: { scope: "this", n: 0 } })
    await desk.change("tim", one.subscriptionId, { kind: "remove_line", lineId: lines[1]!.lineId, at: { scope: "this", n: 0 } })
    expect((await waiting(one.subscriptionId)).lines).toMatchObject([{ quantity: "20" }])
    await desk.change("tim", one.subscriptionId, { kind: "skip", n: 0 })
    expect(await brief(one.subscriptionId)).toEqual(["0 skipped", "1 planned"])
    await desk.change("tim", other.subscriptionId, { kind: "cancel" })
    expect(await brief(other.subscriptionId)).toEqual(["0 cancelled", "1 cancelled"])
  })
})

describe("never above what was shown", () => {
  test("what was announced without a price waits for a yes once it has one", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    await onAdmin(world.database.adminUrl, `update pricing.base_price set valid_from = '2099-01-01' where product_id = '${world.productId.mirror}'`)
    desk.go("2026-12-10T08:00:00Z")
    expect(await notifyDue(pool, NETWORK_ID, { now: () => desk.now })).toBe(1)
    await onAdmin(world.database.adminUrl, `update pricing.base_price set valid_from = '2026-01-01' where product_id = '${world.productId.mirror}'`)
    desk.go(AFTER_CUT_OFF)
    expect(await run()).toMatchObject({ held: 1 })
    const held = await firstOf(subscriptionId)
    expect(held).toMatchObject({ hold: { code: "price", reason: "unpriced" }, actions: { accept_price: { possible: true } } })
    await desk.read("tim", (work) => acceptPriceRise(work, { occurrenceId: held.occurrenceId! }))
    expect(await run()).toMatchObject({ made: 1 })
  })

  test.each<{ change: Change; n: number; due: string }>([
    { change: { kind: "skip", n: 0 }, n: 1, due: "2027-01-13T11:30:00Z" }, { change: { kind: "move", n: 0, to: "2026-12-16" }, n: 0, due: "2026-12-14T11:30:00Z" },
    { change: { kind: "pause", until: "2026-12-10" }, n: 0, due: AFTER_CUT_OFF }, { change: { kind: "details", name: "Other" }, n: 0, due: AFTER_CUT_OFF },
  ])("$change.kind does not lift the limit of what nobody announces", async ({ change, n, due }) => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" }, { noticeDays: 0 })
    await desk.change("tim", subscriptionId, change)
    await orders.price("mirror", "9.00")
    desk.go(due)
    await world.worker(undefined, wakePaused, { now: desk.now })
    expect(await run()).toMatchObject({ made: 0, held: 1 })
    await orders.price("mirror", "3.20")
    expect(await brief(subscriptionId)).toContain(`${n} held:price`)
  })

  test.each(["extra", "consume_next"] as const)("what is ordered now costs no more than it did then: %s", async (how) => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" }, { ceilingPercent: "900" })
    await desk.change("tim", subscriptionId, { kind: "order_now", how })
    await orders.price("mirror", "3.21")
    expect(await run()).toMatchObject({ made: 0, held: 1 })
    await orders.price("mirror", "3.20")
    expect(await brief(subscriptionId)).toContain(`${how === "extra" ? -1 : 0} held:price`)
  })
})

/** The distributor repeats the run in which a subscription's first date was held. */
const repeated = async (id: string) => {
  const found = await desk.row(`select i.run_id as id from subscriptions.run_item i join subscriptions.occurrence o using (occurrence_id) where o.subscription_id = '${id}' and o.n = 0`)
  return world.network("wanda", (work) => repeatRun(work, { runId: String(found?.id) }), { now: desk.now })
}

describe("what was announced holds, however a date that waited goes on", () => {
  test.each([
    { by: "the run is repeated", hold: "status = 'failed', hold_code = null, held_at = null", go: async (id: string) => repeated(id) },
    { by: "the account pays again", hold: "status = 'held', hold_code = 'payment', reason = 'account_suspended', held_at = now()", go: async (_id: string) => world.worker("zahnwerk", (work) => releaseAccount(work, world.accountId.lindner, [SUSPENDED]), { now: desk.now }) },
  ])("$by", async ({ hold, go }) => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" }, { ceilingPercent: "5" })
    desk.go("2026-12-10T08:00:00Z")
    expect(await notifyDue(pool, NETWORK_ID, { now: () => desk.now })).toBe(1)
    const promised = async () => (await desk.row(`select ceiling_minor::text as ceiling, notified_at from subscriptions.occurrence where subscription_id = '${subscriptionId}' and n = 0`))!
    const before = await promised()
    desk.go(AFTER_CUT_OFF)
    await onAdmin(world.database.adminUrl, "update tenancy.account set po_policy = 'required'")
    expect(await run()).toMatchObject({ held: 1 })
    await onAdmin(world.database.adminUrl, `update tenancy.account set po_policy = 'optional'; update subscriptions.occurrence set ${hold} where subscription_id = '${subscriptionId}' and n = 0`)
    await orders.price("mirror", "4.80")
    await go(subscriptionId)
    expect(await notifyDue(pool, NETWORK_ID, { now: () => desk.now })).toBe(0)
    expect(await run()).toMatchObject({ made: 0, held: 1 })
    await orders.price("mirror", "3.20")
    expect(await brief(subscriptionId)).toContain("0 held:price")
    expect(await promised()).toEqual(before)
  })
})

test("of a tenant that is closed nothing is announced and nothing comes; opened again, what was missed is caught up", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
  await onAdmin(world.database.adminUrl, "update tenancy.tenant set status = 'suspended' where tenant_id = 1")
  desk.go("2026-12-10T08:00:00Z")
  expect(await notifyDue(pool, NETWORK_ID, { now: () => desk.now })).toBe(0)
  desk.go("2027-01-20T08:00:00Z")
  expect(await run()).toMatchObject({ made: 0, held: 0 })
  await onAdmin(world.database.adminUrl, "update tenancy.tenant set status = 'active' where tenant_id = 1")
  expect(await run()).toMatchObject({ made: 1 })
  expect((await brief(subscriptionId)).filter((row) => row.endsWith("ordered"))).toHaveLength(1)
})

describe("what is ordered now", () => {
  test.each(["extra", "consume_next"] as const)("is refused where it became dearer than its preview showed, and done at what the next preview shows: %s", async (how) => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    const now = (minor: string, expectedVersion: number, n: number) => desk.read("tim", (work) => applyChange(work, { subscriptionId, expectedVersion, change: { kind: "order_now", how }, shown: [{ n, minor }] }))
    const n = how === "extra" ? -1 : 0
    const shown = await desk.preview("tim", subscriptionId, { kind: "order_now", how })
    await orders.price("mirror", "3.50")
    await expect(now(shown.orderedNow!.amount, shown.version, n)).rejects.toMatchObject({ code: "subscriptions.costs_more_than_shown" })
    const again = await desk.preview("tim", subscriptionId, { kind: "order_now", how })
    expect(BigInt(again.orderedNow!.amount)).toBeGreaterThan(BigInt(shown.orderedNow!.amount))
    await now(again.orderedNow!.amount, again.version, n)
    expect(await run()).toMatchObject({ made: 1 })
    await orders.price("mirror", "3.20")
    expect((await desk.rows(`select t.total_minor as total from subscriptions.occurrence c join ordering.order t using (order_id) where c.subscription_id = '${subscriptionId}'`)).map(({ total }) => String(total))).toEqual([again.orderedNow!.amount])
  })

  test("as is another quantity of a date that gets no notice of its own", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" }, { noticeDays: 0 })
    const [line] = (await desk.page("tim", subscriptionId)).lines
    const change = { kind: "quantity", lineId: line!.lineId, quantity: "5", at: { scope: "this", n: 0 } } as const
    const apply = ({ version, after }: Awaited<ReturnType<typeof desk.preview>>) => desk.read("tim", (work) => applyChange(work, { subscriptionId, expectedVersion: version, change, shown: after.flatMap(({ n, total }) => (total ? [{ n, minor: total.amount }] : [])) }))
    const shown = await desk.preview("tim", subscriptionId, change)
    await orders.price("mirror", "3.50")
    await expect(apply(shown)).rejects.toMatchObject({ code: "subscriptions.costs_more_than_shown" })
    await apply(await desk.preview("tim", subscriptionId, change))
    await orders.price("mirror", "3.20")
  })

  test("says nothing of a total where nothing is ordered", async () => {
    const { subscriptionId } = await desk.subscribe("tim", { mirror: "1" })
    expect((await desk.preview("tim", subscriptionId, { kind: "skip", n: 1 })).orderedNow).toBeNull()
  })
})

test("two deliveries of their own share what one date may cost", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { handbook: "1", wrench: "4000", gloves: "10" }, { stockOut: [{ step: "hold" }] })
  desk.go("2026-12-10T08:00:00Z")
  expect(await notifyDue(pool, NETWORK_ID, { now: () => desk.now })).toBe(1)
  await delist("handbook")
  desk.go(AFTER_CUT_OFF)
  expect(await run()).toMatchObject({ made: 1 })
  expect(await brief(subscriptionId)).toEqual(["-2 held:attention", "-1 held:stock", "0 ordered", "1 planned"])
  const [whole] = await desk.rows(`select c.ceiling_minor as ceiling, o.total_minor as total from subscriptions.occurrence c join ordering.order o using (order_id) where c.subscription_id = '${subscriptionId}' and c.n = 0`)
  const parts = (await desk.rows(`select ceiling_minor as ceiling from subscriptions.occurrence where subscription_id = '${subscriptionId}' and n < 0`)).map(({ ceiling }) => BigInt(String(ceiling)))
  expect(parts).toHaveLength(2)
  expect(parts.every((part) => part > 0n)).toBe(true)
  expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(BigInt(String(whole!["ceiling"])) - BigInt(String(whole!["total"])))
})

describe("a date that waits while its subscription takes another rhythm", () => {
  const fortnightly = { kind: "schedule", cadence: { on: "interval", every: 2, unit: "weeks" }, startsOn: "2026-12-28" } as const
  const waitThroughAnotherRhythm = async () => {
    const { subscriptionId } = await desk.subscribe("tim", { gloves: "10", handbook: "1" }, { catchUp: "ask", ceilingPercent: "900" })
    const { lines } = await desk.page("tim", subscriptionId)
    const gloves = lines.find(({ quantity }) => quantity === "10")!
    await desk.change("tim", subscriptionId, { kind: "quantity", lineId: gloves.lineId, quantity: "20", at: { scope: "this", n: 0 } })
    desk.go("2026-12-20T08:00:00Z")
    expect(await run()).toMatchObject({ held: 1 })
    const { occurrenceId } = await firstOf(subscriptionId)
    await desk.change("tim", subscriptionId, fortnightly)
    const held = async () => (await desk.page("tim", subscriptionId)).upcoming.find((entry) => entry.occurrenceId === occurrenceId)!
    return { subscriptionId, occurrenceId: occurrenceId!, lineId: gloves.lineId, held }
  }
  const ordered = (occurrenceId: string) => desk.rows(`select l.quantity::float as quantity from ordering.order_line l where l.order_id = '${occurrenceId}' order by l.quantity`)

  test("keeps its lines, can be changed and moved, and is made as it was changed when it is let go", async () => {
    const { subscriptionId, occurrenceId, lineId, held } = await waitThroughAnotherRhythm()
    const { n, lines, status, hold, actions } = await held()
    expect([status, hold?.code, lines.find((line) => line.lineId === lineId)?.quantity, actions.release.possible, actions.change.possible]).toEqual(["held", "catch_up", "20", true, true])
    const change = { kind: "quantity", lineId, quantity: "30", at: { scope: "this", n } } as const
    const shown = await desk.preview("tim", subscriptionId, change)
    expect(shown.after.filter((one) => one.changed).map((one) => [one.n, one.lines.find((line) => line.lineId === lineId)?.quantity])).toEqual([[n, "30"]])
    await desk.change("tim", subscriptionId, change)
    await desk.change("tim", subscriptionId, { kind: "move", n, to: "2027-01-05" })
    await desk.change("tim", subscriptionId, { ...fortnightly, startsOn: "2027-01-04" })
    expect(await held()).toMatchObject({ on: "2027-01-05", lines: expect.arrayContaining([expect.objectContaining({ lineId, quantity: "30" })]) })
    await desk.read("tim", (work) => releaseHeld(work, { occurrenceId }))
    expect(await run()).toMatchObject({ made: 1 })
    expect(await ordered(occurrenceId)).toEqual([{ quantity: 1 }, { quantity: 30 }])
    expect(await desk.count(`select count(*) n from subscriptions.occurrence where subscription_id = '${subscriptionId}' and status = 'held'`)).toBe(0)
  })

  test("can be left out, and is over with its subscription", async () => {
    const [one, other] = [await waitThroughAnotherRhythm(), await (desk.go("2026-12-01T08:00:00Z"), waitThroughAnotherRhythm())]
    await desk.change("tim", one.subscriptionId, { kind: "skip", n: (await one.held()).n })
    await desk.change("tim", other.subscriptionId, { kind: "cancel" })
    expect(await desk.rows(`select status from subscriptions.occurrence where occurrence_id in ('${one.occurrenceId}', '${other.occurrenceId}') order by status`)).toEqual([{ status: "cancelled" }, { status: "skipped" }])
  })
})

describe("dates that wait for a payment while their subscription takes another rhythm", () => {
  const weekly = { kind: "schedule", cadence: { on: "weekday", everyWeeks: 1, weekday: 2 }, startsOn: "2027-03-01" } as const
  const suspend = () => onAdmin(world.database.adminUrl, `update subscriptions.occurrence set status = 'held', hold_code = 'payment', reason = 'account_suspended', held_at = now() where account_id = '${world.accountId.lindner}' and status in ('planned', 'notified', 'locked')`)
  const pay = () => world.worker("zahnwerk", (work) => releaseAccount(work, world.accountId.lindner, [SUSPENDED]), { now: desk.now })
  const dated = async (id: string) => (await desk.rows(`select due_on::text as on, status, schedule_version as v, came_along as along from subscriptions.occurrence where subscription_id = '${id}' and status <> 'cancelled' order by due_on, n`)).map(({ on, status, v, along }) => `${String(on)} ${String(status)} v${String(v)}${along ? " along" : ""}`)
  /** December and January wait for money; from March on it comes every week. */
  const waitForMoney = async (catchUp: "ship_one" | "ask" = "ship_one") => {
    const { subscriptionId } = await desk.subscribe("tim", { gloves: "10" }, { catchUp })
    await suspend()
    // The schedule goes on beside what waits.
    await onAdmin(world.database.adminUrl, `insert into subscriptions.occurrence (network_id, tenant_id, account_id, subscription_id, occurrence_id, n, schedule_version, status, scheduled_on, due_on, order_at, created_at, updated_at)
      select network_id, tenant_id, account_id, subscription_id, gen_random_uuid(), 1, 1, 'planned', '2027-01-15', '2027-01-15', '2027-01-13T11:00:00Z', created_at, updated_at from subscriptions.occurrence where subscription_id = '${subscriptionId}' and n = 0`)
    await suspend()
    desk.go("2027-01-14T08:00:00Z")
    await desk.change("tim", subscriptionId, weekly)
    return subscriptionId
  }

  test("come along with their lines and can be changed there, as every date that waits", async () => {
    const id = await waitForMoney()
    expect(await dated(id)).toEqual(["2026-12-15 held v2 along", "2027-01-15 held v2 along", "2027-03-02 planned v2"])
    const waiting = (await desk.page("tim", id)).upcoming.filter(({ hold }) => hold?.code === "payment")
    expect(waiting.map(({ on, lines, actions }) => [on, lines.map(({ quantity }) => quantity), actions.change.possible, actions.skip.possible, actions.release.possible])).toEqual([
      ["2026-12-15", ["10"], true, true, false], ["2027-01-15", ["10"], true, true, false],
    ])
    const { lines } = await desk.page("tim", id)
    await desk.change("tim", id, { kind: "quantity", lineId: lines[0]!.lineId, quantity: "30", at: { scope: "this", n: waiting[1]!.n } })
    await desk.change("tim", id, { kind: "skip", n: waiting[0]!.n })
    expect((await desk.page("tim", id)).upcoming.find(({ on }) => on === "2027-01-15")?.lines.map(({ quantity }) => quantity)).toEqual(["30"])
    // And into the rhythm after that.
    await desk.change("tim", id, { ...weekly, startsOn: "2027-04-05" })
    expect(await dated(id)).toEqual(expect.arrayContaining(["2027-01-15 held v3 along", "2027-04-06 planned v3"]))
    expect(await pay()).toBe(1)
    desk.go("2027-01-14T09:00:00Z")
    expect(await run()).toMatchObject({ made: 1 })
    expect(await desk.rows(`select l.quantity::float as quantity from subscriptions.occurrence o join ordering.order_line l using (order_id) where o.subscription_id = '${id}'`)).toEqual([{ quantity: 30 }])
  })

  test("are never a burst when the account pays: the last one covers the others, and what was ordered beside the schedule comes too", async () => {
    const id = await waitForMoney()
    await desk.change("tim", id, { kind: "order_now", how: "extra" })
    await suspend()
    expect(await pay()).toBe(2)
    expect(await dated(id)).toEqual(["2026-12-15 merged v2 along", "2027-01-15 merged v2 along", expect.stringMatching(/^2027-01-\d\d planned v2$/), "2027-03-02 planned v2"])
  })

  test("go on each by itself where the policy is to ask", async () => {
    const id = await waitForMoney("ask")
    expect(await pay()).toBe(2)
    expect(await dated(id)).toEqual(["2026-12-15 planned v2 along", "2027-01-15 planned v2 along", "2027-03-02 planned v2"])
  })
})

test("a date that was missed waits for its answer, however long, and its owner is reminded ever more rarely; the dates after it go on", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { catchUp: "ask" })
  desk.go("2026-12-20T08:00:00Z")
  expect(await run()).toMatchObject({ held: 1 })
  const turn = () => withWork(pool, { audience: "worker", networkId: NETWORK_ID }, automation("subscriptions"), remindHeld, { now: desk.now })
  const reminded: string[] = []
  for (let hours = 12; hours <= 24 * 20; hours += 12) {
    const moment = Temporal.Instant.from("2026-12-20T08:00:00Z").add({ hours })
    desk.go(moment.toString())
    if ((await Promise.all([turn(), turn()])).reduce((sum, n) => sum + n) === 1) reminded.push(moment.toString().slice(0, 10))
  }
  expect(reminded).toEqual(["2026-12-21", "2026-12-22", "2026-12-24", "2026-12-28", "2027-01-05"])
  desk.go("2027-01-13T12:00:00Z")
  expect(await run()).toMatchObject({ made: 1, held: 0 })
  const { occurrenceId, hold, actions } = await firstOf(subscriptionId)
  expect([hold?.code, actions.release.possible, actions.refuse_price.possible]).toEqual(["catch_up", true, true])
  expect(await desk.count(`select count(*) n from work.event where name = 'subscriptions.occurrence_still_held' and payload ->> 'occurrenceId' = '${occurrenceId}'`)).toBe(5)
  await desk.read("tim", (work) => releaseHeld(work, { occurrenceId: occurrenceId! }))
  expect(await run()).toMatchObject({ made: 1 })
  desk.go("2027-02-01T08:00:00Z")
  expect(await turn()).toBe(0)
})

test("a pause that ends by itself stands in the history, the audit and the events, once", async () => {
  const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" })
  await desk.change("tim", subscriptionId, { kind: "pause", until: "2026-12-10" })
  desk.go("2026-12-10T08:00:00Z")
  expect(await world.worker(undefined, wakePaused, { now: desk.now })).toBe(1)
  expect(await world.worker(undefined, wakePaused, { now: desk.now })).toBe(0)
  const page = await desk.page("tim", subscriptionId)
  expect(page.status).toBe("active")
  expect(page.history[0]).toMatchObject({ kind: "resume" })
  expect(await desk.rows(`select name from work.event where payload ->> 'subscriptionId' = '${subscriptionId}' and name in ('subscriptions.pause_ended') `)).toHaveLength(1)
})
