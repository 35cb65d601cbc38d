import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { World } from "../../testing/index.ts"
import { recordPayment } from "../index.ts"
import { openTill, type Till } from "../testing.ts"
import { closeIfOver } from "./close-occurrence.ts"
import { invoiceOrder } from "./invoice-order.ts"

let world: World
let till: Till

beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

const look = (orderId: string) => world.worker("zahnwerk", (work) => closeIfOver(work, orderId))
const date = async (orderId: string) => (await till.one(`select status, closed_at is not null as closed, fulfilled_at is not null as fulfilled from subscriptions.occurrence where order_id = '${orderId}'`))
const pay = (invoiceId: string, amount: number) =>
  world.portal("felix", (work) => recordPayment(work, { requestKey: randomUUID(), accountId: world.accountId.lindner, paidBy: "bank_transfer", receivedOn: "2026-11-02", amount: { amount: String(amount), currency: "EUR" }, invoices: [{ invoiceId, amount: { amount: String(amount), currency: "EUR" } }] }))
const leaves = (orderId: string) => till.rows(`update ordering.order set status = 'shipped' where order_id = '${orderId}'`)

test("a date is closed when its goods have left and its invoice is paid, whichever is last, and once", async () => {
  for (const first of ["goods", "money"] as const) {
    const orderId = await till.subscribed({ mirror: first === "goods" ? "2" : "3" })
    const invoice = (await world.worker("zahnwerk", (work) => invoiceOrder(work, orderId)))!
    await look(orderId)
    expect(await date(orderId)).toEqual({ status: "ordered", closed: false, fulfilled: false })
    const goods = async () => void (await leaves(orderId))
    const money = async () => void (await pay(invoice.invoiceId, Number(invoice.totalMinor)))
    await (first === "goods" ? goods() : money())
    await look(orderId)
    expect(await date(orderId)).toMatchObject({ status: "ordered" })
    await (first === "goods" ? money() : goods())
    for (let i = 0; i < 2; i += 1) await look(orderId)
    expect(await date(orderId)).toEqual({ status: "closed", closed: true, fulfilled: true })
  }
})

test("an order that is nobody's date changes nothing", async () => {
  const { orderId } = await till.invoice()
  await look(orderId)
  expect(await date(orderId)).toEqual({})
})
