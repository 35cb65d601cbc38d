import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId, Temporal } from "@entrepot/kernel"
import type { World } from "../../testing/index.ts"
import { eur } from "../../ordering/testing.ts"
import { applyCredit, applyPaymentOutcome, applyReversal, dunTenant, payInvoices, recordPayment, refundPayment, invoiceView, receivable, reversalsToRead, statement, writeOffInvoice, type DisputeOutcome, type ProviderRefund } from "../index.ts"
import { checkBillingBooks } from "../statements/check-books.ts"
import { checkOpenItems, rebuildOpenItems } from "../statements/check.ts"
import { openTill, type Till } from "../testing.ts"
import { collectAutomatically } from "./collect.ts"

let world: World
let till: Till
beforeAll(async () => {
  ;({ world, till } = await openTill())
  await till.card()
})
afterAll(() => world.drop())

let payments = 0
/** An invoice of Sofia's that a card paid; the provider calls the payment `ref`. */
async function paid(more = 0n) {
  await till.rows("update billing.payment_method set refused_at = null")
  const { invoiceId, totalMinor } = await till.invoice()
  const ref = `pi_d${++payments}`
  const { attemptId } = await world.portal("sofia", (work) => payInvoices(work, { requestKey: newId(), invoices: [{ invoiceId, amount: eur(totalMinor) }] }))
  await world.worker("zahnwerk", (work) => applyPaymentOutcome(work, attemptId!, { status: "succeeded", version: 2, paymentRef: ref, amount: eur(totalMinor + more) }))
  const { payment_id } = await till.one(`select payment_id from billing.payment where payment_ref = '${ref}'`)
  return { invoiceId, totalMinor, ref, paymentId: String(payment_id) }
}
const disputed = (ref: string, amount: bigint, of: Partial<DisputeOutcome> = {}): DisputeOutcome =>
  ({ disputeRef: `du_${ref}`, paymentRef: ref, version: 10, status: "needs_response", reason: "product_not_received", amount: eur(amount), withdrawn: eur(amount), fee: eur(2_000n), evidenceDueAt: "2026-12-20T10:00:00.000Z", openedAt: "2026-12-01T10:00:00.000Z", ...of })
const tell = (dispute: DisputeOutcome) => world.worker("zahnwerk", (work) => applyReversal(work, { dispute }))
const tellRefund = (ref: string, amount: bigint, of: Partial<ProviderRefund["outcome"]> = {}) =>
  world.worker("zahnwerk", (work) => applyReversal(work, { refund: { refundId: null, paymentRef: ref, reason: "requested_by_customer", outcome: { status: "succeeded", version: 10, refundRef: `re_${ref}`, amount: eur(amount), ...of } as ProviderRefund["outcome"] } }))
const wrong = () => world.worker("zahnwerk", async (work) => [...(await checkBillingBooks(work)), ...(await checkOpenItems(work))])
const credit = async () => Number((await till.one(`select coalesce(sum(balance_minor), 0)::float as n from billing.credit_balance where account_id = '${world.accountId.lindner}'`))["n"])
const status = async (invoiceId: string) => (await till.one(`select status from billing.open_item where invoice_id = '${invoiceId}'`))["status"]
const told = async (name: string, paymentId: string) => Number((await till.one(`select count(*)::int as n from work.event where name = '${name}' and payload ->> 'paymentId' = '${paymentId}'`))["n"])
const booked = async (before?: readonly number[]) => {
  const now = await Promise.all(["receivable", "cash_in_transit", "payment_fee", "adjustment", "customer_credit"].map((role) => till.books(role)))
  return before ? now.map((each, index) => each - before[index]!) : now
}

