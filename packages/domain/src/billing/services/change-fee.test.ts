import { afterAll, beforeAll, expect, test } from "vitest"
import { savePlan } from "../../subscriptions/index.ts"
import type { Change } from "../../subscriptions/contract.ts"
import { MONTHLY, recurringDesk } from "../../subscriptions/testing.ts"
import type { World } from "../../testing/index.ts"
import { billService, billServices, previewFee } from "../index.ts"
import { checkBillingBooks } from "../statements/check-books.ts"
import { openServiceTill, type Till } from "../testing.ts"

let world: World
let till: Till
let desk: ReturnType<typeof recurringDesk>
let planId: string
const FEE = { name: "Stock management", amount: "3100", everyMonths: 1 }
beforeAll(async () => void ({ world, till, desk, planId } = await openServiceTill(FEE)))
afterAll(() => world.drop())

const taxed = (...[amount, tax, total]: readonly [string, string, string]) => Object.fromEntries(Object.entries({ amount, tax, total }).map(([name, minor]) => [name, { amount: minor, currency: "EUR" }]))
const at = (day: string) => desk.go(`${day}T09:00:00Z`)
const bill = (subscriptionId: string) => world.worker("zahnwerk", (work) => billService(work, subscriptionId), { now: desk.now })
const tick = () => world.worker(undefined, billServices, { now: desk.now })
const begin = async (day = "2026-12-01", more = {}) => {
  at(day)
  const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { planId, startsOn: day, ...more })
  await bill(subscriptionId)
  return subscriptionId
}
const fee = (amount: string | null, from: string, everyMonths = 1): Change => ({ kind: "fee", fee: amount === null ? null : { ...FEE, amount, everyMonths }, from })
const change = async (id: string, what: Change) => {
  await desk.change("petra", id, what)
  await bill(id)
}
const preview = (id: string, what: Change) => desk.read("petra", (work) => previewFee(work, { subscriptionId: id, change: what as Extract<Change, { kind: "fee" | "plan" }> }))
const invoicesOf = async (id: string) => (await till.rows(`select lower(l.period)::text || ' ' || upper(l.period)::text || ' ' || i.net_minor as t from billing.invoice i join billing.invoice_line l using (invoice_id) where i.subscription_id = '${id}' order by i.number`)).map((row) => row.t)
const creditsOf = async (id: string) => (await till.rows(`select c.net_minor::int as net from billing.credit_note c join billing.invoice i using (invoice_id) where i.subscription_id = '${id}' order by c.number`)).map((row) => row.net)
const earnedOf = async (id: string) => Number((await till.one(`select coalesce(sum(r.amount_minor), 0) as n from billing.revenue_release r join billing.invoice i using (invoice_id) where i.subscription_id = '${id}' and r.cause_key like 'days:%'`)).n)

test("another fee from today: the days that are left are credited at the old one and billed at the new one, as the preview said, and the next period is whole", async () => {
  const id = await begin()
  at("2026-12-11")
  const said = await preview(id, fee("6200", "2026-12-11"))
  expect(said).toEqual({
    from: "2026-12-11", before: { ...FEE, amount: { amount: "3100", currency: "EUR" } }, after: { ...FEE, amount: { amount: "6200", currency: "EUR" } }, unbilled: null,
    kept: { from: "2026-12-01", to: "2026-12-10", ...taxed("1000", "190", "1190") }, credited: taxed("2100", "399", "2499"),
    charged: { from: "2026-12-11", to: "2026-12-31", ...taxed("4200", "798", "4998") }, next: { from: "2027-01-01", to: "2027-01-31", ...taxed("6200", "1178", "7378") },
  })
  await change(id, fee("6200", "2026-12-11"))
  expect([await invoicesOf(id), await creditsOf(id)]).toEqual([["2026-12-01 2027-01-01 3100", "2026-12-11 2027-01-01 4200"], [2100]])
  expect(await till.rows(`select i.total_minor::text as invoiced, (select sum(c.total_minor)::text from billing.credit_note c join billing.invoice o using (invoice_id) where o.subscription_id = '${id}') as credited from billing.invoice i where i.subscription_id = '${id}' order by i.number desc limit 1`)).toEqual([{ invoiced: said!.charged!.total.amount, credited: said!.credited!.total.amount }])
  at("2027-01-01")
  expect(await tick()).toBe(1)
  expect(await tick()).toBe(0)
  expect((await invoicesOf(id)).at(-1)).toBe("2027-01-01 2027-02-01 6200")
  expect(await earnedOf(id)).toBe(1000 + 4200)
})

