import { afterAll, beforeAll, expect, test } from "vitest"
import type { World } from "../../testing/index.ts"
import { renderStatementPdf, statementCsv } from "../documents/index.ts"
import { openTill, type Till } from "../testing.ts"
import { statementDocument } from "./statement-document.ts"

let world: World
let till: Till
beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

test("a customer takes its own statement along, on paper and for a spreadsheet", async () => {
  const { number, totalMinor } = await till.invoice({ mirror: "10" })
  const { document } = await world.portal("sofia", (work) => statementDocument(work, { from: "2020-01-01", to: "2099-12-31" }))
  expect(document).toMatchObject({ buyer: { legalName: "Praxis Dr. Lindner", number: "C-1001" }, entries: [{ kind: "invoice", number }], closing: { amount: String(totalMinor), currency: "EUR" }, ageing: { notDue: { amount: String(totalMinor) } } })
  expect(Buffer.from(await renderStatementPdf(document)).subarray(0, 5).toString()).toBe("%PDF-")
  expect(statementCsv(document)).toContain(number)
})

test("who may not see invoices gets no statement", async () => {
  await expect(world.portal("eva", (work) => statementDocument(work, { from: "2026-01-01", to: "2026-12-31" }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})
