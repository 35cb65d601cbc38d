import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "@entrepot/kernel"
import { addLines, cancelOrder, cartView, orderView } from "../ordering/index.ts"
import { deskIn } from "../ordering/testing.ts"
import { saveAddress } from "../tenancy/index.ts"
import type { World } from "../testing/index.ts"
import type { CreateSubscriptions } from "./contract.ts"
import { createSubscription, createSubscriptions, offerLines, previewSubscription } from "./index.ts"
import { MONTHLY, openRecurringDesk, type RecurringDesk } from "./testing.ts"

let world: World
let desk: RecurringDesk
/** Where Lindner's second practice is. */
let branch: string

beforeAll(async () => {
  ({ world, desk } = await openRecurringDesk())
  const address = { accountId: world.accountId.lindner, label: "Branch", recipient: "Praxis Dr. Lindner", line1: "Hauptplatz 3", line2: "", city: "Zürich", region: "", postalCode: "8001", country: "CH", isDefault: false }
  branch = (await desk.read("sofia", (work) => saveAddress(work, address))).addressId
})
afterAll(() => world.drop())

const TERMS = { name: "Supplies", startsOn: "2026-12-01", cadence: MONTHLY }
const split = (): CreateSubscriptions["source"] => {
  const [mirror, gloves, wrench] = desk.lines({ mirror: "2", gloves: "100", wrench: "1" })
  return { kind: "lines", lines: [{ ...mirror!, shipToId: branch }, gloves!, { ...wrench!, shipToId: branch }] }
}
const create = (input: Partial<CreateSubscriptions> = {}) => desk.read("tim", (work) => createSubscriptions(work, { ...TERMS, source: split(), requestKey: newId(), ...input }))
const written = () => desk.count("select count(*)::int n from subscriptions.subscription")
const madeOf = (ids: readonly string[]) => desk.rows(`select s.subscription_id, s.name, s.ship_to_id, (select string_agg(p.sku, ' ' order by l.position) from subscriptions.subscription_line l join catalog.product p using (network_id, product_id) where l.subscription_id = s.subscription_id) as skus,
  (select count(*)::int from subscriptions.occurrence o where o.subscription_id = s.subscription_id and o.expected_minor > 0) as dates from subscriptions.subscription s where s.subscription_id in (${ids.map((id) => `'${id}'`).join(",")}) order by length(s.number), s.number`)

test("lines for several ship-tos are shown as a subscription for each, with its own dates, price and tax", async () => {
  const preview = await desk.read("tim", (work) => previewSubscription(work, { ...TERMS, source: split(), months: 2 }))
  expect(preview.deliveries.map(({ shipTo, lines }) => [shipTo?.label, lines.map(({ sku }) => sku)])).toEqual([["Main", ["DN-1001"]], ["Branch", ["DN-3100", "WS-1200"]]])
  for (const { entries, problems } of preview.deliveries) {
    expect(problems).toEqual([])
    expect(entries.map(({ on }) => on)).toEqual(["2026-12-15", "2027-01-15", "2027-02-15"])
    for (const { net, tax, total } of entries) expect(BigInt(net!.amount) + BigInt(tax!.amount)).toBe(BigInt(total!.amount))
  }
  // The branch lies in another country, with another tax.
  const percents = preview.deliveries.map(({ entries: [first] }) => Math.round((Number(first!.tax!.amount) * 100) / Number(first!.net!.amount)))
  expect(new Set(percents).size).toBe(2)
})

test("they are made together, each named after its ship-to, with its lines and its next date", async () => {
  const { made } = await create()
  expect(made).toMatchObject([{ status: "active", nextOn: "2026-12-15" }, { status: "active", nextOn: "2026-12-15" }])
  expect(await madeOf(made.map(({ subscriptionId }) => subscriptionId))).toMatchObject([
    { name: "Supplies · Main", ship_to_id: null, skus: "DN-1001", dates: 1 }, { name: "Supplies · Branch", ship_to_id: branch, skus: "DN-3100 WS-1200", dates: 1 },
  ])
})

