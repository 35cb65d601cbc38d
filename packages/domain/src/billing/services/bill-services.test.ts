import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { Temporal } from "@entrepot/kernel"
import type { recurringDesk } from "../../subscriptions/testing.ts"
import type { World } from "../../testing/index.ts"
import { billService, billServices, invoiceView, voidInvoice } from "../index.ts"
import { checkBillingBooks } from "../statements/check-books.ts"
import { openServiceTill, type Till } from "../testing.ts"

let world: World
let till: Till
let desk: ReturnType<typeof recurringDesk>
let planId: string
beforeAll(async () => void ({ world, till, desk, planId } = await openServiceTill()))
afterAll(() => world.drop())

const at = (day: string) => desk.go(`${day}T09:00:00Z`)
const bill = (subscriptionId: string) => world.worker("zahnwerk", (work) => billService(work, subscriptionId), { now: desk.now })
const tick = () => world.worker(undefined, billServices, { now: desk.now })
const begin = async (day = "2026-12-01") => {
  at(day)
  const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { planId, startsOn: day })
  await bill(subscriptionId)
  return subscriptionId
}
const invoicesOf = async (id: string) => (await till.rows(`select lower(l.period)::text || ' ' || upper(l.period)::text || ' ' || i.net_minor as t from billing.invoice i join billing.invoice_line l using (invoice_id) where i.subscription_id = '${id}' order by i.number`)).map((row) => row.t)
const creditsOf = async (id: string) => (await till.rows(`select c.reason_code, c.net_minor::int as net from billing.credit_note c join billing.invoice i using (invoice_id) where i.subscription_id = '${id}' order by c.number`)).map((row) => `${String(row.reason_code)} ${String(row.net)}`)
/** What of a subscription's invoices is earned, and still deferred. */
const revenue = async (id: string) => till.one(`select coalesce(sum(e.earned), 0)::int as earned, coalesce(sum(i.deferred_minor - e.released), 0)::int as deferred from billing.invoice i cross join lateral (
  select coalesce(sum(amount_minor) filter (where cause_key like 'days:%'), 0) as earned, coalesce(sum(amount_minor), 0) as released from billing.revenue_release r where r.invoice_id = i.invoice_id) e where i.subscription_id = '${id}'`)

