import { afterAll, beforeAll, expect, test } from "vitest"
import { newId, Temporal } from "@entrepot/kernel"
import { eur } from "../../ordering/testing.ts"
import { runDue } from "../../subscriptions/index.ts"
import { recurringDesk } from "../../subscriptions/testing.ts"
import { NETWORK_ID, type World } from "../../testing/index.ts"
import { dunTenant, recordPayment, runDunning } from "../index.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

const later = (days: number) => Temporal.Now.instant().add({ hours: 24 * days })

test("what fell due while nothing was ordered on credit says so, and comes as soon as all is paid: one for all that was missed", async () => {
  const desk = recurringDesk(world)
  const run = () => runDue(world.database.pools.worker, NETWORK_ID, { now: () => desk.now, onError: (error) => { throw error } })
  const brief = async (id: string) => (await desk.rows(`select n, status, coalesce(':' || hold_code || ':' || reason, '') as why from subscriptions.occurrence where subscription_id = '${id}' order by n`)).map((row) => `${row.n} ${row.status}${row.why}`)
  const { totalMinor } = await till.invoice()
  const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { cadence: { on: "weekday", everyWeeks: 1, weekday: 2 } })
  await world.worker(undefined, (work) => runDunning(work), { now: later(61) })
  expect((await till.one(`select stage from billing.dunning_case where account_id = '${world.accountId.lindner}'`)).stage).toBe("restricted")
  for (const day of ["2026-12-05", "2026-12-12"]) {
    desk.go(`${day}T11:30:00Z`)
    expect(await run()).toMatchObject({ made: 0, held: 1 })
  }
  expect(await brief(subscriptionId)).toEqual(["0 held:payment:account_restricted", "1 held:payment:account_restricted", "2 planned"])
  const { upcoming } = await desk.page("tim", subscriptionId)
  expect(upcoming[0]).toMatchObject({ hold: { code: "payment", reason: "account_restricted", lines: [] }, actions: { release: { possible: false } } })
  await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: eur(totalMinor), receivedOn: later(-1).toString().slice(0, 10), invoices: null }))
  await world.worker("zahnwerk", (work) => dunTenant(work, world.accountId.lindner), { now: later(62) })
  expect(await brief(subscriptionId)).toEqual(["0 merged", "1 planned", "2 planned"])
  expect(await run()).toMatchObject({ made: 1 })
  expect(await brief(subscriptionId)).toEqual(["0 merged", "1 ordered", "2 planned"])
})
