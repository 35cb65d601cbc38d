import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId } from "@entrepot/kernel"
import type { World } from "../../testing/index.ts"
import { applyCredit, applyPaymentOutcome, applyRefund, applySetup, applyWebhook, lockAttempt, lockRefund, markSubmitted, payInvoices, quotePayment, recordPayment, refundPayment, startSetup, storeWebhook } from "../index.ts"
import { eur } from "../../ordering/testing.ts"
import { checkBillingBooks } from "../statements/check-books.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
let card: string
beforeAll(async () => {
  ;({ world, till } = await openTill())
  card = await till.card()
})
afterAll(() => world.drop())

const today = async () => String((await till.one("select (now() at time zone 'Europe/Berlin')::date::text as d")).d)
const pay = (invoiceId: string, amount: bigint, more: Partial<Parameters<typeof payInvoices>[1]> = {}) => world.portal("sofia", (work) => payInvoices(work, { requestKey: newId(), invoices: [{ invoiceId, amount: eur(amount) }], ...more }))
const outcome = (attemptId: string, of: Parameters<typeof applyPaymentOutcome>[2]) => world.worker("zahnwerk", (work) => applyPaymentOutcome(work, attemptId, of))
const succeeded = (amount: bigint, version = 2) => ({ status: "succeeded", version, paymentRef: "pi_1", amount: eur(amount) }) as const

describe("paying by card", () => {
  test("is an attempt that the worker makes, and money that arrives settles the invoice, once", async () => {
    const { invoiceId, totalMinor } = await till.invoice()
    const before = await till.unpaid()
    const { attemptId, status } = await pay(invoiceId, totalMinor)
    expect(status).toBe("created")
    expect(await world.worker("zahnwerk", (work) => lockAttempt(work, attemptId!))).toMatchObject({ methodRef: "pm_1", merchant: { accountRef: "acct_1" }, amount: eur(totalMinor), host: "zahnwerk.localhost", description: expect.stringMatching(/^INV-/) as string })
    expect(await world.worker("zahnwerk", (work) => markSubmitted(work, attemptId!))).toBe(true)
    expect(await world.worker("zahnwerk", (work) => markSubmitted(work, attemptId!))).toBe(false)
    const told = await Promise.all([outcome(attemptId!, succeeded(totalMinor)), outcome(attemptId!, succeeded(totalMinor))])
    expect(told.filter((one) => one.changed)).toHaveLength(1)
    expect(await till.open(invoiceId)).toBe(0)
    expect(await till.unpaid()).toBe(before - Number(totalMinor))
    expect(await till.one(`select count(*)::int as n from billing.payment where attempt_id = '${attemptId}'`)).toEqual({ n: 1 })
  })

  test("twice with one click is paying once", async () => {
    const { invoiceId, totalMinor } = await till.invoice()
    const requestKey = newId()
    const [one, two] = await Promise.all([pay(invoiceId, totalMinor, { requestKey }), pay(invoiceId, totalMinor, { requestKey })])
    expect(one.attemptId).toBe(two.attemptId)
  })

  test("of two at once one wins, and while nobody knows the outcome nothing else is tried", async () => {
    const { invoiceId, totalMinor } = await till.invoice()
    const tried = await Promise.allSettled([pay(invoiceId, totalMinor), pay(invoiceId, totalMinor)])
    const won = tried.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
    expect(won).toHaveLength(1)
    expect(tried.find((one) => one.status === "rejected")).toMatchObject({ reason: { code: "billing.payment_is_under_way" } })
    await outcome(won[0]!.attemptId!, { status: "unknown", version: 1, message: "timeout" })
    await expect(pay(invoiceId, totalMinor)).rejects.toMatchObject({ code: "billing.payment_is_under_way" })
    await outcome(won[0]!.attemptId!, { status: "not_found", version: 2 })
    expect((await pay(invoiceId, totalMinor)).status).toBe("created")
  })

  test("a card that is refused for good is not charged by itself again, and money that arrives late is kept as credit", async () => {
    const { invoiceId, totalMinor } = await till.invoice()
    const { attemptId } = await pay(invoiceId, totalMinor)
    await outcome(attemptId!, { status: "failed", version: 3, paymentRef: "pi_2", decline: "hard", code: "lost_card", message: "" })
    expect(await till.one(`select refused_at is not null as refused from billing.payment_method where method_id = '${card}'`)).toEqual({ refused: true })
    await till.rows(`update billing.payment_method set refused_at = null where method_id = '${card}'`)
    await world.portal("felix", async (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: eur(totalMinor), receivedOn: await today(), invoices: [{ invoiceId, amount: eur(totalMinor) }] }))
    await outcome(attemptId!, succeeded(totalMinor, 1))
    expect(await till.one(`select balance_minor::text as n from billing.credit_balance where account_id = '${world.accountId.lindner}'`)).toEqual({ n: String(totalMinor) })
  })

  test("credit is used first, on the invoice due first, and cannot be used twice", async () => {
    const credit = BigInt(String((await till.one(`select balance_minor::text as n from billing.credit_balance where account_id = '${world.accountId.lindner}'`)).n))
    const [one, two] = [await till.invoice({ mirror: "4" }), await till.invoice({ lamp: "1" })]
    const quote = await world.portal("sofia", (work) => quotePayment(work, { invoiceIds: [one.invoiceId, two.invoiceId] }))
    expect(quote).toMatchObject({ credit: eur(credit), toPay: eur(one.totalMinor + two.totalMinor) })
    const invoices = [one, two].map(({ invoiceId, totalMinor }) => ({ invoiceId, amount: eur(totalMinor) }))
    const paying = await world.portal("sofia", (work) => payInvoices(work, { requestKey: newId(), invoices, credit: eur(credit) }))
    expect(paying).toMatchObject({ credited: eur(credit), charged: eur(one.totalMinor + two.totalMinor - credit) })
    await expect(world.portal("sofia", (work) => applyCredit(work, { requestKey: newId(), invoices }))).rejects.toMatchObject({ code: expect.stringMatching(/^billing\.(not_enough_credit|more_than_is_open)$/) as string })
    await outcome(paying.attemptId!, succeeded(one.totalMinor + two.totalMinor - credit))
    expect([await till.open(one.invoiceId), await till.open(two.invoiceId)]).toEqual([0, 0])
  })
})

