import { afterAll, beforeAll, expect, test } from "vitest"
import { createPool, type AudiencePool } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { allocationSettings, saveAllocationPolicy } from "../ordering/index.ts"
import type { AllocationPolicy } from "../ordering/contract.ts"
import { deskIn } from "../ordering/testing.ts"
import { NETWORK_ID, type World } from "../testing/index.ts"
import { demandAllocation, listRuns, repeatRun, runDue, runPage, subscriptionDemand } from "./index.ts"
import { openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
let pool: AudiencePool
beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
  pool = createPool("worker", world.database.urlOf("worker"))
  const weekly = { on: "weekday", everyWeeks: 1, weekday: 4 } as const
  await desk.subscribe("tim", { handbook: "10", gloves: "5" }, { cadence: weekly })
  await desk.subscribe("karl", { handbook: "30" }, { cadence: { on: "day_of_month", everyMonths: 1, day: 11 } })
  await desk.subscribe("lily", { handbook: "20" }, { cadence: weekly, startsOn: "2026-12-08" })
})
afterAll(async () => {
  await pool.end()
  await world.drop()
})
const staff = <T>(task: Parameters<typeof world.network<T>>[1]) => world.network("wanda", task, { now: desk.now })

test("demand of every partner is added up by product and week, beside what is there, and says when it runs short", async () => {
  const view = await staff((work) => subscriptionDemand(work, { weeks: 3 }))
  const handbook = view.rows.find((row) => row.sku === "DN-9000")!
  expect(view.weeks).toEqual(["2026-11-30", "2026-12-07", "2026-12-14"])
  expect(handbook.weeks).toEqual([{ weekOf: "2026-11-30", quantity: "10", subscriptions: 1 }, { weekOf: "2026-12-07", quantity: "60", subscriptions: 3 }, { weekOf: "2026-12-14", quantity: "30", subscriptions: 2 }])
  expect(handbook).toMatchObject({ total: "100", available: "50", shortFrom: "2026-12-07" })
  const one = await staff((work) => subscriptionDemand(work, { productId: world.productId.gloves, weeks: 1 }))
  expect(one.rows.map((row) => [row.sku, row.total])).toEqual([["DN-1001", "5"]])
})

test.each<{ by: string; policy: AllocationPolicy; given: string[] }>([
  { by: "date", policy: { steps: [{ by: "promised" }, { by: "queued" }], sharing: "in_turn" }, given: ["10", "10", "20", "10"] },
  { by: "size", policy: { steps: [{ by: "largest" }], sharing: "in_turn" }, given: ["30", "20", "0", "0"] },
  { by: "date, in fair shares", policy: { steps: [{ by: "promised" }, { by: "queued" }], sharing: "fair_share" }, given: ["7", "7", "14", "22"] },
])("what there is, given out by $by as the network's policy says, adds up", async ({ policy, given }) => {
  const { version } = await staff(allocationSettings)
  await staff((work) => saveAllocationPolicy(work, { version, policy, reason: "test" }))
  const view = await staff((work) => demandAllocation(work, { productId: world.productId.handbook, weeks: 2 }))
  expect(view.policyVersion).toBe(version + 1)
  expect(view.rows.map((row) => row.allocated)).toEqual(given)
})

test("an order that waits is ranked among the subscriptions", async () => {
  const { version } = await staff(allocationSettings)
  await staff((work) => saveAllocationPolicy(work, { version, policy: { steps: [{ by: "orders" }, { by: "promised" }], sharing: "in_turn" }, reason: "test" }))
  const { orderId } = await deskIn(world).place("nora", { handbook: "60" })
  const view = await staff((work) => demandAllocation(work, { productId: world.productId.handbook, weeks: 2 }))
  expect(view.rows[0]).toMatchObject({ order: { orderId }, subscriptionNumber: null, wanted: "10", allocated: "0" })
  await deskIn(world).cancel("nora", orderId)
})

test("a run says what was made and what was not, and is repeated without harm", async () => {
  desk.go("2026-12-09T20:00:00Z")
  await deskIn(world).limit("kern", null)
  const failing = String((await desk.row("select o.occurrence_id id from subscriptions.occurrence o join subscriptions.subscription s using (network_id, tenant_id, account_id, subscription_id) where s.name is not null and o.tenant_id = 2"))!.id)
  await onAdmin(world.database.adminUrl, `update subscriptions.occurrence set attempts = 9, due_on = '2026-12-10' where occurrence_id = '${failing}'`)
  await onAdmin(world.database.adminUrl, `update ordering.document_number set kind = 'order_gone' where tenant_id = 2 and kind = 'order'`)
  const run = () => runDue(pool, NETWORK_ID, { now: () => desk.now, onError: () => undefined })
  await run()
  const { rows: [row], waiting } = await staff((work) => listRuns(work, {}))
  expect(row).toMatchObject({ on: "2026-12-09", counts: { failed: 1 }, tenants: 2 })
  expect(waiting).toBe(0)
  const page = await staff((work) => runPage(work, { runId: row!.runId, outcome: ["failed"] }))
  expect(page.items).toMatchObject([{ tenantName: "BluePeak", outcome: "failed", order: null }])
  expect(page.repeatable).toBe(1)
  await onAdmin(world.database.adminUrl, `update ordering.document_number set kind = 'order' where tenant_id = 2 and kind = 'order_gone'`)
  const orders = await desk.count("select count(*) n from ordering.order")
  expect((await staff((work) => repeatRun(work, { runId: row!.runId }))).requeued).toBe(1)
  await run()
  expect((await staff((work) => repeatRun(work, { runId: row!.runId }))).requeued).toBe(0)
  // The customer reads who tried again what had failed; the tenant's audit says it once, the distributor's own each time.
  const told = () => desk.rows(`select c.tenant_id as tenant, c.detail ->> 'code' as code, c.detail ->> 'run' as run, c.actor ->> 'name' as by, c.from_n = o.n and c.to_n = o.n and c.subscription_id = o.subscription_id as fits
    from subscriptions.occurrence_change c, subscriptions.occurrence o where c.kind = 'run_repeated' and o.occurrence_id = '${failing}'`)
  expect(await told()).toEqual([{ tenant: 2, code: "failed", run: "2026-12-09", by: "Wanda Lange", fits: true }])
  const failed = String((await desk.row(`select subscription_id as id from subscriptions.occurrence where occurrence_id = '${failing}'`))!["id"])
  expect((await desk.page("lily", failed)).history.filter(({ kind }) => kind === "run_repeated")).toMatchObject([{ by: "Wanda Lange", detail: { run: "2026-12-09" } }])
  expect(await desk.rows("select tenant_id, actor ->> 'name' as by, (after ->> 'requeued')::int as n from work.audit_entry where action = 'subscriptions.run_repeated' order by tenant_id, n")).toEqual([
    { tenant_id: 0, by: "Wanda Lange", n: 0 }, { tenant_id: 0, by: "Wanda Lange", n: 1 }, { tenant_id: 2, by: "Wanda Lange", n: 1 },
  ])
  await run()
  expect(await desk.count("select count(*) n from ordering.order")).toBe(orders + 1)
  expect(await desk.count("select count(*) n from ordering.order o where o.standing <> exists (select from subscriptions.occurrence c where c.order_id = o.order_id)")).toBe(0)
  await expect(world.network("bert", (work) => repeatRun(work, { runId: row!.runId }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
