import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId, Temporal } from "@entrepot/kernel"
import { checkBooks, setExchangeRate, trialBalance } from "../../ledger/index.ts"
import { createWorld, type World } from "../../testing/index.ts"
import { applyCredit, invoiceShipment, invoiceView, recordPayment, requestCreditNote, saveBillingProfile, voidInvoice, writeOffInvoice } from "../index.ts"
import { checkBillingBooks } from "../statements/check-books.ts"
import { tillIn, type Till } from "../testing.ts"

let world: World
let till: Till
const FIRST = Temporal.Instant.from("2026-12-01T09:00:00Z")
const THIRD = Temporal.Instant.from("2026-12-03T09:00:00Z")
beforeAll(async () => {
  world = await createWorld()
  till = tillIn(world)
  await till.desk.policies()
  await till.desk.limit("lindner", null)
  await till.rows("update inventory.balance set on_hand = on_hand + 100000")
  await world.portal("felix", (work) => saveBillingProfile(work, { taxRounding: "per_line", netDays: 30, invoicePrefix: "INV-", creditPrefix: "CN-", remitTo: {}, creditThreshold: null, expectedVersion: 0 }))
  // Books in euro, documents in dollars: 0.90 on the day of the invoice, 0.80 and 0.95 later.
  for (const [effectiveOn, rate] of [["2026-12-01", "0.90"], ["2026-12-02", "0.80"], ["2026-12-03", "0.95"]] as const) await world.network("wanda", (work) => setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn, rate, source: "test" }))
})
afterAll(() => world.drop())

/** An invoice in dollars, at the rate of its day. */
async function invoiced(quantity: string): Promise<{ invoiceId: string; total: bigint; orderId: string }> {
  const { orderId } = await till.desk.place("tim", { mirror: quantity })
  await till.rows(`update ordering.order set currency = 'USD' where order_id = '${orderId}'`)
  const shipment = await till.ship(orderId)
  const made = await world.worker("zahnwerk", (work) => invoiceShipment(work, { ...shipment, number: "S", orderId, shippedAt: work.now.toString() }), { now: FIRST })
  return { invoiceId: made!.invoiceId, total: made!.totalMinor, orderId }
}
const usd = (amount: bigint) => ({ amount: amount.toString(), currency: "USD" })
const pay = (invoiceId: string, amount: bigint, more = 0n, on = "2026-12-03") => world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: usd(amount + more), receivedOn: on, reference: "", invoices: [{ invoiceId, amount: usd(amount) }] }), { now: THIRD })
/** What an account of the books holds: in the document's currency, and in the books' own. */
const held = async (role: string) => {
  const { minor, base } = await till.one(`select coalesce(sum(amount_minor), 0)::float as minor, coalesce(sum(base_minor), 0)::float as base from ledger.journal_line where tenant_id = 1 and account_key = '${role}'`)
  return { minor: Number(minor), base: Number(base) }
}
const exchange = async () => (await held("exchange_gain_realised")).base + (await held("exchange_loss_realised")).base
const since = async (act: () => Promise<unknown>): Promise<number> => {
  const before = await exchange()
  await act()
  return (await exchange()) - before
}
const line = async (invoiceId: string) => (await world.portal("felix", (work) => invoiceView(work, { invoiceId }))).lines[0]!.lineId

describe("what is invoiced in a foreign currency", () => {
  test("is cleared at the invoice's rate; what the payment's rate makes of it is a realised difference of its own", async () => {
    const { invoiceId, total } = await invoiced("100")
    expect(await held("receivable")).toEqual({ minor: Number(total), base: Math.round(Number(total) * 0.9) })
    const gained = await since(() => pay(invoiceId, total))
    expect(await held("receivable")).toEqual({ minor: 0, base: 0 })
    expect(gained).toBe(Math.round(Number(total) * 0.9) - Math.round(Number(total) * 0.95))
    expect(gained).toBeLessThan(0)
  })

  test("in parts adds up to the whole, and loses where the rate has fallen", async () => {
    const { invoiceId, total } = await invoiced("7")
    const third = total / 3n
    const lost = await since(async () => {
      for (const part of [third, third, total - 2n * third]) await pay(invoiceId, part, 0n, "2026-12-02")
    })
    expect(await held("receivable")).toEqual({ minor: 0, base: 0 })
    expect(lost).toBeGreaterThan(0)
    expect(Math.abs(lost - Math.round(Number(total) * 0.1))).toBeLessThanOrEqual(2)
  })

  test("paid too much leaves credit at the payment's rate; spending it clears at the next invoice's", async () => {
    const first = await invoiced("5")
    await pay(first.invoiceId, first.total, 1_000n)
    expect(await held("customer_credit")).toEqual({ minor: -1_000, base: -950 })
    const next = await invoiced("10")
    const gained = await since(() => world.portal("felix", (work) => applyCredit(work, { requestKey: newId(), accountId: world.accountId.lindner, invoices: [{ invoiceId: next.invoiceId, amount: usd(1_000n) }] }), { now: THIRD }))
    expect(await held("customer_credit")).toEqual({ minor: 0, base: 0 })
    expect(gained).toBe(-50)
    await pay(next.invoiceId, next.total - 1_000n)
    expect(await held("receivable")).toEqual({ minor: 0, base: 0 })
  })

  test("is credited, written off and voided at the rate at which it was billed, without a difference", async () => {
    const [credited, lost] = [await invoiced("3"), await invoiced("3")]
    const lineId = await line(credited.invoiceId)
    const moved = await since(async () => {
      await world.portal("felix", (work) => requestCreditNote(work, { requestKey: newId(), invoiceId: credited.invoiceId, reasonCode: "damaged", reason: "broken", lines: [{ lineId, quantity: "3" }] }), { now: THIRD })
      await world.portal("felix", (work) => writeOffInvoice(work, { invoiceId: lost.invoiceId, reason: "bankrupt" }), { now: THIRD })
    })
    expect(await held("receivable")).toEqual({ minor: 0, base: 0 })
    expect(await held("customer_credit")).toEqual({ minor: 0, base: 0 })
    expect(moved).toBe(0)
    await expect(world.portal("felix", (work) => voidInvoice(work, { invoiceId: lost.invoiceId, reason: "no" }))).rejects.toMatchObject({ code: "billing.invoice_is_settled" })
  })
})

test("after all of this the trial balance is exact in the books' currency, and the books agree with the documents", async () => {
  const balance = await world.portal("felix", (work) => trialBalance(work, { period: "2026-12" }))
  expect(balance.rows.reduce((sum, row) => sum + Number(row.closing.amount), 0)).toBe(0)
  expect(await world.worker(undefined, checkBillingBooks)).toEqual([])
  expect(await world.worker(undefined, checkBooks)).toEqual([])
})
