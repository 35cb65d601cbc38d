import { afterAll, beforeAll, expect, test } from "vitest"
import { money, newId } from "@entrepot/kernel"
import { checkBooks, postJournal } from "../../ledger/index.ts"
import type { World } from "../../testing/index.ts"
import { recordPayment } from "../index.ts"
import { openTill, type Till } from "../testing.ts"
import { billingCloseChecks, checkBillingBooks } from "./check-books.ts"

let world: World
let till: Till
beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

const proof = () => world.worker(undefined, async (work) => [...(await checkBillingBooks(work)), ...(await checkBooks(work))])

test("the books agree with what is open and what is kept as credit, and what was posted past the documents is found", async () => {
  const { invoiceId } = await till.invoice({ mirror: "10" })
  await till.invoice({ wrench: "2" }, "karl")
  expect(await proof()).toEqual([])
  await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "bank_transfer", amount: { amount: "1000", currency: "EUR" }, receivedOn: "2026-11-20", invoices: [{ invoiceId, amount: { amount: "1000", currency: "EUR" } }] }))
  await world.portal("felix", (work) => recordPayment(work, { requestKey: newId(), accountId: world.accountId.lindner, paidBy: "cash", amount: { amount: "900000", currency: "EUR" }, receivedOn: "2026-11-21", invoices: null }))
  expect(await proof()).toEqual([])
  expect(await world.portal("felix", (work) => billingCloseChecks(work, { period: "2026-09" }))).toEqual([])
  const ten = money(10n, "EUR")
  await world.worker("zahnwerk", (work) => postJournal(work, { businessKey: "by hand", document: { kind: "invoice", id: invoiceId, number: "x" }, accountId: world.accountId.lindner, postedOn: "2026-11-21", currency: "EUR", lines: [{ role: "receivable", debit: ten }, { role: "revenue", credit: ten }] }))
  expect(await proof()).toEqual([{ tenantId: 1, check: "receivable_equals_documents", subject: "C-1001 EUR", expected: "0", found: "10" }])
  expect(await world.portal("felix", (work) => billingCloseChecks(work, { period: "2026-09" }))).toEqual([{ code: "documents_differ", blocking: true, facts: { count: "1", subject: "C-1001 EUR" } }])
})
