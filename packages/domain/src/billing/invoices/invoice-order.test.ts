import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId } from "@entrepot/kernel"
import { changeOrder, cancelOrder } from "../../ordering/index.ts"
import type { World } from "../../testing/index.ts"
import { creditCancelled, invoiceOrder, invoiceView, requestCreditNote } from "../index.ts"
import { checkBillingBooks } from "../statements/check-books.ts"
import { openTill, type Till } from "../testing.ts"
import { earnRevenue } from "./earn-revenue.ts"
import type { Finalised } from "./finalise.ts"

let world: World
let till: Till
beforeAll(async () => {
  ;({ world, till } = await openTill())
  await till.rows("update inventory.balance set on_hand = on_hand + 100000; insert into billing.profile (network_id, tenant_id, credit_threshold_minor, updated_at) values (1, 1, null, now())")
})
afterAll(() => world.drop())

const invoice = (orderId: string) => world.worker("zahnwerk", (work) => invoiceOrder(work, orderId))
const billed = async (wanted: Parameters<Till["subscribed"]>[0]): Promise<Finalised & { orderId: string; net: number }> => {
  const orderId = await till.subscribed(wanted)
  const finalised = await invoice(orderId)
  const { net } = await till.one(`select net_minor::float as net from billing.invoice where order_id = '${orderId}'`)
  return { ...finalised!, orderId, net: Number(net) }
}
const credit = (orderId: string, cause: string = newId()) => world.worker("zahnwerk", (work) => creditCancelled(work, { orderId, cause }))
const earn = (orderId: string, cause: string = newId()) => world.worker("zahnwerk", (work) => earnRevenue(work, { orderId, cause, on: "2026-12-04" }))
const lineIds = async (orderId: string) => (await till.rows(`select line_id from ordering.order_line where order_id = '${orderId}' order by position`)).map((row) => String(row.line_id))
const versionOf = async (orderId: string) => Number((await till.one(`select version from ordering.order where order_id = '${orderId}'`)).version)
/** What is still deferred, and what was earned and taken back, in minor units. */
const revenue = async () => ({ deferred: -(await till.books("deferred_revenue")), earned: -(await till.books("revenue")) })
const since = (before: Awaited<ReturnType<typeof revenue>>, after: Awaited<ReturnType<typeof revenue>>) => ({ deferred: after.deferred - before.deferred, earned: after.earned - before.earned })
const notesOf = async (invoiceId: string) => (await till.rows(`select reason_code as reason, net_minor::float as net from billing.credit_note where invoice_id = '${invoiceId}' order by number`)) as { reason: string; net: number }[]

