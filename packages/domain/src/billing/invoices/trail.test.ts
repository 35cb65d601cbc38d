import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "@entrepot/kernel"
import { orderOrigin } from "../../subscriptions/index.ts"
import type { World } from "../../testing/index.ts"
import { invoiceOrder, invoiceTrail, invoiceView, listPayments, recordPayment, requestCreditNote } from "../index.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
beforeAll(async () => ({ world, till } = await openTill()))
afterAll(() => world.drop())

test("an order leads to its invoices, their credit notes and payments, and nobody else's order does", async () => {
  const { invoiceId, orderId, number } = await till.invoice({ mirror: "10" })
  const { lines, total } = await world.portal("felix", (work) => invoiceView(work, { invoiceId }))
  await world.portal("felix", (work) => requestCreditNote(work, { requestKey: newId(), invoiceId, reasonCode: "price", reason: "Agreed", lines: [{ lineId: lines[0]!.lineId, net: { amount: "100", currency: total.currency } }] }))
  await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, amount: { amount: "500", currency: total.currency }, receivedOn: work.now.toString().slice(0, 10), invoices: null, paidBy: "bank_transfer", reference: "R-1" }))
  const [row, ...more] = await world.portal("felix", (work) => invoiceTrail(work, { orderId }))
  expect(more).toEqual([])
  expect(row).toMatchObject({ invoiceId, number, orderId, total, creditNotes: [{ status: "awaiting_approval", number: null }], clearings: [{ kind: "payment", paidBy: "bank_transfer", amount: { amount: "500" } }] })
  const { sourceId } = row!.clearings[0]!
  expect((await world.portal("felix", (work) => listPayments(work, { paymentId: sourceId! }))).rows).toMatchObject([{ paymentId: sourceId, invoices: [{ invoiceId }] }])
  expect((await world.portal("tim", (work) => invoiceTrail(work, { orderId })))[0]!.creditNotes).toEqual([])
  expect(await world.portal("karl", (work) => invoiceTrail(work, { orderId }))).toEqual([])
})

test("an order of a subscription says where it came from, and the subscription what was invoiced", async () => {
  const orderId = await till.subscribed({ gloves: "2" })
  await world.worker("zahnwerk", (work) => invoiceOrder(work, orderId))
  const origin = await world.portal("tim", (work) => orderOrigin(work, { orderId }))
  expect(origin).toMatchObject({ number: expect.any(String), dueOn: expect.any(String) })
  const { subscriptionId, number } = origin!
  const [row] = await world.portal("felix", (work) => invoiceTrail(work, { subscriptionId }))
  expect(row).toMatchObject({ orderId, creditNotes: [], clearings: [] })
  expect(await world.portal("felix", (work) => invoiceView(work, { invoiceId: row!.invoiceId }))).toMatchObject({ subscriptionId, subscriptionNumber: number })
  expect(await world.portal("karl", (work) => orderOrigin(work, { orderId }))).toBeNull()
})
