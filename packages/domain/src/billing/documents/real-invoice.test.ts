import { afterAll, beforeAll, expect, test } from "vitest"
import type { World } from "../../testing/index.ts"
import { openTill, type Till } from "../testing.ts"
import { getDocument } from "./get-document.ts"
import { renderInvoicePdf } from "./render-pdf.ts"
import { renderInvoiceUbl } from "./render-ubl.ts"
import { brokenRules } from "./ubl/rules.fixture.ts"

let world: World
let till: Till
beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

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
  const reachable = { ...document, seller: { ...document.seller, vatId: "DE136695976" }, buyer: { ...document.buyer, email: "praxis@example.com" }, remitTo: { accountHolder: "Zahnwerk", bankName: null, iban: "DE02120300000000202051", bic: null, accountNumber: null, routingNumber: null, reference: document.number } }
  expect(brokenRules(await renderInvoiceUbl(reachable))).toEqual([])
})
