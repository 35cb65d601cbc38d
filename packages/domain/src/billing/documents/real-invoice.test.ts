import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "@entrepot/kernel"
import type { World } from "../../testing/index.ts"
import { decideCreditNote, invoiceView, requestCreditNote } from "../index.ts"
import { openTill, type Till } from "../testing.ts"
import { getDocument } from "./get-document.ts"
import type { InvoiceDocument } from "./invoice-document.ts"
import { renderInvoicePdf } from "./render-pdf.ts"
import { renderInvoiceUbl } from "./render-ubl.ts"
import { brokenRules } from "./ubl/rules.fixture.ts"

let world: World
let till: Till
beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

const reachable = (document: InvoiceDocument): InvoiceDocument => ({
  ...document, seller: { ...document.seller, vatId: "DE136695976" }, buyer: { ...document.buyer, email: "praxis@example.com" }, remitTo: { accountHolder: "Zahnwerk", bankName: null, iban: "DE02120300000000202051", bic: null, accountNumber: null, routingNumber: null, reference: document.number },
})

test("what shipped is invoiced, drawn, and drawn again the same", async () => {
  const { invoiceId } = await till.invoice({ mirror: "10", gloves: "3" })
  const draw = async () => Buffer.from(await renderInvoicePdf((await world.portal("sofia", (work) => getDocument(work, { documentId: invoiceId }))).document))
  const first = await draw()
  expect(first.subarray(0, 5).toString()).toBe("%PDF-")
  expect((await draw()).equals(first)).toBe(true)
})

test("with tax numbers and a mailbox on both sides it is an e-invoice that keeps the rules", async () => {
  const { invoiceId } = await till.invoice({ mirror: "7" })
  const { document } = await world.portal("sofia", (work) => getDocument(work, { documentId: invoiceId }))
  expect(brokenRules(await renderInvoiceUbl(reachable(document)))).toEqual([])
})

test("what corrects it is one as well, goods or money, and names the order and the customer's own number", async () => {
  const { invoiceId } = await till.invoice({ mirror: "3" })
  const { lines: [line], poNumber, orderNumber } = await world.portal("felix", (work) => invoiceView(work, { invoiceId }))
  for (const part of [{ quantity: "1" }, { net: { amount: "100", currency: "EUR" } }]) {
    const { creditNoteId } = await world.portal("felix", (work) => requestCreditNote(work, { requestKey: newId(), invoiceId, reasonCode: "damaged", reason: "broken", lines: [{ lineId: line!.lineId, ...part }] }))
    await world.portal("miriam", (work) => decideCreditNote(work, { creditNoteId, verdict: "approved" }))
    const { document } = await world.portal("sofia", (work) => getDocument(work, { documentId: creditNoteId }))
    expect(document).toMatchObject({ kind: "credit_note", poNumber: poNumber || null, orderNumbers: [orderNumber] })
    expect(brokenRules(await renderInvoiceUbl(reachable(document)))).toEqual([])
    expect(Buffer.from(await renderInvoicePdf(document)).subarray(0, 5).toString()).toBe("%PDF-")
  }
})