describe("a disputed payment", () => {
  test("opens its invoice when the money goes and pays it when it comes again, however often and in which order it is told", async () => {
    const { invoiceId, totalMinor, ref, paymentId } = await paid()
    const [n, before, unpaid] = [Number(totalMinor), await booked(), await till.unpaid()]
    const steps = [
      disputed(ref, totalMinor, { withdrawn: eur(0n), fee: eur(0n), version: 10 }), disputed(ref, totalMinor, { version: 13 }), disputed(ref, totalMinor, { version: 24, status: "under_review", evidenceDueAt: null }),
      disputed(ref, totalMinor, { version: 38, status: "won", withdrawn: eur(0n), evidenceDueAt: null }),
    ] as const
    await tell(steps[0])
    expect([await till.open(invoiceId), await told("billing.dispute_opened", paymentId)]).toEqual([0, 1])
    await Promise.all([tell(steps[1]), tell(steps[1])])
    expect([await till.open(invoiceId), await status(invoiceId), await till.unpaid(), await booked(before)]).toEqual([n, "open", unpaid + n, [n, -n - 2_000, 2_000, 0, 0]])
    await tell(steps[2])
    for (const late of [steps[1], steps[0]]) await tell(late)
    expect(await till.one(`select status, evidence_due_at, withdrawn_minor::float as n from billing.dispute where payment_id = '${paymentId}'`)).toEqual({ status: "under_review", evidence_due_at: null, n })
    for (const last of [steps[3], steps[3], steps[1]]) await tell(last)
    expect([await till.open(invoiceId), await status(invoiceId), await till.unpaid(), await booked(before)]).toEqual([0, "paid", unpaid, [0, -2_000, 2_000, 0, 0]])
    expect([await told("billing.dispute_opened", paymentId), await told("billing.dispute_moved", paymentId), await told("billing.dispute_closed", paymentId)]).toEqual([1, 2, 1])
    expect(await wrong()).toEqual([])
    expect(await world.worker("zahnwerk", rebuildOpenItems)).toBe(0)
  })

  test("of which only the end was heard is as if all of it had been", async () => {
    const { invoiceId, totalMinor, ref, paymentId } = await paid()
    await tell(disputed(ref, totalMinor, { status: "lost", version: 25, evidenceDueAt: null }))
    expect([await till.open(invoiceId), await told("billing.dispute_opened", paymentId), await told("billing.dispute_closed", paymentId)]).toEqual([Number(totalMinor), 0, 1])
    expect(await wrong()).toEqual([])
  })

  test("takes credit for what was no invoice's, and what was spent of that is lost until it comes again", async () => {
    const { invoiceId, totalMinor, ref, paymentId } = await paid(3_000n)
    const other = await till.invoice()
    await world.portal("sofia", (work) => applyCredit(work, { requestKey: newId(), invoices: [{ invoiceId: other.invoiceId, amount: eur(2_000n) }] }))
    const [before, kept] = [await booked(), await credit()]
    const all = totalMinor + 3_000n
    await tell(disputed(ref, all, { fee: eur(0n) }))
    const fromCredit = Math.min(3_000, kept)
    expect([await till.open(invoiceId), kept - (await credit()), await booked(before)]).toEqual([Number(totalMinor), fromCredit, [Number(totalMinor), -Number(all), 0, 3_000 - fromCredit, fromCredit]])
    expect(await till.one(`select uncovered_minor::int as n from billing.dispute where payment_id = '${paymentId}'`)).toEqual({ n: 3_000 - fromCredit })
    expect(await wrong()).toEqual([])
    await tell(disputed(ref, all, { fee: eur(0n), version: 38, status: "won", withdrawn: eur(0n), evidenceDueAt: null }))
    expect([await till.open(invoiceId), await credit(), await booked(before)]).toEqual([0, kept, [0, 0, 0, 0, 0]])
    expect(await wrong()).toEqual([])
  })

  test("whose invoice was paid another way meanwhile becomes credit when it comes again, and the account's statement agrees all along", async () => {
    const { invoiceId, totalMinor, ref } = await paid()
    const accountId = world.accountId.lindner
    const balance = () => world.portal("felix", async (work) => {
      const { closing, ageing } = await statement(work, { accountId, from: "2020-01-01", to: "2099-12-31" })
      return [Number(closing.amount), Number(ageing.total.amount) - Number(ageing.credit.amount)]
    })
    const [closing] = await balance()
    await tell(disputed(ref, totalMinor))
    expect(await balance()).toEqual([closing! + Number(totalMinor), closing! + Number(totalMinor)])
    const today = String((await till.one("select (now() at time zone 'Europe/Berlin')::date::text as d"))["d"])
    await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId, amount: eur(totalMinor), receivedOn: today, paidBy: "bank_transfer", invoices: [{ invoiceId, amount: eur(totalMinor) }] }))
    const kept = await credit()
    await tell(disputed(ref, totalMinor, { version: 38, status: "won", withdrawn: eur(0n) }))
    expect([await till.open(invoiceId), (await credit()) - kept]).toEqual([0, Number(totalMinor)])
    const [after, aged] = await balance()
    expect([after, aged]).toEqual([closing! - Number(totalMinor), closing! - Number(totalMinor)])
    expect(await wrong()).toEqual([])
  })

  test("is not dunned nor charged while it is open; once lost it is dunned, and the card waits for another", async () => {
    const { invoiceId, totalMinor, ref } = await paid()
    await till.rows(`update billing.open_item set due_on = '2020-01-01' where invoice_id = '${invoiceId}'`)
    await tell(disputed(ref, totalMinor))
    const stage = async () => (await till.rows(`select stage from billing.dunning_case where account_id = '${world.accountId.lindner}' and oldest_due_on = '2020-01-01'`)).length
    const collect = () => world.worker("zahnwerk", (work) => collectAutomatically(work, { accountId: world.accountId.lindner, invoiceId, cause: "automatic", requestKey: newId() }))
    await world.worker("zahnwerk", (work) => dunTenant(work))
    expect([await stage(), await collect()]).toEqual([0, { waits: "disputed" }])
    await tell(disputed(ref, totalMinor, { status: "lost", version: 25 }))
    await world.worker("zahnwerk", (work) => dunTenant(work))
    expect([await stage(), await collect()]).toEqual([1, { waits: "method" }])
    await till.rows(`update billing.open_item set due_on = '2099-01-01' where invoice_id = '${invoiceId}'`)
    await world.worker("zahnwerk", (work) => dunTenant(work))
  })

  test("keeps what it opens from being given up until it is decided; what was given up in part before is given up once more", async () => {
    await till.rows("update billing.payment_method set refused_at = null")
    const { invoiceId, totalMinor } = await till.invoice()
    const part = totalMinor / 3n
    const { attemptId } = await world.portal("sofia", (work) => payInvoices(work, { requestKey: newId(), invoices: [{ invoiceId, amount: eur(part) }] }))
    await world.worker("zahnwerk", (work) => applyPaymentOutcome(work, attemptId!, { status: "succeeded", version: 2, paymentRef: "pi_twice", amount: eur(part) }))
    const give = () => world.portal("felix", (work) => writeOffInvoice(work, { invoiceId, reason: "insolvent" }))
    const lost = await till.books("bad_debt")
    await give()
    await tell(disputed("pi_twice", part))
    await expect(give()).rejects.toMatchObject({ code: "billing.payment_is_disputed" })
    const blocked = { allowed: false, why: "billing.payment_is_disputed" }
    expect((await world.portal("felix", (work) => invoiceView(work, { invoiceId }))).actions).toMatchObject({ writeOff: blocked, pay: { allowed: true } })
    expect((await world.portal("felix", (work) => receivable(work, { accountId: world.accountId.lindner }))).items.find((item) => item.invoiceId === invoiceId)?.actions.writeOff).toEqual(blocked)
    await tell(disputed("pi_twice", part, { status: "lost", version: 25 }))
    await give()
    expect([await till.open(invoiceId), await status(invoiceId), (await till.books("bad_debt")) - lost]).toEqual([0, "uncollectible", Number(totalMinor)])
    expect(await wrong()).toEqual([])
  })

  test("that names another payment under the same number, or another currency, changes nothing", async () => {
    const [one, other] = [await paid(), await paid()]
    await tell(disputed(one.ref, one.totalMinor))
    await expect(tell({ ...disputed(one.ref, 100n, { version: 40 }), paymentRef: other.ref })).rejects.toThrow("about another payment")
    await expect(tell(disputed(one.ref, 100n, { version: 40, withdrawn: { amount: "100", currency: "USD" } }))).rejects.toThrow("another currency")
    expect([await till.open(one.invoiceId), await till.open(other.invoiceId)]).toEqual([Number(one.totalMinor), 0])
    await tell(disputed(one.ref, one.totalMinor, { version: 50, status: "won", withdrawn: eur(0n) }))
  })

  test("and a refund at once, of more than was paid together, open its invoice once and agree with the books", async () => {
    const { invoiceId, totalMinor, ref } = await paid()
    await Promise.all([tell(disputed(ref, totalMinor)), tellRefund(ref, totalMinor)])
    expect(await till.open(invoiceId)).toBe(Number(totalMinor))
    expect(await wrong()).toEqual([])
    await tell(disputed(ref, totalMinor, { version: 38, status: "won", withdrawn: eur(0n) }))
    expect(await wrong()).toEqual([])
  })

  test("of somebody else's charge is nothing of ours", async () => {
    expect(await tell(disputed("pi_elsewhere", 100n))).toBe(false)
  })
})