test("all or none: a line that cannot go to its own ship-to keeps the others from being made", async () => {
  const before = await written()
  await expect(create({ source: { kind: "lines", lines: [...desk.lines({ mirror: "2" }), ...desk.lines({ gloves: "100" }).map((line) => ({ ...line, shipToId: world.addressId.kern }))] } })).rejects.toMatchObject({ code: "subscriptions.lines_need_attention", facts: { problem: "ship_to_missing" } })
  expect(await written()).toBe(before)
})

test("the same request again, also at the same moment, answers with what it made; another content under its key is refused", async () => {
  const requestKey = newId()
  const before = await written()
  const answers = await Promise.all([create({ requestKey }), create({ requestKey }), create({ requestKey })])
  answers.push(await create({ requestKey }))
  expect(await written()).toBe(before + 2)
  for (const answer of answers) expect(answer).toEqual(answers[0])
  await expect(create({ requestKey, name: "Other" })).rejects.toMatchObject({ code: "subscriptions.request_key_is_used", kind: "conflict" })
  expect(await written()).toBe(before + 2)
})

test("whoever asks for one subscription is told that these lines are several", async () => {
  await expect(desk.read("tim", (work) => createSubscription(work, { ...TERMS, source: split() }))).rejects.toMatchObject({ code: "subscriptions.several_ship_tos", facts: { count: 2 } })
})

test("a cart's lines keep the ship-tos that they have there, and the cart is emptied once, also when the answer was lost", async () => {
  const [mirror, gloves] = desk.lines({ mirror: "2", gloves: "100" })
  await desk.read("tim", (work) => addLines(work, { lines: [{ ...mirror!, shipToId: branch }, gloves!] }))
  const offer = await desk.read("tim", (work) => offerLines(work, { kind: "cart" }))
  expect(offer.lines.map(({ sku, shipToId }) => [sku, shipToId])).toEqual([["DN-3100", branch], ["DN-1001", null]])
  const requestKey = newId()
  const { made } = await create({ source: { kind: "cart" }, requestKey })
  expect((await madeOf(made.map(({ subscriptionId }) => subscriptionId))).map(({ skus }) => skus)).toEqual(["DN-1001", "DN-3100"])
  expect((await desk.read("tim", (work) => cartView(work)))?.lines ?? []).toEqual([])
  expect(await create({ source: { kind: "cart" }, requestKey })).toEqual({ made })
})

test("an order offers what was cancelled as it was ordered, apart from the rest, with the reason", async () => {
  const orders = deskIn(world)
  await orders.policies()
  const { orderId } = await orders.place("tim", { mirror: "2", gloves: "100" })
  const order = await desk.read("tim", (work) => orderView(work, { orderId }))
  const gloves = order.lines.find(({ sku }) => sku === "DN-1001")!
  // Some of it had left the house before the rest was cancelled.
  await desk.rows(`update ordering.order_line set shipped_base = 40 where line_id = '${gloves.lineId}'`)
  await desk.read("tim", (work) => cancelOrder(work, { orderId, lineIds: [gloves.lineId], reason: "Too many" }))
  const offer = await desk.read("tim", (work) => offerLines(work, { kind: "order", orderId }))
  expect(offer.lines.map(({ sku }) => sku)).toEqual(["DN-3100"])
  expect(offer.leftOut).toMatchObject([{ sku: "DN-1001", quantity: "100", because: "cancelled", reason: "Too many", shipped: "40", lineId: gloves.lineId }])
  const preview = await desk.read("tim", (work) => previewSubscription(work, { ...TERMS, source: { kind: "order", orderId } }))
  expect(preview.deliveries.flatMap(({ lines }) => lines.map(({ sku }) => sku))).toEqual(["DN-3100"])
  expect(preview.leftOut).toEqual(offer.leftOut)
  await expect(desk.read("karl", (work) => offerLines(work, { kind: "order", orderId }), "kern")).rejects.toMatchObject({ code: "ordering.order_not_found" })
})
