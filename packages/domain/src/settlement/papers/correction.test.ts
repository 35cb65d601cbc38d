import { afterAll, beforeAll, expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import { Temporal } from "@entrepot/kernel"
import { renderInvoicePdf, renderInvoiceUbl, type DocumentForm, type Runs } from "../../billing/index.ts"
import { brokenRules } from "../../billing/testing.ts"
import { createWorld, type PersonName, type World } from "../../testing/index.ts"
import type { EntryKind } from "../contract.ts"
import { checkKeptCorrections, correctionFile, correctionPaper, draftStatements, issueStatement, listDisputes, listStatements, raiseDispute, resolveDispute, saveAgreement, saveTaxProfile, statementLines, statementView } from "../index.ts"
import { settlementIn } from "../testing.ts"

let world: World
let { rows, ship, pay, hearOwn, differences } = {} as ReturnType<typeof settlementIn>
let statementId = ""
const NOVEMBER = Temporal.Instant.from("2026-11-03T09:00:00Z")
const finance = <T>(task: (work: Work) => Promise<T>) => world.network("wanda", task, { now: NOVEMBER })
const partner = <T>(task: (work: Work) => Promise<T>, who: PersonName = "felix") => world.portal(who, task, { now: NOVEMBER })

/** A line of the kind is disputed, and so much is granted. */
async function accept(kind: EntryKind, amount: string, answer = "One box was missing"): Promise<string> {
  const { rows: lines } = await partner((work) => statementLines(work, { statementId, kind }))
  const claim = { amount, currency: "EUR" }
  const { disputeId } = await partner((work) => raiseDispute(work, { statementId, entryId: lines[0]!.entryId, reasonCode: "not_received", reason: "Short", claim }))
  await finance((work) => resolveDispute(work, { disputeId, verdict: "accepted", answer, amount: claim }))
  return disputeId
}

beforeAll(async () => {
  world = await createWorld()
  ;({ rows, ship, pay, hearOwn, differences } = settlementIn(world))
  await rows("update tenancy.tenant set tax_id = 'DE999847216', address = '{\"line1\":\"Marktplatz 1\",\"city\":\"Ort\",\"postalCode\":\"10115\"}' where tenant_id = 1")
  await finance((work) => saveTaxProfile(work, { expectedVersion: 0, legalName: "Nordwerk GmbH", country: "DE", address: { line1: "Speicherstraße 1", postalCode: "20457", city: "Hamburg" }, numbers: [{ country: "DE", number: "DE999318447" }], remitTo: { iban: "DE02120300000000202051", bank: "DKB" }, email: "rechnung@nordwerk.example" }))
  await finance((work) => saveAgreement(work, { tenantId: 1, expectedVersion: 0, commissionPercent: "2.5", collects: true, paymentDays: 14, draftDay: 2 }))
  const { credit } = await ship("tim", { gloves: "1000" }, "1000", "ZWS-1")
  await credit("goods_returned", "500")
  await pay(1_999, 50)
  await finance((work) => draftStatements(work, { period: "2026-10", tenantId: 1 }))
  statementId = (await finance((work) => listStatements(work, { tenantId: 1 }))).rows[0]!.statementId
  await finance((work) => issueStatement(work, { statementId, expectedVersion: 1 }))
})
afterAll(() => world.drop())

test("what is granted of a supply is a credit note of the distributor's, with its tax, that names the statement; books and paper agree", async () => {
  const disputeId = await accept("supply", "1000")
  const { document } = await partner((work) => correctionPaper(work, { disputeId }))
  const { number } = await partner((work) => statementView(work, { statementId }))
  expect(document).toMatchObject({
    paper: "correction", kind: "credit_note", number: "SC-2026-0001", issuedOn: "2026-11-03", dueOn: null, corrects: [{ number, issuedOn: "2026-11-03" }], reason: "One box was missing", seller: { legalName: "Nordwerk GmbH", vatId: "DE999318447" }, buyer: { vatId: "DE999847216" },
    supply: { from: "2026-10-12", to: "2026-10-12" }, lines: [{ name: "Nitrile gloves M", quantity: "1", net: { amount: "1000" }, description: expect.stringMatching(/^ZWS-1 · ZW-/) as string }], taxSubtotals: [{ taxCategory: "S", taxPercent: "19", tax: { amount: "190" } }],
    totals: { net: { amount: "1000" }, tax: { amount: "190" }, payable: { amount: "1190" } }, terms: { text: `Dieser Betrag wird zusammen mit ${number} beglichen.` },
  })
  const xml = await renderInvoiceUbl(document)
  expect([brokenRules(xml), xml.includes("<CreditNote")]).toEqual([[], true])
  expect(Buffer.from(await renderInvoicePdf(document)).subarray(0, 5).toString()).toBe("%PDF-")
  await hearOwn()
  expect(await rows(`select distinct document_number as number from ledger.journal where document_kind = 'dispute' and document_id = '${disputeId}'`)).toEqual([{ number: "SC-2026-0001" }])
  expect((await finance((work) => statementView(work, { statementId }))).adjusted.amount).toBe("-1190")
  expect((await finance((work) => listDisputes(work, { status: ["accepted"] }))).rows).toMatchObject([{ correction: { number: "SC-2026-0001", issuedOn: "2026-11-03" } }])
})

test("what is granted of a credit is an invoice, and of money that was taken in it is no supply", async () => {
  const back = (await partner(async (work) => correctionPaper(work, { disputeId: await accept("supply_return", "100", "It did come back") }))).document
  expect(back).toMatchObject({ kind: "invoice", number: "SC-2026-0002", dueOn: "2026-11-17", totals: { payable: { amount: "119" } }, corrects: [{ number: "ST-2026-0001" }] })
  expect(brokenRules(await renderInvoiceUbl(back))).toEqual([])
  const money = (await partner(async (work) => correctionPaper(work, { disputeId: await accept("collected", "200") }))).document
  expect(money).toMatchObject({ kind: "invoice", number: "SC-2026-0003", lines: [], advances: [{ amount: { amount: "-200" } }], totals: { payable: { amount: "200" } } })
  expect(Buffer.from(await renderInvoicePdf(money)).subarray(0, 5).toString()).toBe("%PDF-")
  await expect(renderInvoiceUbl(money)).rejects.toMatchObject({ code: "billing.e_invoice_is_incomplete", facts: { first: "supplied_lines" } })
  await hearOwn()
  expect(await differences()).toEqual([])
})

test("a rejection takes no number, and a transaction that fails leaves no gap", async () => {
  const { rows: lines } = await partner((work) => statementLines(work, { statementId, kind: "commission" }))
  const raise = () => partner((work) => raiseDispute(work, { statementId, entryId: lines[0]!.entryId, reasonCode: "other", reason: "x", claim: { amount: "1", currency: "EUR" } }))
  const { disputeId } = await raise()
  await expect(finance(async (work) => { await resolveDispute(work, { disputeId, verdict: "accepted", answer: "x" }); throw new Error("No") })).rejects.toThrow("No")
  await finance((work) => resolveDispute(work, { disputeId, verdict: "rejected", answer: "It stands" }))
  await expect(partner((work) => correctionPaper(work, { disputeId }))).rejects.toMatchObject({ code: "settlement.dispute_not_found" })
  expect((await finance(async (work) => correctionPaper(work, { disputeId: await accept("commission", "1") }))).document.number).toBe("SC-2026-0004")
  await hearOwn()
  expect(await differences()).toEqual([])
})

test("is kept as it was first given to either side, and is nobody else's; one from before it was taken down says the same", async () => {
  const { disputeId } = (await finance((work) => listDisputes(work, { status: ["accepted"] }))).rows.at(-1)!
  const file = (run: <T>(task: (work: Work) => Promise<T>) => Promise<T>, form: DocumentForm = "pdf") => correctionFile({ read: run, write: run } satisfies Runs, { disputeId, form })
  for (const who of ["grace", "claire"] as const) await expect(file((task) => partner(task, who))).rejects.toMatchObject({ code: "settlement.dispute_not_found" })
  const [one, two, three] = await Promise.all([file(partner), file(finance), file((task) => world.worker("zahnwerk", task))])
  expect(one!.name).toBe("SC-2026-0001.pdf")
  for (const other of [two, three]) expect(Buffer.from(other!.bytes).equals(Buffer.from(one!.bytes))).toBe(true)
  expect((await file(partner, "ubl")).name).toBe("SC-2026-0001.xml")
  const said = await partner((work) => correctionPaper(work, { disputeId }))
  await rows("update settlement.correction set content = null")
  expect(await partner((work) => correctionPaper(work, { disputeId }))).toEqual(said)
  await expect(partner((work) => correctionPaper(work, { disputeId }), "tim")).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  expect(await world.portal("tim", (work) => work.db.selectFrom("settlement.correction").select("number").execute())).toEqual([])
  expect(await partner((work) => work.db.selectFrom("settlement.kept_correction").select("form").execute(), "grace")).toEqual([])
  expect(await world.worker(undefined, checkKeptCorrections)).toEqual([])
  await rows("delete from settlement.kept_correction")
  await rows("delete from settlement.correction where number = 'SC-2026-0002'")
  expect((await differences()).map(({ check }) => check)).toEqual(["correction_is_its_adjustment", "corrections_have_no_gap"])
})