describe("a refund that was made with the provider itself", () => {
  test("takes credit first, then opens the invoice, and says whence it came; one that fails is put back", async () => {
    const { invoiceId, totalMinor, ref, paymentId } = await paid(500n)
    const [before, kept] = [await booked(), await credit()]
    const amount = BigInt(kept) + 700n
    for (let twice = 0; twice < 2; twice++) await tellRefund(ref, amount)
    expect([await till.open(invoiceId), await credit(), await booked(before)]).toEqual([700, 0, [700, -Number(amount), 0, 0, kept]])
    expect(await till.one(`select source, status, reason from billing.refund where payment_id = '${paymentId}'`)).toEqual({ source: "provider", status: "succeeded", reason: "requested_by_customer" })
    expect(await wrong()).toEqual([])
    for (let twice = 0; twice < 2; twice++) await tellRefund(ref, amount, { status: "failed", version: 20, code: "lost_or_stolen_card" } as never)
    await tellRefund(ref, amount)
    expect([await till.open(invoiceId), await status(invoiceId), await credit(), await booked(before), await told("billing.refund_failed", paymentId)]).toEqual([0, "paid", kept, [0, 0, 0, 0, 0], 1])
    expect([await wrong(), totalMinor > 700n]).toEqual([[], true])
  })

  test("is written down while it is on its way, and in the books only when it is paid", async () => {
    const { ref, paymentId } = await paid()
    const before = await booked()
    await tellRefund(ref, 100n, { status: "processing", version: 5 })
    expect([await booked(before), await told("billing.payment_refunded", paymentId)]).toEqual([[0, 0, 0, 0, 0], 0])
    await tellRefund(ref, 100n)
    expect([(await booked(before))[1], await told("billing.payment_refunded", paymentId)]).toEqual([-100, 1])
  })

  test("one of our own that the bank sends back after it was paid is credit again", async () => {
    const { ref, paymentId } = await paid(900n)
    const before = [await booked(), await credit()] as const
    const { refundId } = await world.portal("felix", (work) => refundPayment(work, { requestKey: newId(), paymentId, amount: eur(900n), reason: "twice" }))
    const tellOurs = (of: object) => world.worker("zahnwerk", (work) => applyReversal(work, { refund: { refundId, paymentRef: ref, reason: "", outcome: { refundRef: `re_own_${ref}`, amount: eur(900n), ...of } as ProviderRefund["outcome"] } }))
    await tellOurs({ status: "succeeded", version: 10 })
    expect([await credit(), (await booked(before[0]))[1]]).toEqual([before[1] - 900, -900])
    for (let twice = 0; twice < 2; twice++) await tellOurs({ status: "failed", version: 20, code: "lost_or_stolen_card" })
    expect([await credit(), await booked(before[0]), await told("billing.refund_failed", paymentId)]).toEqual([before[1], [0, 0, 0, 0, 0], 1])
    expect(await wrong()).toEqual([])
  })
})

test("the provider is asked from the day of the oldest open dispute, and some weeks back at least", async () => {
  const since = async (now: string) => (await world.worker("zahnwerk", reversalsToRead, { now: Temporal.Instant.from(now) })).since
  await till.rows("update billing.dispute set closed_at = now(), status = 'won' where closed_at is null")
  const { ref, totalMinor } = await paid()
  await tell(disputed(ref, totalMinor))
  expect([await since("2026-12-10T00:00:00Z"), await since("2027-03-01T00:00:00Z")]).toEqual(["2026-11-05T00:00:00Z", "2026-12-01T10:00:00.000Z"])
})
