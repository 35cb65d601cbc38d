import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId, Temporal } from "@entrepot/kernel"
import { checkBooks, setExchangeRate, trialBalance } from "../../ledger/index.ts"
import type { World } from "../../testing/index.ts"
import { applyCredit, applyPaymentOutcome, applyReversal, dunTenant, invoiceShipment, invoiceView, payInvoices, recordPayment, refundPayment, requestCreditNote, saveBillingProfile, voidInvoice, writeOffInvoice } from "../index.ts"
import { checkBillingBooks } from "../statements/check-books.ts"
import { openTill, type Till } from "../testing.ts"
import { collectAutomatically } from "./collect.ts"

let world: World
let till: Till
const FIRST = Temporal.Instant.from("2026-12-01T09:00:00Z")
const THIRD = Temporal.Instant.from("2026-12-03T09:00:00Z")
beforeAll(async () => {
  ;({ world, till } = await openTill())
  await till.rows("update inventory.balance set on_hand = on_hand + 100000")
  await world.portal("felix", (work) => saveBillingProfile(work, { taxRounding: "per_line", netDays: 30, invoicePrefix: "INV-", creditPrefix: "CN-", remitTo: {}, creditThreshold: null, expectedVersion: 0 }))
  // Books in euro, documents in dollars: 0.90 on the day of the invoice, 0.80 and 0.95 later.
  for (const [effectiveOn, rate] of [["2026-12-01", "0.90"], ["2026-12-02", "0.80"], ["2026-12-03", "0.95"]] as const) await world.network("wanda", (work) => setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn, rate, source: "test" }))
})
afterAll(() => world.drop())

/** An invoice in dollars, at the rate of its day. */
async function invoiced(quantity: string, currency = "USD"): Promise<{ invoiceId: string; total: bigint; orderId: string }> {
  const { orderId } = await till.desk.place("tim", { mirror: quantity })
  await till.rows(`update ordering.order set currency = '${currency}' where order_id = '${orderId}'`)
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

describe("what a card cannot be charged exactly", () => {
  const kwd = (amount: bigint) => ({ amount: amount.toString(), currency: "KWD" })

  test("is refused before anything is written, charged by itself neither whole nor in part, and no try is spent on it; nor is it paid back", async () => {
    await till.card()
    await world.network("wanda", (work) => setExchangeRate(work, { from: "KWD", to: "EUR", effectiveOn: "2026-12-01", rate: "2.99", source: "test" }))
    const { invoiceId, total } = await invoiced("10", "KWD")
    const payByCard = (amount: bigint) => world.portal("sofia", (work) => payInvoices(work, { requestKey: newId(), invoices: [{ invoiceId, amount: kwd(amount) }] }), { now: FIRST })
    await expect(payByCard(total - 6n - (total % 10n))).rejects.toMatchObject({ code: "billing.card_amount_is_too_fine", facts: { currency: "KWD", amount: (Number(total - (total % 10n) - 10n) / 1_000).toFixed(3) } })
    await expect(payByCard(9n)).rejects.toMatchObject({ code: "billing.card_amount_is_too_small" })
    // What is left ends in a six.
    const cash = (total + 4n) % 10n || 10n
    await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "cash", amount: kwd(cash), receivedOn: "2026-12-01", reference: "", invoices: [{ invoiceId, amount: kwd(cash) }] }), { now: FIRST })
    await till.rows(`update billing.open_item set due_on = '2026-12-02' where invoice_id = '${invoiceId}'; set session_replication_role = replica; update billing.invoice set collect = 'automatic' where invoice_id = '${invoiceId}'`)
    expect(await world.worker("zahnwerk", (work) => collectAutomatically(work, { accountId: world.accountId.lindner, invoiceId, cause: "automatic" }), { now: THIRD })).toEqual({ waits: "amount" })
    await world.worker("zahnwerk", (work) => dunTenant(work), { now: THIRD })
    expect(await till.one("select count(*)::int as n from billing.payment_attempt")).toEqual({ n: 0 })
    expect(await till.one(`select count(*)::int as n from billing.dunning_entry where step in ('retry', 'waits_for_method')`)).toEqual({ n: 0 })
    const { attemptId } = await payByCard(1_230n)
    await world.worker("zahnwerk", (work) => applyPaymentOutcome(work, attemptId!, { status: "succeeded", version: 2, paymentRef: "pi_kwd", amount: kwd(2_230n) }), { now: FIRST })
    const { payment_id: paymentId } = await till.one("select payment_id from billing.payment where payment_ref = 'pi_kwd'")
    const back = (amount: bigint) => world.portal("felix", (work) => refundPayment(work, { requestKey: newId(), paymentId: String(paymentId), amount: kwd(amount), reason: "too much" }), { now: THIRD })
    await expect(back(999n)).rejects.toMatchObject({ code: "billing.refund_is_too_fine", facts: { amount: "0.990" } })
    await back(1_000n)
    await till.rows(`update billing.open_item set due_on = '2099-01-01' where invoice_id = '${invoiceId}'`)
    await world.portal("felix", (work) => writeOffInvoice(work, { invoiceId, reason: "done" }), { now: THIRD })
  })
})

