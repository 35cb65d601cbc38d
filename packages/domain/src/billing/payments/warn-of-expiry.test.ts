import { afterAll, beforeAll, expect, test } from "vitest"
import { Temporal } from "@entrepot/kernel"
import type { World } from "../../testing/index.ts"
import { followMethod, followUpPayments, listMethods, methodToRead, warnOfExpiry } from "../index.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
let methodId: string
beforeAll(async () => {
  ;({ world, till } = await openTill())
  methodId = await till.card()
  await till.rows(`update billing.payment_method set exp_month = 3, exp_year = 2031, created_at = '2030-01-01' where method_id = '${methodId}'`)
  // Nothing but methods is asked about here.
  await till.rows("update billing.payment_setting set reconciled_at = 'infinity'")
})
afterAll(() => world.drop())

const on = (day: string) => Temporal.Instant.from(`${day}T12:00:00Z`)
const warn = (day: string) => world.worker(undefined, (work) => warnOfExpiry(work), { now: on(day) })
/** What the clock does every few minutes: the provider is asked where it is time to. */
const ask = async (day: string) => {
  const asked = await world.worker(undefined, (work) => followUpPayments(work), { now: on(day) })
  if (asked > 0) await world.worker("zahnwerk", (work) => methodToRead(work, methodId), { now: on(day) })
  return asked
}
const warned = async () => (await till.rows("select payload from work.event where name = 'billing.method_expiring' order by event_id")).map(({ payload }) => [(payload as { expiresOn: string }).expiresOn, (payload as { days: number }).days])
const renew = (year: number, version: number) => world.worker("zahnwerk", (work) => followMethod(work, "pm_1", { status: "attached", version, method: { methodRef: "pm_1", kind: "card", brand: "visa", last4: "4242", expMonth: 3, expYear: year } }))

test("every method is asked about once, and the one that is charged again as soon as it is about to expire", async () => {
  expect(await ask("2030-06-01")).toBe(1)
  expect(await ask("2030-06-03")).toBe(0)
  expect(await ask("2031-02-27")).toBe(0)
  expect(await warn("2031-03-02")).toBe(0)
  expect(await ask("2031-02-28")).toBe(1)
})

test("a card is warned of thirty and seven days before its month ends, once each, however often and in however many places the clock ticks", async () => {
  expect(await warn("2031-02-28")).toBe(0)
  expect((await Promise.all([warn("2031-03-01"), warn("2031-03-01"), warn("2031-03-01")])).toSorted()).toEqual([0, 0, 1])
  expect(await warn("2031-03-23")).toBe(0)
  expect(await warn("2031-03-24")).toBe(1)
  for (const day of ["2031-03-24", "2031-03-31", "2031-04-01"]) expect(await warn(day)).toBe(0)
  expect(await warned()).toEqual([["2031-03-31", 30], ["2031-03-31", 7]])
  const seen = (day: string) => world.portal("sofia", (work) => listMethods(work), { now: on(day) }).then(({ methods }) => methods.map(({ expired, expiresSoon }) => [expired, expiresSoon]))
  expect([await seen("2031-02-28"), await seen("2031-03-01"), await seen("2031-03-31"), await seen("2031-04-01")]).toEqual([[[false, false]], [[false, true]], [[false, true]], [[true, false]]])
})

test("one that was renewed is warned of before its new month ends; one that was missed is warned of once, and one that is not charged never", async () => {
  await renew(2032, 5)
  expect(await warn("2031-03-30")).toBe(0)
  await ask("2032-03-28")
  expect(await warn("2032-03-28")).toBe(1)
  expect(await warn("2032-03-31")).toBe(0)
  expect((await warned()).at(-1)).toEqual(["2032-03-31", 7])
  await renew(2033, 6)
  await ask("2033-03-10")
  for (const change of ["refused_at = now()", "refused_at = null, is_default = false", "is_default = true, detached_at = now()"]) {
    await till.rows(`update billing.payment_method set ${change}`)
    expect(await warn("2033-03-10"), change).toBe(0)
  }
  await till.rows("update billing.payment_method set detached_at = null; update billing.payment_setting set cards_enabled = false")
  expect(await warn("2033-03-10")).toBe(0)
})