describe("an order of a subscription that is invoiced at the order", () => {
  test("is invoiced whole, once everybody agreed, and nothing of it is earned yet", async () => {
    const before = await revenue()
    const orderId = await till.subscribed({ mirror: "4", lamp: "1" })
    const finalised = await invoice(orderId)
    const order = await till.one(`select total_minor::float as total, exposure_minor::float as exposure from ordering.order where order_id = '${orderId}'`)
    expect(Number(finalised?.totalMinor)).toBe(order.total)
    expect(order.exposure).toBe(0)
    expect(await till.one(`select source, source_key as key, subscription_id is not null as subscribed, occurrence_id is not null as dated, deferred_minor = net_minor as deferred from billing.invoice where order_id = '${orderId}'`))
      .toEqual({ source: "order", key: `order:${orderId}`, subscribed: true, dated: true, deferred: true })
    const net = 4 * 320 + 48_000
    expect(since(before, await revenue())).toEqual({ deferred: net, earned: 0 })
  })

  test("is invoiced once, whoever hears of it twenty times at once", async () => {
    const orderId = await till.subscribed({ mirror: "2" })
    const told = await Promise.allSettled(Array.from({ length: 20 }, () => invoice(orderId)))
    expect(told.filter((one) => one.status === "fulfilled" && one.value)).toHaveLength(1)
    expect(told.filter((one) => one.status === "rejected")).toEqual([])
    expect(await till.one(`select count(*)::int as n from billing.invoice where order_id = '${orderId}'`)).toEqual({ n: 1 })
  })

  test("gets no second invoice for goods that leave, but one for what was added since", async () => {
    const { orderId } = await billed({ gloves: "100" })
    const [lineId] = await lineIds(orderId)
    await world.portal("tim", async (work) => changeOrder(work, { orderId, expectedVersion: await versionOf(orderId), lines: [{ lineId: lineId!, quantity: "130" }] }))
    const more = await till.tell(await till.ship(orderId), orderId)
    expect(await till.one(`select quantity::float as quantity, net_minor::float as net from billing.invoice_line where invoice_id = '${more!.invoiceId}'`)).toEqual({ quantity: 30, net: 360 })
  })

  test("is left alone where it is not confirmed, is the partner's own, or is invoiced as it ships", async () => {
    const cancelled = await till.subscribed({ gloves: "3" })
    await world.portal("tim", (work) => cancelOrder(work, { orderId: cancelled, reason: "test" }))
    expect(await invoice(cancelled)).toBeUndefined()
    const asked = await till.subscribed({ gloves: "3" })
    await till.rows(`update ordering.order set approval = 'pending' where order_id = '${asked}'`)
    expect(await invoice(asked)).toBeUndefined()
    const onTerms = await till.desk.place("tim", { gloves: "3" })
    expect(await invoice(onTerms.orderId)).toBeUndefined()
    const own = await till.desk.place("jonas", { gloves: "3" })
    expect(await invoice(own.orderId)).toBeUndefined()
    expect(await till.one(`select count(*)::int as n from billing.invoice where order_id in ('${cancelled}', '${asked}', '${onTerms.orderId}', '${own.orderId}')`)).toEqual({ n: 0 })
  })
})

describe("what was deferred is earned", () => {
  test("as it leaves, in parts that add up to the whole, in whatever order and however often parcels are told of", async () => {
    const { orderId, net } = await billed({ gloves: "7" })
    const before = await revenue()
    const parts = [await till.ship(orderId, 0.3), await till.ship(orderId, 0.3), await till.ship(orderId, 0.4)]
    await till.rows(`update ordering.order_line set shipped_base = 2 where order_id = '${orderId}'`)
    await till.tell(parts[1]!, orderId)
    expect(since(before, await revenue())).toEqual({ deferred: -24, earned: 24 })
    await till.rows(`update ordering.order_line set shipped_base = 7 where order_id = '${orderId}'`)
    for (const part of [parts[2]!, parts[0]!, parts[2]!, parts[1]!]) await till.tell(part, orderId)
    await earn(orderId)
    expect(since(before, await revenue())).toEqual({ deferred: -net, earned: net })
  })

  test("at once where it had left before the invoice was made", async () => {
    const orderId = await till.subscribed({ mirror: "3" })
    await till.ship(orderId)
    const before = await revenue()
    await invoice(orderId)
    expect(since(before, await revenue())).toEqual({ deferred: 0, earned: 960 })
  })

  test("once, when twenty parcels are told of at the same moment", async () => {
    const { orderId } = await billed({ mirror: "5" })
    const { lines } = await till.ship(orderId)
    const before = await revenue()
    const said = await Promise.allSettled(Array.from({ length: 20 }, () => till.tell({ shipmentId: newId(), lines }, orderId)))
    expect(said.filter((one) => one.status === "rejected").map((one) => String((one as PromiseRejectedResult).reason))).toEqual([])
    expect(since(before, await revenue())).toEqual({ deferred: -1600, earned: 1600 })
  })
})

