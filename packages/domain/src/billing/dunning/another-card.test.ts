import { afterAll, beforeAll, expect, test } from "vitest"
import { newId, Temporal } from "@entrepot/kernel"
import { eur } from "../../ordering/testing.ts"
import type { World } from "../../testing/index.ts"
import { applyPaymentOutcome, applySetup, dunTenant, followMethod, makeDefault, startSetup } from "../index.ts"
import { collectAutomatically } from "../payments/collect.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
beforeAll(async () => {
  ;({ world, till } = await openTill())
  await till.card()
})
afterAll(() => world.drop())

const accountId = () => world.accountId.lindner
const later = (days: number) => Temporal.Now.instant().add({ hours: 24 * days })
const worker = <T>(task: Parameters<typeof world.worker<T>>[1], days = 0) => world.worker("zahnwerk", task, { now: later(days) })
const dun = (days: number) => worker((work) => dunTenant(work), days)
const stage = async () => (await till.one(`select stage from billing.dunning_case where account_id = '${accountId()}'`)).stage
const tried = (invoiceId: string) => till.rows(`select a.attempt_id as id, a.cause, a.status, m.method_ref as ref from billing.attempt_invoice x join billing.payment_attempt a using (network_id, tenant_id, account_id, attempt_id) join billing.payment_method m using (network_id, tenant_id, account_id, method_id) where x.invoice_id = '${invoiceId}' order by a.created_at, a.attempt_id`)

/** An invoice whose charge was refused for good, on a day. */
async function refused(days = 0): Promise<{ invoiceId: string; totalMinor: bigint }> {
  const { invoiceId, totalMinor } = await till.invoice()
  await till.rows(`update billing.invoice set collect = 'automatic' where invoice_id = '${invoiceId}'`)
  const { attemptId } = (await worker((work) => collectAutomatically(work, { accountId: accountId(), invoiceId, cause: "automatic" }), days)) as { attemptId: string }
  await worker((work) => applyPaymentOutcome(work, attemptId, { status: "failed", version: 1, paymentRef: `pi_${newId()}`, decline: "hard", code: "expired_card", message: "" }), days)
  return { invoiceId, totalMinor }
}

test("a card that its bank renewed counts as a new one: it is tried the next time that dunning runs, spends no try, and what it pays lifts the restriction", async () => {
  const { invoiceId, totalMinor } = await refused()
  await dun(61)
  expect([await stage(), (await tried(invoiceId)).length]).toEqual(["restricted", 1])
  await worker((work) => followMethod(work, "pm_1", { status: "attached", version: 9, method: { methodRef: "pm_1", kind: "card", brand: "visa", last4: "0119", expMonth: 3, expYear: 2098 } }), 62)
  for (const day of [62, 62]) await dun(day)
  const [, again, ...none] = await tried(invoiceId)
  expect([again, none]).toMatchObject([{ cause: "automatic", status: "created", ref: "pm_1" }, []])
  await expect(till.desk.place("tim", { mirror: "1" })).rejects.toMatchObject({ code: "ordering.account_is_restricted" })
  await worker((work) => applyPaymentOutcome(work, String(again!.id), { status: "succeeded", version: 2, paymentRef: "pi_again", amount: eur(totalMinor) }), 62)
  await worker((work) => dunTenant(work, accountId()), 62)
  expect(await stage()).toBe("none")
  expect((await till.desk.place("tim", { mirror: "1" })).status).toBe("confirmed")
})

test("a card that is added after the default was refused takes its place and is tried; another one that is made the default is, too", async () => {
  const { invoiceId } = await refused(100)
  const add = async (methodRef: string, days: number) => {
    const { setupId } = await world.portal("sofia", (work) => startSetup(work, {}), { now: later(days) })
    await worker((work) => applySetup(work, setupId, { status: "succeeded", version: 1, setupRef: `cs_${methodRef}`, method: { methodRef, kind: "card", brand: "visa", last4: "1881", expMonth: 12, expYear: 2099 } }), days)
    return String((await till.one(`select method_id as id from billing.payment_method where method_ref = '${methodRef}'`)).id)
  }
  await dun(101)
  expect(await tried(invoiceId)).toHaveLength(1)
  await add("pm_2", 101)
  const third = await add("pm_3", 101)
  await dun(101)
  const second = (await tried(invoiceId))[1]
  expect(second).toMatchObject({ ref: "pm_2", cause: "automatic" })
  await worker((work) => applyPaymentOutcome(work, String(second!.id), { status: "failed", version: 2, paymentRef: "pi_2", decline: "hard", code: "lost_card", message: "" }), 102)
  await dun(103)
  expect(await tried(invoiceId)).toHaveLength(2)
  await world.portal("sofia", (work) => makeDefault(work, { methodId: third }), { now: later(103) })
  await dun(103)
  expect((await tried(invoiceId)).map((one) => one.ref)).toEqual(["pm_1", "pm_2", "pm_3"])
})