describe("a card's payment in a foreign currency", () => {
  const SECOND = Temporal.Instant.from("2026-12-02T09:00:00Z")
  /** Invoiced at 0.90, paid by card at 0.80 and too much by so much. */
  async function paid(ref: string, more = 0n) {
    const { invoiceId, total } = await invoiced("10")
    const { attemptId } = await world.portal("sofia", (work) => payInvoices(work, { requestKey: newId(), invoices: [{ invoiceId, amount: usd(total) }] }), { now: SECOND })
    await world.worker("zahnwerk", (work) => applyPaymentOutcome(work, attemptId!, { status: "succeeded", version: 2, paymentRef: ref, amount: usd(total + more) }), { now: SECOND })
    return { invoiceId, total }
  }
  const disputed = (ref: string, amount: bigint, withdrawn: bigint, version: number, status: "needs_response" | "won" | "lost") => world.worker("zahnwerk", (work) => applyReversal(work, {
    dispute: { disputeRef: `du_${ref}`, paymentRef: ref, version, status, reason: "duplicate", amount: usd(amount), withdrawn: usd(withdrawn), fee: usd(0n), evidenceDueAt: null, openedAt: "2026-12-03T08:00:00.000Z" },
  }), { now: THIRD })
  const all = () => Promise.all(["receivable", "cash_in_transit", "customer_credit", "adjustment"].map(held))

  test("leaves by a dispute at the rate at which it came, opens the invoice at its own, and comes again likewise", async () => {
    const unpaid = await all()
    const { total } = await paid("pi_f1")
    const [, transit] = await all()
    const n = Number(total)
    const lost = await since(() => disputed("pi_f1", total, total, 10, "needs_response"))
    expect(await all()).toEqual([{ minor: n, base: Math.round(n * 0.9) }, unpaid[1], unpaid[2], unpaid[3]])
    // The difference that was lost when it was paid is taken back, to the cent.
    expect(lost).toBe(Math.round(n * 0.8) - Math.round(n * 0.9))
    expect(await since(() => disputed("pi_f1", total, 0n, 20, "won"))).toBe(-lost)
    expect(await all()).toEqual([{ minor: 0, base: 0 }, transit, unpaid[2], unpaid[3]])
  })

  test("of which credit was kept takes that too, and what is paid another way meanwhile is credit when it comes again", async () => {
    const before = await all()
    const { invoiceId, total } = await paid("pi_f2", 500n)
    await disputed("pi_f2", total + 500n, total + 500n, 10, "needs_response")
    expect((await all())[2]).toEqual(before[2])
    await pay(invoiceId, total)
    await disputed("pi_f2", total + 500n, 0n, 20, "won")
    const [receivable, transit, credit] = await all()
    expect([receivable, credit!.minor, transit!.minor - before[1]!.minor]).toEqual([{ minor: 0, base: 0 }, -Number(total) - 500, Number(total) + 500])
    expect(transit!.base - before[1]!.base).toBe(Math.round(Number(total + 500n) * 0.8))
  })
})

test("after all of this the trial balance is exact in the books' currency, and the books agree with the documents", async () => {
  const balance = await world.portal("felix", (work) => trialBalance(work, { period: "2026-12" }))
  expect(balance.rows.reduce((sum, row) => sum + Number(row.closing.amount), 0)).toBe(0)
  expect(await world.worker(undefined, checkBillingBooks)).toEqual([])
  expect(await world.worker(undefined, checkBooks)).toEqual([])
})
