import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { businessDate, newId, Temporal } from "@entrepot/kernel"
import { eur } from "../../ordering/testing.ts"
import type { World } from "../../testing/index.ts"
import { ageing, applyPaymentOutcome, billingTotals, checkOpenItems, creditBalance, dunningHistory, dunningPolicies, dunningPolicy, dunTenant, previewDunning, rebuildOpenItems, recordPayment, runDunning, saveDunningPolicy, statement } from "../index.ts"
import { collectAutomatically } from "../payments/collect.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
let invoiceId: string
let total: bigint
beforeAll(async () => {
  ;({ world, till } = await openTill())
  ;({ invoiceId, totalMinor: total } = await till.invoice())
})
afterAll(() => world.drop())

const later = (days: number) => Temporal.Now.instant().add({ hours: 24 * days })
/** The day in the seller's zone, which late in the evening is not that of Greenwich. */
const dayIn = (days: number) => businessDate(later(days), "Europe/Berlin").toString()
const dunned = (days: number) => world.worker(undefined, (work) => runDunning(work), { now: later(days) })
const stage = async () => (await till.one(`select stage from billing.dunning_case where account_id = '${world.accountId.lindner}'`)).stage

describe("who does not pay", () => {
  test("is let be until the grace is over, then reminded once for each reminder, however often the day runs", async () => {
    expect(await dunned(31)).toBe(0)
    expect(await Promise.all([dunned(36), dunned(36)])).toEqual(expect.arrayContaining([1, 0]))
    expect(await dunned(36)).toBe(0)
    expect(await stage()).toBe("overdue")
    expect(await world.portal("felix", (work) => dunningHistory(work))).toMatchObject([{ step: "notice", accountId: world.accountId.lindner }])
  })

  test("may not order on credit any more, then gets nothing by subscription, and may again as soon as all is paid", async () => {
    await dunned(61)
    expect(await stage()).toBe("restricted")
    await expect(till.desk.place("tim", { mirror: "1" })).rejects.toMatchObject({ code: "ordering.account_is_restricted" })
    await dunned(80)
    expect(await stage()).toBe("suspended")
    const seen = await world.portal("felix", (work) => previewDunning(work), { now: later(80), mode: "read" })
    expect(seen).toMatchObject({ counts: { suspended: 1 }, rows: [{ becomes: "suspended", overdue: eur(total) }] })
    await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: eur(total), receivedOn: dayIn(-1), invoices: null }))
    await world.worker("zahnwerk", (work) => dunTenant(work, world.accountId.lindner), { now: later(81) })
    expect(await stage()).toBe("none")
    expect((await till.desk.place("tim", { mirror: "1" })).status).toBe("confirmed")
  })
})

test("who was let off and falls behind again is stopped again, each time once", async () => {
  const first = await till.invoice()
  const half = { amount: (first.totalMinor / 2n).toString(), currency: "EUR" }
  await dunned(120)
  expect(await stage()).toBe("suspended")
  // A laxer policy lets go, as paying the oldest does; the customer was late all the while.
  const lax = { graceDays: 0, noticeDays: [], retryDays: [], restrictDays: null, suspendDays: null, minimum: null }
  const usual = { graceDays: 3, noticeDays: [5], retryDays: [], restrictDays: 30, suspendDays: 45, minimum: null }
  await world.portal("felix", (work) => saveDunningPolicy(work, { policy: lax, expectedVersion: 0 }))
  await Promise.all([dunned(121), dunned(121)])
  expect(await stage()).toBe("overdue")
  await world.portal("felix", (work) => saveDunningPolicy(work, { policy: usual, expectedVersion: 1 }))
  const seen = await world.portal("felix", (work) => previewDunning(work, { moving: true }), { now: later(122), mode: "read" })
  expect(seen).toMatchObject({ found: 1, now: { overdue: 1, suspended: 0 }, counts: { overdue: 0, suspended: 1 }, moves: { up: 1, down: 0 }, rows: [{ stage: "overdue", becomes: "suspended" }] })
  await dunned(122)
  expect(await stage()).toBe("suspended")
  await expect(till.desk.place("tim", { mirror: "1" })).rejects.toMatchObject({ code: "ordering.account_is_restricted" })
  await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: half, receivedOn: dayIn(-1), invoices: null }))
  await dunned(123)
  expect(await stage()).toBe("suspended")
  await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: { ...half, amount: (first.totalMinor - first.totalMinor / 2n).toString() }, receivedOn: dayIn(-1), invoices: null }))
  await world.worker("zahnwerk", (work) => dunTenant(work, world.accountId.lindner), { now: later(124) })
  expect(await stage()).toBe("none")
  expect((await till.desk.place("tim", { mirror: "1" })).status).toBe("confirmed")
  const lifted = (await world.portal("felix", (work) => dunningHistory(work, { accountId: world.accountId.lindner }))).filter(({ step }) => step === "lifted")
  expect(lifted).toHaveLength(3)
})