describe("what is cancelled after it was invoiced", () => {
  test("is credited, set against its invoice, and never earned", async () => {
    const before = await revenue()
    const { orderId, invoiceId } = await billed({ mirror: "2", lamp: "1" })
    const [, lamp] = await lineIds(orderId)
    await world.portal("tim", (work) => cancelOrder(work, { orderId, lineIds: [lamp!], reason: "test" }))
    await credit(orderId)
    expect(await notesOf(invoiceId)).toEqual([{ reason: "cancelled", net: 48_000 }])
    expect(since(before, await revenue())).toEqual({ deferred: 640, earned: 0 })
    expect(await till.open(invoiceId)).toBe(Math.round(640 * 1.19))
  })

  test("is credited once, also when twenty hear of it at the same moment", async () => {
    const { orderId, invoiceId, totalMinor } = await billed({ mirror: "6" })
    await world.portal("tim", (work) => cancelOrder(work, { orderId, reason: "test" }))
    const heard = await Promise.allSettled(Array.from({ length: 20 }, () => credit(orderId)))
    expect(heard.filter((one) => one.status === "rejected").map((one) => String((one as PromiseRejectedResult).reason))).toEqual([])
    expect(await notesOf(invoiceId)).toHaveLength(1)
    expect(await till.open(invoiceId)).toBe(0)
    const view = await world.portal("felix", (work) => invoiceView(work, { invoiceId }))
    expect(view.credited.amount).toBe(String(totalMinor))
  })

  test("of a part that shipped keeps the part that shipped", async () => {
    const before = await revenue()
    const { orderId, invoiceId } = await billed({ gloves: "10" })
    await till.rows(`update ordering.order_line set shipped_base = 4 where order_id = '${orderId}'`)
    await earn(orderId)
    await till.rows(`update ordering.order_line set cancelled_base = 6 where order_id = '${orderId}'`)
    await credit(orderId)
    await credit(orderId)
    expect(await notesOf(invoiceId)).toEqual([{ reason: "cancelled", net: 72 }])
    expect(since(before, await revenue())).toEqual({ deferred: 0, earned: 48 })
  })

  test("is credited beside what was credited for another reason", async () => {
    const { orderId, invoiceId } = await billed({ gloves: "10" })
    const { lines } = await world.portal("felix", (work) => invoiceView(work, { invoiceId }))
    await world.portal("felix", (work) => requestCreditNote(work, { requestKey: newId(), invoiceId, reasonCode: "damaged", reason: "two were broken", lines: [{ lineId: lines[0]!.lineId, quantity: "2" }] }))
    await till.rows(`update ordering.order_line set shipped_base = 7, cancelled_base = 3 where order_id = '${orderId}'`)
    await credit(orderId)
    expect((await notesOf(invoiceId)).map((note) => note.net)).toEqual([24, 36])
  })

  test("is credited when a change takes less, too", async () => {
    const { orderId, invoiceId } = await billed({ mirror: "8" })
    const [lineId] = await lineIds(orderId)
    await world.portal("tim", async (work) => changeOrder(work, { orderId, expectedVersion: await versionOf(orderId), lines: [{ lineId: lineId!, quantity: "5" }] }))
    const heard = (await till.rows(`select name from work.event where payload ->> 'orderId' = '${orderId}' order by event_id`)).map((row) => row.name)
    expect(heard).toContain("ordering.order_changed")
    await credit(orderId)
    expect(await notesOf(invoiceId)).toEqual([{ reason: "cancelled", net: 960 }])
  })

  test("credits nothing where no invoice stands at the order", async () => {
    const { orderId } = await till.desk.place("tim", { mirror: "2" })
    await till.desk.cancel("tim", orderId)
    await credit(orderId)
    expect(await till.one(`select count(*)::int as n from billing.credit_note c join billing.invoice i using (invoice_id) where i.order_id = '${orderId}'`)).toEqual({ n: 0 })
  })
})

test("after all of this the books agree with the documents", async () => {
  expect(await world.worker(undefined, checkBillingBooks)).toEqual([])
})