test("another name alone credits and bills nothing again, and stands on the next period", async () => {
  const id = await begin()
  at("2026-12-11")
  const renamed: Change = { kind: "fee", fee: { ...FEE, name: "Stock care" }, from: "2026-12-11" }
  expect(await preview(id, renamed)).toMatchObject({ credited: null, charged: null, next: { from: "2027-01-01", amount: { amount: "3100" } } })
  await change(id, renamed)
  expect([await invoicesOf(id), await creditsOf(id)]).toEqual([["2026-12-01 2027-01-01 3100"], []])
  // The price that follows is charged from its own day, and credits what was billed by the first name.
  await change(id, fee("6200", "2026-12-16"))
  at("2026-12-16")
  await tick()
  expect([await invoicesOf(id), await creditsOf(id)]).toEqual([["2026-12-01 2027-01-01 3100", "2026-12-16 2027-01-01 3200"], [1600]])
  at("2027-01-01")
  await tick()
  expect((await till.rows(`select l.name from billing.invoice i join billing.invoice_line l using (invoice_id) where i.subscription_id = '${id}' order by i.number`)).map(({ name }) => name).at(-1)).toBe(FEE.name)
  expect(await world.worker(undefined, (work) => checkBillingBooks(work))).toEqual([])
})

test("from a day to come it waits for it, the customer sees from when, and an outage over the day changes nothing of what is billed", async () => {
  const id = await begin()
  await change(id, fee("6200", "2026-12-16"))
  expect(await desk.page("tim", id)).toMatchObject({ serviceFee: { amount: { amount: "3100" }, since: null }, feeChanges: [{ from: "2026-12-16", fee: { amount: { amount: "6200" } } }], history: [{ kind: "fee", by: "Petra Vogt", onBehalfOf: expect.stringContaining("Lindner") }, {}] })
  expect(await creditsOf(id)).toEqual([])
  at("2026-12-20")
  await tick()
  expect([await invoicesOf(id), await creditsOf(id), await tick()]).toEqual([["2026-12-01 2027-01-01 3100", "2026-12-16 2027-01-01 3200"], [1600], 0])
  expect(await desk.page("tim", id)).toMatchObject({ serviceFee: { amount: { amount: "6200" }, since: "2026-12-16" }, feeChanges: [] })
})

test("known before its period begins, it cuts the period, and nothing has to be credited", async () => {
  const id = await begin()
  await change(id, fee("6200", "2027-01-16"))
  for (const day of ["2027-01-01", "2027-01-16"]) {
    at(day)
    await tick()
  }
  expect([await invoicesOf(id), await creditsOf(id)]).toEqual([["2026-12-01 2027-01-01 3100", "2027-01-01 2027-01-16 1500", "2027-01-16 2027-02-01 3200"], []])
})

test("it ends from a day on: what was billed beyond it is credited, nothing follows, and a day that an outage skipped is still billed", async () => {
  const id = await begin()
  expect(await preview(id, fee(null, "2027-01-11"))).toMatchObject({ after: null, kept: { from: "2027-01-01", to: "2027-01-10", amount: { amount: "1000" } }, credited: null, charged: null, next: null })
  await change(id, fee(null, "2027-01-11"))
  at("2027-01-20")
  await tick()
  expect([await invoicesOf(id), await creditsOf(id), await tick()]).toEqual([["2026-12-01 2027-01-01 3100", "2027-01-01 2027-01-11 1000"], [], 0])
  expect(await earnedOf(id)).toBe(4100)
  expect(await desk.page("tim", id)).toMatchObject({ serviceFee: null, feeChanges: [] })
})

test("twice on one day, and back again: each time what is billed of the day is what holds, and the last word counts", async () => {
  const id = await begin()
  at("2026-12-11")
  await change(id, fee("6200", "2026-12-11"))
  await change(id, fee("9300", "2026-12-11"))
  expect([await invoicesOf(id), await creditsOf(id)]).toEqual([["2026-12-01 2027-01-01 3100", "2026-12-11 2027-01-01 4200", "2026-12-11 2027-01-01 6300"], [2100, 4200]])
  await change(id, fee("3100", "2026-12-11"))
  expect((await creditsOf(id)).reduce<number>((sum, net) => sum + Number(net), 0)).toBe(2100 + 4200 + 6300)
  const { net } = await till.one(`select (select sum(net_minor) from billing.invoice where subscription_id = '${id}') - (select sum(c.net_minor) from billing.credit_note c join billing.invoice i using (invoice_id) where i.subscription_id = '${id}') as net`)
  expect(Number(net)).toBe(3100)
})

test("what was decided of a day to come is taken back by saying what stays, and touches no invoice", async () => {
  const id = await begin()
  await change(id, fee("6200", "2026-12-20"))
  await change(id, fee("3100", "2026-12-02"))
  expect((await desk.page("tim", id)).feeChanges).toEqual([])
  at("2026-12-25")
  await tick()
  expect([await invoicesOf(id), await creditsOf(id), await tick()]).toEqual([["2026-12-01 2027-01-01 3100"], [], 0])
  await expect(desk.change("petra", id, fee("3100", "2026-12-25"))).rejects.toMatchObject({ code: "subscriptions.fee_is_the_same" })
})

