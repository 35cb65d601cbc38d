import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { createPool, type AudiencePool } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { NETWORK_ID, type World } from "../testing/index.ts"
import { deskIn } from "../ordering/testing.ts"
import { listHealth, listRuns, releaseParked, runDue, runPage, skipParked } from "./index.ts"
import { openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
let pool: AudiencePool
beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
  pool = createPool("worker", world.database.urlOf("worker"))
  await deskIn(world).limit("lindner", null)
})
afterAll(async () => {
  await pool.end()
  await world.drop()
})
beforeEach(() => desk.go("2026-12-01T08:00:00Z"))

const staff = <T>(task: Parameters<typeof world.network<T>>[1], who: "wanda" | "bert" = "wanda") => world.network(who, task, { now: desk.now })
const run = () => runDue(pool, NETWORK_ID, { now: () => desk.now })
const orders = () => desk.count("select count(*) n from ordering.order where standing")

/** A monthly subscription whose first date was parked on its day. */
async function park() {
  const { subscriptionId } = await desk.subscribe("tim", { handbook: "1" })
  desk.go("2026-12-14T12:00:00Z")
  await onAdmin(world.database.adminUrl, `update subscriptions.occurrence set status = 'held', hold_code = 'safety', held_at = '2026-12-14T11:00:00Z', attempts = 5 where subscription_id = '${subscriptionId}'`)
  const row = await desk.row(`select occurrence_id as id from subscriptions.occurrence where subscription_id = '${subscriptionId}'`)
  return { subscriptionId, ask: { tenantId: 1, occurrenceId: String(row!.id), reason: "Asked the practice" } }
}

test("a parked one is released once, however many press at once, and makes one order; the customer reads who and why", async () => {
  const { subscriptionId, ask } = await park()
  const before = await orders()
  const pressed = await Promise.allSettled([1, 2, 3].map(() => staff((work) => releaseParked(work, ask))))
  expect(pressed.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"])
  expect(pressed.find((each) => each.status === "rejected")).toMatchObject({ reason: { code: "subscriptions.is_not_held" } })
  await Promise.all([run(), run()])
  expect(await orders()).toBe(before + 1)
  await expect(staff((work) => releaseParked(work, ask))).rejects.toMatchObject({ code: "subscriptions.is_not_held" })
  const { history } = await desk.page("tim", subscriptionId)
  expect(history.find(({ kind }) => kind === "released")).toMatchObject({ by: "Wanda Lange", reason: "Asked the practice" })
  expect(await desk.row(`select cleared, attempts from subscriptions.occurrence where occurrence_id = '${ask.occurrenceId}'`)).toEqual({ cleared: ["safety"], attempts: 1 }) // and it has every attempt anew
  expect(await desk.count(`select count(*) n from work.audit_entry where action = 'subscription.released' and subject_id = '${ask.occurrenceId}' and tenant_id = 1`)).toBe(1)
})

test("what is held is counted over all of them, whatever page is looked at", async () => {
  await park()
  await park()
  const { rows, heldBy } = await desk.read("jonas", (work) => listHealth(work, { health: ["held"], limit: 1 }))
  const held = await desk.count("select count(distinct subscription_id) n from subscriptions.occurrence where status = 'held' and tenant_id = 1")
  expect([rows.length, heldBy]).toEqual([1, [{ code: "safety", count: held }]])
})

test("a skipped one makes no order, and the date after it stays where the schedule has it", async () => {
  const { subscriptionId, ask } = await park()
  const before = await orders()
  await staff((work) => skipParked(work, ask))
  await run()
  expect(await orders()).toBe(before)
  expect(await desk.rows(`select n, status, reason, due_on::text as on from subscriptions.occurrence where subscription_id = '${subscriptionId}' order by n`)).toMatchObject([{ n: 0, status: "skipped", reason: "Asked the practice" }, { n: 1, status: "planned", on: "2027-01-15" }])
  const { rows: [day] } = await staff((work) => listRuns(work, {}))
  const { items } = await staff((work) => runPage(work, { runId: day!.runId, outcome: ["skipped"] }))
  expect(items).toMatchObject([{ occurrenceId: ask.occurrenceId, outcome: "skipped", reason: "Asked the practice", open: false }])
})

test("one that was ordered beside the schedule is over at once when it is skipped", async () => {
  const { subscriptionId, ask } = await park()
  await onAdmin(world.database.adminUrl, `update subscriptions.occurrence set n = -1 where subscription_id = '${subscriptionId}'`)
  await staff((work) => skipParked(work, ask))
  expect(await desk.row(`select status, order_at from subscriptions.occurrence where occurrence_id = '${ask.occurrenceId}'`)).toEqual({ status: "skipped", order_at: null })
})

test("what waits for the customer's word is not the distributor's to decide, another tenant's number finds nothing, and not everybody may", async () => {
  const { ask } = await park()
  await expect(staff((work) => releaseParked(work, ask), "bert")).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(staff((work) => releaseParked(work, { ...ask, tenantId: 2 }))).rejects.toMatchObject({ code: "subscriptions.is_not_held" })
  await onAdmin(world.database.adminUrl, `update subscriptions.occurrence set hold_code = 'price' where occurrence_id = '${ask.occurrenceId}'`)
  await expect(staff((work) => skipParked(work, ask))).rejects.toMatchObject({ code: "subscriptions.is_not_held" })
})