test("a policy is saved in versions, and of two at once one wins", async () => {
  const policy = { graceDays: 0, noticeDays: [1], retryDays: [2, 1, 2], restrictDays: null, suspendDays: null, minimum: null }
  const saved = await Promise.allSettled([1, 2].map(() => world.portal("felix", (work) => saveDunningPolicy(work, { policy, expectedVersion: 2 }))))
  expect(saved.filter((one) => one.status === "fulfilled")).toHaveLength(1)
  expect(saved.find((one) => one.status === "rejected")?.reason).toMatchObject({ code: "billing.dunning_policy_changed", kind: "conflict", facts: { by: expect.any(String) as string, version: 3 } })
  expect(await world.portal("felix", (work) => dunningPolicy(work))).toMatchObject({ version: 3, retryDays: [1, 2] })
  expect((await world.portal("felix", (work) => dunningPolicies(work))).map(({ version, graceDays }) => [version, graceDays])).toEqual([[3, 0], [2, 3], [1, 0]])
  await expect(world.portal("sofia", (work) => dunningPolicy(work))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})

test("a charge is tried again on the policy's days; refused for good, it waits for another card", async () => {
  const card = await till.card()
  const { invoiceId: charged } = await till.invoice()
  const { attemptId } = (await world.worker("zahnwerk", (work) => collectAutomatically(work, { accountId: world.accountId.lindner, invoiceId: charged, cause: "automatic" }))) as { attemptId: string }
  await till.rows(`update billing.invoice set collect = 'automatic' where invoice_id = '${charged}'`)
  await world.worker("zahnwerk", (work) => applyPaymentOutcome(work, attemptId, { status: "failed", version: 1, paymentRef: "pi", decline: "soft", code: "insufficient_funds", message: "" }))
  const attempts = async () => Number((await till.one(`select count(*)::int as n from billing.attempt_invoice where invoice_id = '${charged}'`)).n)
  await world.worker("zahnwerk", (work) => dunTenant(work))
  expect(await attempts()).toBe(1)
  await world.worker("zahnwerk", (work) => dunTenant(work), { now: later(1) })
  expect(await attempts()).toBe(2)
  const { id } = await till.one(`select attempt_id as id from billing.payment_attempt where cause = 'retry'`)
  await world.worker("zahnwerk", (work) => applyPaymentOutcome(work, String(id), { status: "failed", version: 1, paymentRef: "pi2", decline: "hard", code: "stolen_card", message: "" }))
  await world.worker("zahnwerk", (work) => dunTenant(work), { now: later(9) })
  expect(await attempts()).toBe(2)
  expect((await world.portal("felix", (work) => dunningHistory(work))).filter((one) => one.step === "waits_for_method")).toHaveLength(1)
  await till.rows(`update billing.payment_method set refused_at = null, created_at = now() + interval '1 hour' where method_id = '${card}'`)
  await world.worker("zahnwerk", (work) => dunTenant(work), { now: later(10) })
  expect(await attempts()).toBe(3)
})

describe("statement and ageing", () => {
  test("a statement adds up: opening, every document, closing, and the open items behind it", async () => {
    const view = await world.portal("sofia", (work) => statement(work, { from: dayIn(-10), to: dayIn(1) }))
    const sum = view.entries.reduce((all, entry) => all + Number(entry.debit?.amount ?? 0) - Number(entry.credit?.amount ?? 0), Number(view.opening.amount))
    expect(Number(view.closing.amount)).toBe(sum)
    const open = view.openItems.reduce((all, item) => all + Number(item.open.amount), 0)
    expect(sum).toBe(open - Number(view.credit.amount))
    expect(Number(view.ageing.total.amount)).toBe(open)
    expect(view.entries.map((entry) => entry.kind)).toEqual(expect.arrayContaining(["invoice", "payment"]))
    await expect(world.portal("karl", (work) => statement(work, { accountId: world.accountId.lindner, from: dayIn(-10), to: dayIn(1) })).then((seen) => seen.entries)).resolves.toEqual([])
  })

  test("ageing moves what is open from bucket to bucket, and its accounts add up to its totals", async () => {
    const at = (days: number) => world.portal("felix", (work) => ageing(work, { on: dayIn(days) }))
    const [now, then] = [await at(0), await at(45)]
    expect(now.totals[0]).toMatchObject({ days_1_30: eur(0n) })
    expect(then.totals[0]!.current.amount).toBe("0")
    expect(then.totals[0]!.days_1_30).toEqual(now.totals[0]!.total)
    expect(then.accounts.map((row) => row.total)).toEqual([then.totals[0]!.total])
    expect((await world.portal("sofia", (work) => creditBalance(work))).accountId).toBe(world.accountId.lindner)
  })

  test("agree with the books to the cent; what somebody broke is found and rebuilt", async () => {
    expect(await world.worker("zahnwerk", checkOpenItems)).toEqual([])
    const [totals] = await world.worker("zahnwerk", billingTotals)
    expect(await till.books("receivable")).toBe(Number(totals!.receivableMinor))
    await till.rows(`update billing.open_item set paid_minor = paid_minor - 1 where invoice_id = '${invoiceId}'`)
    expect(await world.worker("zahnwerk", checkOpenItems)).toMatchObject([{ what: "open_item", id: invoiceId }, { what: "unpaid" }])
    expect(await world.worker("zahnwerk", rebuildOpenItems)).toBe(1)
    expect(await world.worker("zahnwerk", checkOpenItems)).toEqual([])
    await till.rows("update ordering.credit_line set unpaid_minor = unpaid_minor + 1 where unpaid_minor > 0")
    expect(await world.worker("zahnwerk", checkOpenItems)).toMatchObject([{ what: "unpaid" }])
    expect(await world.worker("zahnwerk", rebuildOpenItems)).toBe(1)
    expect(await world.worker("zahnwerk", checkOpenItems)).toEqual([])
  })
})