test("another length of period begins anew on its day, from the end of a month too; the days of a change of the clocks are days", async () => {
  const id = await begin("2027-01-31")
  expect(await invoicesOf(id)).toEqual(["2027-01-31 2027-02-28 3100"])
  at("2027-02-28")
  await tick()
  at("2027-03-28")
  await change(id, fee("9200", "2027-03-28", 3))
  expect(await invoicesOf(id)).toEqual(["2027-01-31 2027-02-28 3100", "2027-02-28 2027-03-31 3100", "2027-03-28 2027-06-28 9200"])
  expect(await creditsOf(id)).toEqual([300])
})

test("however often and from however many places it is asked for at once, it is billed and credited once", async () => {
  const id = await begin()
  at("2026-12-11")
  await desk.change("petra", id, fee("6200", "2026-12-11"))
  const done = await Promise.allSettled(Array.from({ length: 10 }, () => bill(id)))
  expect(done.filter((one) => one.status === "rejected")).toEqual([])
  expect([await invoicesOf(id), await creditsOf(id)]).toEqual([["2026-12-01 2027-01-01 3100", "2026-12-11 2027-01-01 4200"], [2100]])
  await expect(till.rows(`insert into billing.service_period (network_id, tenant_id, account_id, subscription_id, line_key, invoice_id, period, fee_version)
    select network_id, tenant_id, account_id, subscription_id, line_key, (select invoice_id from billing.invoice where subscription_id <> '${id}' limit 1), '[2026-12-31,2027-01-02)', 2 from billing.service_period where subscription_id = '${id}' limit 1`)).rejects.toMatchObject({ code: "23P01" })
})

test("whoever does not set prices changes no fee; not in the past, and not of what is over", async () => {
  const id = await begin()
  await expect(desk.change("tim", id, fee("1", "2026-12-01"))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(desk.read("tim", (work) => previewFee(work, { subscriptionId: id, change: fee("1", "2026-12-01") as never }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(desk.change("petra", id, fee("1", "2026-11-30"))).rejects.toMatchObject({ code: "subscriptions.date_is_too_soon", facts: { earliest: "2026-12-01" } })
  await desk.change("tim", id, { kind: "cancel" })
  await expect(desk.change("petra", id, fee("1", "2026-12-01"))).rejects.toMatchObject({ code: "subscriptions.subscription_is_over" })
})

test("another plan takes its terms and its fee along: by the customer, or by the dealer with both names", async () => {
  const other = await desk.read("petra", (work) => savePlan(work, { plan: { name: "Full care", cadences: [MONTHLY], discountPercent: "10", noticeDays: 9, serviceFee: { ...FEE, amount: "6200" } } }))
  const id = await begin()
  at("2026-12-11")
  const move: Change = { kind: "plan", planId: other.planId }
  const [before, { after }] = [await desk.preview("tim", id, { kind: "details" }), await desk.preview("tim", id, move)]
  expect(Number(after[0]!.total!.amount)).toBeLessThan(Number(before.after[0]!.total!.amount))
  expect(await desk.read("tim", (work) => previewFee(work, { subscriptionId: id, change: { kind: "plan", planId: other.planId } }))).toMatchObject({ credited: { amount: { amount: "2100" } }, charged: { amount: { amount: "4200" } } })
  await desk.change("tim", id, move)
  await bill(id)
  expect(await desk.page("tim", id)).toMatchObject({ plan: { name: "Full care", discountPercent: "10" }, noticeDays: 9, serviceFee: { amount: { amount: "6200" }, since: "2026-12-11" }, history: [{ kind: "plan", onBehalfOf: null, detail: { name: "Full care", before: "Stock care" } }, {}] })
  expect([await invoicesOf(id), await creditsOf(id)]).toEqual([["2026-12-01 2027-01-01 3100", "2026-12-11 2027-01-01 4200"], [2100]])
  await expect(desk.change("tim", id, move)).rejects.toMatchObject({ code: "subscriptions.plan_is_the_same" })
  await desk.change("petra", id, { kind: "plan", planId })
  expect((await desk.page("tim", id)).history[0]).toMatchObject({ kind: "plan", by: "Petra Vogt", onBehalfOf: expect.stringContaining("Lindner") })
  await expect(desk.change("tim", id, { kind: "plan", planId: (await desk.read("petra", (work) => savePlan(work, { plan: { name: "Weekly", cadences: [{ on: "weekday", everyWeeks: 1, weekday: 2 }] } }))).planId })).rejects.toMatchObject({ code: "subscriptions.cadence_not_offered" })
})

test("after all of this the books agree with the documents", async () => {
  expect(await world.worker(undefined, checkBillingBooks)).toEqual([])
})