describe("a plan's service fee", () => {
  test("is billed in advance for the period that begins, with tax, deferred, and shown on the subscription", async () => {
    const id = await begin()
    expect(await invoicesOf(id)).toEqual(["2026-12-01 2027-01-01 3100"])
    expect(await revenue(id)).toEqual({ earned: 0, deferred: 3100 })
    const { invoice_id: invoiceId } = await till.one(`select invoice_id from billing.invoice where subscription_id = '${id}'`)
    expect(await world.portal("sofia", (work) => invoiceView(work, { invoiceId: String(invoiceId) }))).toMatchObject({ source: "service", tax: { amount: "589" }, lines: [{ name: "Stock management", period: { from: "2026-12-01" } }] })
    expect(await desk.page("tim", id)).toMatchObject({ serviceFee: { name: "Stock management", amount: { amount: "3100", currency: "EUR" }, everyMonths: 1 } })
    await expect(world.portal("felix", (work) => voidInvoice(work, { invoiceId: String(invoiceId), reason: "no" }))).rejects.toMatchObject({ code: "billing.service_is_credited" })
  })

  test("is earned day by day, each day once, and the next period is billed when it begins, also after an outage", async () => {
    const id = await begin()
    at("2026-12-11")
    await tick()
    await tick()
    expect(await revenue(id)).toEqual({ earned: 1000, deferred: 2100 })
    at("2027-02-02")
    await tick()
    expect(await invoicesOf(id)).toEqual(["2026-12-01 2027-01-01 3100", "2027-01-01 2027-02-01 3100", "2027-02-01 2027-03-01 3100"])
    expect(await revenue(id)).toEqual({ earned: 6200 + 111, deferred: 3100 - 111 })
    expect(await tick()).toBe(0)
  })

  test("is credited for the days that are left when somebody cancels, and never earned for them", async () => {
    const id = await begin()
    at("2026-12-16")
    await desk.change("tim", id, { kind: "cancel" })
    await bill(id)
    await bill(id)
    expect(await creditsOf(id)).toEqual(["cancelled 1600"])
    expect(await revenue(id)).toEqual({ earned: 1500, deferred: 0 })
    at("2027-01-20")
    await tick()
    expect(await invoicesOf(id)).toHaveLength(1)
  })

  test("rests in a pause, and what is billed afterwards and credited before adds up to the days of service", async () => {
    const id = await begin()
    at("2026-12-11")
    await desk.change("tim", id, { kind: "pause" })
    await bill(id)
    at("2026-12-21")
    await desk.change("tim", id, { kind: "resume", catchUp: "skip_missed" }).catch(() => desk.change("tim", id, { kind: "resume" }))
    await bill(id)
    expect(await creditsOf(id)).toEqual(["cancelled 2100"])
    expect(await invoicesOf(id)).toEqual(["2026-12-01 2027-01-01 3100", "2026-12-21 2027-01-01 1100"])
    at("2027-01-01")
    await bill(id)
    expect(await revenue(id)).toMatchObject({ earned: 2100, deferred: 3100 })
  })

  test("paused and resumed twice on one day costs the day once", async () => {
    const id = await begin()
    at("2026-12-11")
    for (let n = 0; n < 2; n++) {
      await desk.change("tim", id, { kind: "pause" })
      await bill(id)
      await desk.change("tim", id, { kind: "resume" })
      await bill(id)
    }
    const { net } = await till.one(`select (select sum(net_minor) from billing.invoice where subscription_id = '${id}') - (select sum(c.net_minor) from billing.credit_note c join billing.invoice i using (invoice_id) where i.subscription_id = '${id}') as net`)
    expect(Number(net)).toBe(3100)
  })

  test("is billed once, when twenty see at the same moment that it is due", async () => {
    at("2026-12-01")
    const { subscriptionId } = await desk.subscribe("tim", { gloves: "1" }, { planId, startsOn: "2026-12-01" })
    const done = await Promise.allSettled(Array.from({ length: 20 }, () => bill(subscriptionId)))
    expect(done.filter((one) => one.status === "rejected")).toEqual([])
    expect(await invoicesOf(subscriptionId)).toHaveLength(1)
  })

  test("is not charged twice for a day, whoever tries: the database refuses the overlap", async () => {
    const id = await begin()
    await expect(till.rows(`insert into billing.service_period (network_id, tenant_id, account_id, subscription_id, line_key, invoice_id, period)
      select network_id, tenant_id, account_id, subscription_id, line_key, (select invoice_id from billing.invoice where subscription_id <> '${id}' limit 1), '[2026-12-31,2027-01-15)' from billing.service_period where subscription_id = '${id}'`)).rejects.toMatchObject({ code: "23P01" })
  })

  test("is not charged to the partner itself, nor where the plan has none", async () => {
    at("2026-12-01")
    const own = await desk.subscribe("jonas", { gloves: "1" }, { planId, startsOn: "2026-12-01" })
    const without = await desk.subscribe("tim", { gloves: "1" })
    for (const { subscriptionId } of [own, without]) await bill(subscriptionId)
    expect(await till.one(`select count(*)::int as n from billing.invoice where subscription_id in ('${own.subscriptionId}', '${without.subscriptionId}')`)).toEqual({ n: 0 })
    await expect(world.network("wanda", (work) => work.db.selectFrom("subscriptions.service_fee").selectAll().execute())).rejects.toMatchObject({ code: "42501" })
  })

  test("counts the days of the tenant's calendar: just before midnight in Berlin it is still the day before", async () => {
    const id = await begin()
    desk.go("2026-12-15T22:30:00Z")
    await desk.change("tim", id, { kind: "cancel" })
    await bill(id)
    expect(await creditsOf(id)).toEqual(["cancelled 1700"])
    expect(Temporal.Instant.from("2026-12-15T22:30:00Z").toZonedDateTimeISO("Europe/Berlin").hour).toBe(23)
  })
})

test("after all of this the books agree with the documents", async () => {
  expect(await world.worker(undefined, checkBillingBooks)).toEqual([])
})