describe("money that is recorded by hand", () => {
  test("goes to the oldest invoices, and what is left of it is credit that can be paid back once", async () => {
    const { invoiceId, totalMinor } = await till.invoice()
    const receivedOn = await today()
    const requestKey = newId()
    const record = () => world.portal("felix", (work) => recordPayment(work, { requestKey, accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: eur(50_000_000n), receivedOn, reference: "SEPA 1", invoices: null }))
    const [{ paymentId }, again] = [await record(), await record()]
    expect(again.paymentId).toBe(paymentId)
    expect(await till.open(invoiceId)).toBe(0)
    expect(totalMinor).toBeGreaterThan(0n)
    const refund = (key: string, amount: bigint) => world.portal("felix", (work) => refundPayment(work, { requestKey: key, paymentId, amount: eur(amount), reason: "paid too much" }))
    const key = newId()
    expect(await refund(key, 1_000n)).toEqual(await refund(key, 1_000n))
    await expect(refund(newId(), 60_000_000n)).rejects.toMatchObject({ code: "billing.refund_is_more_than_paid" })
  })

  test("in part leaves the rest open, and no more than is open is taken", async () => {
    const { invoiceId, totalMinor } = await till.invoice()
    const record = (amount: bigint, share: bigint) => world.portal("felix", async (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "cash", amount: eur(amount), receivedOn: await today(), invoices: [{ invoiceId, amount: eur(share) }] }))
    await record(100n, 100n)
    expect(await till.one(`select status, open_minor::text as open from billing.open_item where invoice_id = '${invoiceId}'`)).toEqual({ status: "partly_paid", open: String(totalMinor - 100n) })
    await expect(record(totalMinor, totalMinor)).rejects.toMatchObject({ code: "billing.more_than_is_open" })
    await expect(record(50n, 100n)).rejects.toMatchObject({ code: "billing.shares_are_more_than_paid" })
    await expect(world.portal("sofia", async (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "cash", amount: eur(1n), receivedOn: await today(), invoices: null }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  })
})

test("a card's refund that the provider refuses gives the credit back", async () => {
  const { invoiceId, totalMinor } = await till.invoice()
  const { attemptId } = await pay(invoiceId, totalMinor)
  await outcome(attemptId!, succeeded(totalMinor + 500n))
  const balance = async () => Number((await till.one(`select balance_minor::float as n from billing.credit_balance where account_id = '${world.accountId.lindner}'`)).n)
  const before = await balance()
  const { payment_id } = await till.one(`select payment_id from billing.payment where attempt_id = '${attemptId}'`)
  const { refundId } = await world.portal("felix", (work) => refundPayment(work, { requestKey: newId(), paymentId: String(payment_id), amount: eur(500n), reason: "twice" }))
  expect(await balance()).toBe(before - 500)
  expect(await world.worker("zahnwerk", (work) => lockRefund(work, refundId))).toMatchObject({ paymentRef: "pi_1", amount: eur(500n) })
  // Until the provider has answered, the books say what the credit says, too.
  expect(await world.worker(undefined, (work) => checkBillingBooks(work))).toEqual([])
  expect(await world.worker("zahnwerk", (work) => applyRefund(work, refundId, { status: "failed", version: 1, refundRef: "re_1", code: "expired" }))).toBe("failed")
  expect(await world.worker(undefined, (work) => checkBillingBooks(work))).toEqual([])
  expect(await balance()).toBe(before)
})

test("webhooks are kept once and applied once, whoever sends them and how often", async () => {
  const { setupId } = await world.portal("sofia", (work) => startSetup(work, {}))
  const webhook = { provider: "stripe", eventRef: "evt_1", type: "checkout.session.completed", kind: "setup", objectRef: "cs_9", accountRef: null, networkId: 1, tenantId: 1, paymentRef: null, createdAt: "2026-11-28T10:00:00Z", payload: "{}" } as const
  const kept = [await world.worker("zahnwerk", (work) => storeWebhook(work, webhook)), await world.worker("zahnwerk", (work) => storeWebhook(work, webhook))]
  expect(kept.map((one) => one.fresh)).toEqual([true, false])
  const object = { kind: "setup", setupId, outcome: { status: "succeeded", version: 4, setupRef: "cs_9", method: { methodRef: "pm_9", kind: "card", brand: "visa", last4: "0341", expMonth: 1, expYear: 2099 } } } as const
  const applied = await Promise.all([1, 2].map(() => world.worker("zahnwerk", (work) => applyWebhook(work, kept[0]!.webhookId!, object))))
  expect(applied).toEqual(["applied", "applied"])
  expect(await world.worker("zahnwerk", (work) => applySetup(work, setupId, { status: "expired", version: 9, setupRef: "cs_9", code: "expired" }))).toBe("succeeded")
  expect(await till.one("select count(*)::int as n from billing.payment_method where method_ref = 'pm_9'")).toEqual({ n: 1 })
})

test("somebody of another account, and of another tenant, finds nothing to pay", async () => {
  const { invoiceId, totalMinor } = await till.invoice()
  const ask = { requestKey: newId(), invoices: [{ invoiceId, amount: eur(totalMinor) }] }
  await expect(world.portal("karl", (work) => payInvoices(work, ask))).rejects.toMatchObject({ code: "billing.invoice_not_found" })
  await expect(world.portal("lily", (work) => payInvoices(work, ask))).rejects.toMatchObject({ code: "billing.invoice_not_found" })
})

test("the books owe what is open, and hold what is to somebody's credit, to the cent", async () => {
  const { open, credit } = await till.one("select (select sum(open_minor) from billing.open_item)::float as open, (select sum(balance_minor) from billing.credit_balance)::float as credit")
  expect(await till.books("receivable")).toBe(open)
  expect(await till.books("customer_credit")).toBe(-Number(credit))
  expect(await till.unpaid()).toBe(open)
  const rebuilt = await till.rows("select o.invoice_id from billing.open_item o where o.total_minor - o.open_minor <> coalesce((select sum(amount_minor) from billing.clearing c where c.invoice_id = o.invoice_id), 0)")
  expect(rebuilt).toEqual([])
})

test("after all of this the books agree with the documents", async () => {
  expect(await world.worker(undefined, checkBillingBooks)).toEqual([])
})
