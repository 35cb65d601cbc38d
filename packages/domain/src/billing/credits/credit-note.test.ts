import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { newId } from "@entrepot/kernel"
import { eur } from "../../ordering/testing.ts"
import { priceLines } from "../../pricing/index.ts"
import type { World } from "../../testing/index.ts"
import { creditNoteDocument, creditNotesToDecide, creditNoteTotals, creditNoteView, decideCreditNote, discardDraft, finaliseDraft, invoiceTotals, invoiceView, listCreditNotes, listInvoices, previewCreditNote, requestCreditNote, saveDraft, voidInvoice, withdrawCreditNote, writeOffInvoice } from "../index.ts"
import { checkBillingBooks } from "../statements/check-books.ts"
import { openTill, type Till } from "../testing.ts"

let world: World
let till: Till
beforeAll(async () => void ({ world, till } = await openTill()))
afterAll(() => world.drop())

const lineOf = async (invoiceId: string) => (await world.portal("felix", (work) => invoiceView(work, { invoiceId }))).lines[0]!
const ask = async (invoiceId: string, quantity: string, more: object = {}) => ({ requestKey: newId(), invoiceId, reasonCode: "damaged", reason: "two were broken", lines: [{ lineId: (await lineOf(invoiceId)).lineId, quantity }], ...more }) as Parameters<typeof requestCreditNote>[1]
const balance = async () => Number((await till.one(`select coalesce(sum(balance_minor), 0)::float as n from billing.credit_balance where account_id = '${world.accountId.lindner}'`)).n)

