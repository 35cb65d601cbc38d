import { afterAll, beforeAll, expect, test } from "vitest"
import { money, newId, Temporal } from "@entrepot/kernel"
import { closePeriod, postJournal, reopenPeriod } from "../../ledger/index.ts"
import { eur } from "../../ordering/testing.ts"
import type { World } from "../../testing/index.ts"
import { ageing, applyCredit, finaliseDraft, listPayments, recordPayment, saveDraft, statement } from "../index.ts"
import { openTill } from "../testing.ts"
import { billingCloseChecks, checkBillingBooks } from "./check-books.ts"

let world: World
let invoiceId: string
const [OCTOBER, NOVEMBER] = [Temporal.Instant.from("2026-10-05T08:00:00Z"), Temporal.Instant.from("2026-11-04T08:00:00Z")]
const period = "2026-10"
beforeAll(async () => {
  ;({ world } = await openTill())
  const draft = await world.portal("felix", (work) => saveDraft(work, { accountId: world.accountId.lindner, lines: [{ name: "Repair", quantity: "1", unitPrice: "80" }] }), { now: OCTOBER })
  ;({ invoiceId } = await world.portal("felix", (work) => finaliseDraft(work, { invoiceId: draft.invoiceId, expectedVersion: draft.version }), { now: OCTOBER }))
})
afterAll(() => world.drop())

const felix = <T>(task: Parameters<typeof world.portal<T>>[1], now = NOVEMBER) => world.portal("felix", task, { now })
const record = (amount: bigint, forInvoice: bigint, now: Temporal.Instant) =>
  felix((work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: eur(amount), receivedOn: "2026-10-04", reference: "SEPA", invoices: forInvoice ? [{ invoiceId, amount: eur(forInvoice) }] : [] }), now)
const statementOf = (from: string, to: string) => felix((work) => statement(work, { accountId: world.accountId.lindner, from, to }))
const october = async () => {
  const { opening, entries, closing } = await statementOf("2026-10-01", "2026-10-31")
  return { opening, entries, closing, ageing: await felix((work) => ageing(work, { on: "2026-10-31" })) }
}
const proof = () => world.worker(undefined, (work) => checkBillingBooks(work))

test("money that was received in a month that is closed leaves that month as it was, in every list and in the books", async () => {
  await record(1_000n, 1_000n, OCTOBER)
  await record(700n, 0n, OCTOBER)
  expect(await felix((work) => billingCloseChecks(work, { period }))).toEqual([])
  await felix((work) => closePeriod(work, { period }))
  const closed = await october()
  expect(closed.entries.map(({ on, occurredOn }) => [on, occurredOn])).toEqual([["2026-10-04", null], ["2026-10-04", null], ["2026-10-05", null]])
  await record(2_000n, 1_500n, NOVEMBER)
  await felix((work) => applyCredit(work, { requestKey: newId(), accountId: world.accountId.lindner, invoices: [{ invoiceId, amount: eur(300n) }] }))
  expect(await october()).toEqual(closed)
  expect(await proof()).toEqual([])
})

test("it is on the statement from the first open day on, with the day on which it was received", async () => {
  const { entries } = await statementOf("2026-11-01", "2026-11-30")
  expect(entries).toMatchObject([{ kind: "payment", on: "2026-11-01", occurredOn: "2026-10-04", credit: eur(2_000n) }])
  expect((await felix((work) => listPayments(work, { accountId: world.accountId.lindner }))).rows[0]).toMatchObject({ receivedOn: "2026-10-04" })
})

test("what the books have at a month's end and no document says is found, though it is gone today", async () => {
  const ten = money(10n, "EUR")
  const post = (postedOn: string, role: "receivable" | "revenue", other: "receivable" | "revenue") =>
    world.worker("zahnwerk", (work) => postJournal(work, { businessKey: `by hand ${role}`, document: { kind: "invoice", id: invoiceId, number: "x" }, accountId: world.accountId.lindner, postedOn, currency: "EUR", lines: [{ role, debit: ten }, { role: other, credit: ten }] }))
  await felix((work) => reopenPeriod(work, { period, reason: "a correction" }))
  await post("2026-10-31", "receivable", "revenue")
  await post("2026-11-01", "revenue", "receivable")
  expect(await proof()).toEqual([])
  expect(await felix((work) => billingCloseChecks(work, { period }))).toMatchObject([{ code: "documents_differ", facts: { subject: `C-1001 EUR ${period}` } }])
  await felix((work) => closePeriod(work, { period }))
  expect(await proof()).toMatchObject([{ tenantId: 1, check: "receivable_equals_documents_at_month_end", subject: `C-1001 EUR ${period}` }])
})
