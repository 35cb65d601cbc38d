import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { createPool, type AudiencePool } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { createWorld, NETWORK_ID, type World } from "../testing/index.ts"
import { HOLD_CODES, type HoldCode } from "./contract.ts"
import { acceptPriceRise, refuseHeld, releaseHeld, runDue } from "./index.ts"
import { recurringDesk } from "./testing.ts"

let world: World
let desk: ReturnType<typeof recurringDesk>
let pool: AudiencePool

beforeAll(async () => {
  world = await createWorld()
  desk = recurringDesk(world)
  pool = createPool("worker", world.database.urlOf("worker"), { max: 8 })
})
afterEach(async () => {
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