describe("a credit note", () => {
  test("waits for somebody else, keeps what it takes back meanwhile, and settles its invoice when it is issued", async () => {
    const { invoiceId, totalMinor } = await till.invoice({ mirror: "4" })
    const input = await ask(invoiceId, "1")
    const seen = await world.portal("felix", (work) => previewCreditNote(work, input))
    expect(seen).toMatchObject({ approval: { above: eur(0n), approvers: ["Miriam Kessler", "Petra Vogt"] }, lines: [{ lineId: input.lines[0]!.lineId, net: seen.net }] })
    const [one, two] = await Promise.all([1, 2].map(() => world.portal("felix", (work) => requestCreditNote(work, input))))
    expect(one).toMatchObject({ status: "awaiting_approval", creditNoteId: two!.creditNoteId })
    await expect(ask(invoiceId, "4").then((more) => world.portal("petra", (work) => requestCreditNote(work, more)))).rejects.toMatchObject({ code: "billing.more_than_is_creditable" })
    await expect(world.portal("felix", (work) => decideCreditNote(work, { creditNoteId: one!.creditNoteId, verdict: "approved" }))).rejects.toMatchObject({ code: "approvals.own_request" })
    const decided = await world.portal("miriam", (work) => decideCreditNote(work, { creditNoteId: one!.creditNoteId, verdict: "approved" }))
    expect(decided).toMatchObject({ status: "issued", number: expect.stringMatching(/^CN-\d{4}-00001$/) as string })
    expect(await till.open(invoiceId)).toBe(Number(totalMinor) - Number(seen.total.amount))
    expect(await world.portal("felix", (work) => creditNoteDocument(work, { creditNoteId: one!.creditNoteId }))).toMatchObject({ kind: "credit_note", number: decided.number, totals: { gross: seen.total }, corrects: [{ number: expect.stringMatching(/^INV-/) as string }] })
    await expect(world.portal("petra", (work) => decideCreditNote(work, { creditNoteId: one!.creditNoteId, verdict: "approved" }))).rejects.toMatchObject({ code: "billing.credit_note_is_decided" })
    expect(await world.portal("sofia", (work) => creditNoteView(work, { creditNoteId: one!.creditNoteId }))).toMatchObject({ status: "issued", taxes: [{ treatment: "taxed" }], actions: { approve: { allowed: false } } })
    await expect(world.portal("karl", (work) => creditNoteView(work, { creditNoteId: one!.creditNoteId }))).rejects.toMatchObject({ code: expect.stringMatching(/not_found|not_permitted/) as string })
  })

  test("is decided by whoever may approve credit notes, orders or not, and says to everybody else why they may not", async () => {
    const { invoiceId } = await till.invoice({ mirror: "2" })
    const input = await ask(invoiceId, "1")
    const { creditNoteId } = await world.portal("petra", (work) => requestCreditNote(work, input))
    const waits = async (who: "felix" | "miriam" | "petra") => (await world.portal(who, (work) => creditNotesToDecide(work))).entries.filter((entry) => entry.creditNoteId === creditNoteId).length
    expect([await waits("felix"), await waits("miriam"), await waits("petra")]).toEqual([1, 1, 0])
    const why = async (who: "felix" | "miriam" | "petra") => (await world.portal(who, (work) => creditNoteView(work, { creditNoteId }))).actions.approve
    expect([await why("petra"), await why("miriam"), await why("felix")]).toEqual([{ allowed: false, why: "approvals.own_request" }, { allowed: true }, { allowed: true }])
    await expect(world.portal("jonas", (work) => creditNoteView(work, { creditNoteId }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await expect(world.portal("sofia", (work) => creditNoteView(work, { creditNoteId }))).rejects.toMatchObject({ code: "billing.credit_note_not_found" })
    expect(await world.portal("felix", (work) => decideCreditNote(work, { creditNoteId, verdict: "approved" }))).toMatchObject({ status: "issued" })
    const seen = await world.portal("sofia", (work) => creditNoteView(work, { creditNoteId }))
    expect(seen).toMatchObject({ status: "issued", requestedBy: "", settles: { applied: seen.total, kept: eur(0n) }, decisions: [], approval: null })
    expect(await waits("miriam")).toBe(0)
  })

  test("is issued as it was agreed to, to the cent, whatever was taken back meanwhile", async () => {
    const { invoiceId } = await till.invoice({ mirror: "6" })
    await till.rows(`update billing.invoice_line set net_minor = 1000, tax_minor = 190 where invoice_id = '${invoiceId}'`)
    const first = await ask(invoiceId, "5")
    const before = await world.portal("felix", (work) => requestCreditNote(work, first))
    const last = await ask(invoiceId, "1")
    const { creditNoteId } = await world.portal("felix", (work) => requestCreditNote(work, last))
    const asked = await world.portal("felix", (work) => creditNoteView(work, { creditNoteId }))
    expect(asked.net).toEqual(eur(167n))
    await world.portal("felix", (work) => withdrawCreditNote(work, { creditNoteId: before.creditNoteId }))
    await world.portal("miriam", (work) => decideCreditNote(work, { creditNoteId, verdict: "approved" }))
    const { totals } = await world.portal("felix", (work) => creditNoteDocument(work, { creditNoteId }))
    expect(totals.gross).toEqual(asked.total)
  })

  test("on what is written off is refused, also where it was asked for before", async () => {
    const { invoiceId } = await till.invoice({ mirror: "2" })
    const input = await ask(invoiceId, "1")
    const { creditNoteId } = await world.portal("felix", (work) => requestCreditNote(work, input))
    await world.portal("felix", (work) => writeOffInvoice(work, { invoiceId, reason: "bankrupt" }))
    await expect(world.portal("miriam", (work) => decideCreditNote(work, { creditNoteId, verdict: "approved" }))).rejects.toMatchObject({ code: "billing.invoice_is_given_up" })
    await expect(ask(invoiceId, "1").then((more) => world.portal("petra", (work) => requestCreditNote(work, more)))).rejects.toMatchObject({ code: "billing.invoice_is_given_up" })
    expect((await world.portal("felix", (work) => invoiceView(work, { invoiceId }))).actions.credit).toEqual({ allowed: false, why: "billing.invoice_is_given_up" })
    expect(await world.portal("miriam", (work) => decideCreditNote(work, { creditNoteId, verdict: "rejected", reason: "written off" }))).toMatchObject({ status: "rejected" })
  })

  test("that is refused or taken back sets free what it wanted", async () => {
    const { invoiceId } = await till.invoice({ mirror: "2" })
    const first = await ask(invoiceId, "2").then((input) => world.portal("felix", (work) => requestCreditNote(work, input)))
    await world.portal("petra", (work) => decideCreditNote(work, { creditNoteId: first.creditNoteId, verdict: "rejected", reason: "not ours" }))
    const second = await ask(invoiceId, "2").then((input) => world.portal("felix", (work) => requestCreditNote(work, input)))
    await world.portal("felix", (work) => withdrawCreditNote(work, { creditNoteId: second.creditNoteId }))
    expect((await lineOf(invoiceId)).creditable.quantity).toBe("2")
    expect((await world.portal("felix", (work) => listCreditNotes(work, { invoiceId }))).rows.map((row) => row.status)).toEqual(["withdrawn", "rejected"])
    expect((await world.portal("sofia", (work) => listCreditNotes(work, { invoiceId }))).rows).toEqual([])
  })

  test("up to the threshold is issued at once, and what its invoice does not take stays as credit", async () => {
    await till.rows("insert into billing.profile (network_id, tenant_id, credit_threshold_minor, updated_at) values (1, 1, null, now())")
    const { invoiceId } = await till.invoice({ mirror: "2" })
    const before = await balance()
    const input = await ask(invoiceId, "1", { apply: false })
    const { status } = await world.portal("felix", (work) => requestCreditNote(work, input))
    expect(status).toBe("issued")
    expect(await balance()).toBeGreaterThan(before)
  })
})

describe("an invoice that is written by hand", () => {
  const draft = { lines: [{ name: "Repair", quantity: "1.5", unitPrice: "80" }], note: "As agreed" }
  test("is a draft without a number until it is finalised, then final", async () => {
    const { invoiceId, version } = await world.portal("felix", (work) => saveDraft(work, { ...draft, accountId: world.accountId.lindner }))
    expect((await world.portal("felix", (work) => listInvoices(work, { status: ["draft"] }))).rows).toMatchObject([{ status: "draft", number: null, total: eur(14_280n) }])
    expect(await world.portal("felix", (work) => invoiceView(work, { invoiceId }))).toMatchObject({ status: "draft", total: eur(14_280n), actions: { finalise: { allowed: true } } })
    await expect(world.portal("sofia", (work) => invoiceView(work, { invoiceId }))).rejects.toMatchObject({ code: "billing.invoice_not_found" })
    await expect(world.portal("felix", (work) => finaliseDraft(work, { invoiceId, expectedVersion: version + 1 }))).rejects.toMatchObject({ code: "billing.draft_changed_meanwhile" })
    const { number } = await world.portal("felix", (work) => finaliseDraft(work, { invoiceId, expectedVersion: version }))
    expect(await world.portal("sofia", (work) => invoiceView(work, { invoiceId }))).toMatchObject({ status: "open", number, tax: eur(2_280n) })
    await expect(world.portal("felix", (work) => discardDraft(work, { invoiceId }))).rejects.toMatchObject({ code: "billing.invoice_not_found" })
    await world.portal("felix", (work) => voidInvoice(work, { invoiceId, reason: "wrong customer" }))
    expect(await world.portal("sofia", (work) => invoiceView(work, { invoiceId }))).toMatchObject({ status: "void", open: eur(0n), actions: { pay: { allowed: false, why: "billing.invoice_is_settled" } } })
  })

  test("taxes a product of the catalogue as the catalogue has it, unless somebody says otherwise", async () => {
    const lines = [{ sku: "dn 9000", name: "Handbook", quantity: "1", unitPrice: "100" }, { sku: "DN-9000", name: "Handbook", quantity: "1", unitPrice: "100", taxCategory: "standard" }, { sku: "X-1", name: "Freight", quantity: "1", unitPrice: "100" }]
    const { invoiceId } = await world.portal("felix", (work) => saveDraft(work, { lines, accountId: world.accountId.lindner }))
    const view = await world.portal("felix", (work) => invoiceView(work, { invoiceId }))
    expect(view.lines.map(({ taxCategory, taxPercent }) => [taxCategory, taxPercent])).toEqual([["reduced", "7"], ["standard", "19"], ["standard", "19"]])
    await world.portal("felix", (work) => discardDraft(work, { invoiceId }))
  })

  test("counts in the unit that its price is for, and keeps how many pieces that is", async () => {
    const [asked] = await world.portal("felix", (work) => priceLines(work, { accountId: world.accountId.lindner, lines: [{ productId: world.productId.gloves, unit: "box", quantity: "2" }] }))
    const line = { sku: "DN-1001", name: "Nitrile gloves M", quantity: "2" }
    await expect(world.portal("felix", (work) => saveDraft(work, { accountId: world.accountId.lindner, lines: [{ ...line, unit: "pallet", unitPrice: "9.80" }] }))).rejects.toMatchObject({ code: "billing.unit_is_not_the_products" })
    const lines = [{ ...line, unit: "box", unitPrice: asked!.price!.unitPrice }, { ...line, unitPrice: "0.12" }, { name: "Freight", quantity: "1", unitPrice: "5" }]
    const { invoiceId } = await world.portal("felix", (work) => saveDraft(work, { accountId: world.accountId.lindner, lines }))
    const { lines: shown } = await world.portal("felix", (work) => invoiceView(work, { invoiceId }))
    expect(shown.map(({ unit, net, productId }) => [unit, net, productId])).toEqual([["box", eur(1_960n), world.productId.gloves], ["each", eur(24n), world.productId.gloves], ["C62", eur(500n), null]])
    await world.portal("felix", (work) => finaliseDraft(work, { invoiceId, expectedVersion: 1 }))
    expect(await till.rows(`select unit, quantity::float, base_quantity::float as base from billing.invoice_line where invoice_id = '${invoiceId}' order by position`)).toEqual([{ unit: "box", quantity: 2, base: 200 }, { unit: "each", quantity: 2, base: 2 }, { unit: "C62", quantity: 1, base: 1 }])
    const view = await world.portal("felix", (work) => invoiceView(work, { invoiceId }))
    expect(view.lines[0]!.creditable).toEqual({ quantity: "2", net: eur(1_960n) })
    const credit = await ask(invoiceId, "1")
    expect(await world.portal("felix", (work) => previewCreditNote(work, credit))).toMatchObject({ net: eur(980n) })
  })

  test("is not written for a house account", async () => {
    await expect(world.portal("felix", (work) => saveDraft(work, { ...draft, accountId: world.accountId.zahnwerk }))).rejects.toMatchObject({ code: "billing.house_account_is_not_invoiced" })
  })
})

test("what will not be paid is written off, what shipped cannot be voided", async () => {
  const { invoiceId } = await till.invoice()
  await expect(world.portal("felix", (work) => voidInvoice(work, { invoiceId, reason: "no" }))).rejects.toMatchObject({ code: "billing.shipped_goods_are_invoiced" })
  await world.portal("felix", (work) => writeOffInvoice(work, { invoiceId, reason: "bankrupt" }))
  expect(await world.portal("felix", (work) => invoiceView(work, { invoiceId }))).toMatchObject({ status: "uncollectible", clearings: [{ kind: "write_off", reason: "bankrupt" }] })
})

test("the list pages by key, and its head adds up per currency", async () => {
  const all = (await world.portal("sofia", (work) => listInvoices(work, { limit: 100 }))).rows
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await world.portal("sofia", (work) => listInvoices(work, { limit: 2, cursor }))
    seen.push(...page.rows.map((row) => row.invoiceId))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual(all.map((row) => row.invoiceId))
  const [eurTotals] = await world.portal("sofia", (work) => invoiceTotals(work))
  expect(Number(eurTotals!.open.amount)).toBe(all.reduce((sum, row) => sum + Number(row.open.amount), 0))
  expect((await world.portal("karl", (work) => listInvoices(work))).rows).toEqual([])
})

test("the books owe what is open, and hold what is to somebody's credit, to the cent", async () => {
  const { open, credit } = await till.one("select (select sum(open_minor) from billing.open_item)::float as open, (select sum(balance_minor) from billing.credit_balance)::float as credit")
  expect(await till.books("receivable")).toBe(open)
  expect(await till.books("customer_credit")).toBe(-Number(credit))
  expect(await till.unpaid()).toBe(open)
})

test("the head of the list adds up what its rows say, for the seller and for the customer", async () => {
  const rows = (await world.portal("felix", (work) => listCreditNotes(work, { limit: 100 }))).rows
  const sum = (status: string) => { const of = rows.filter((row) => row.status === status); return { count: of.length, amount: eur(of.reduce((all, row) => all + BigInt(row.total.amount), 0n)) } }
  const [waiting, issued] = [sum("awaiting_approval"), sum("issued")]
  expect(issued.count).toBeGreaterThan(1)
  expect(await world.portal("felix", (work) => creditNoteTotals(work))).toEqual([{ currency: "EUR", waiting: waiting.amount, waitingCount: waiting.count, issued: issued.amount, issuedCount: issued.count }])
  expect(await world.portal("sofia", (work) => creditNoteTotals(work))).toEqual([{ currency: "EUR", waiting: eur(0n), waitingCount: 0, issued: issued.amount, issuedCount: issued.count }])
  expect(await world.portal("karl", (work) => creditNoteTotals(work))).toEqual([])
})

test("after all of this the books agree with the documents", async () => {
  expect(await world.worker(undefined, checkBillingBooks)).toEqual([])
})
