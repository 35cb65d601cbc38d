import { createHash } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Work } from "@entrepot/db"
import { Temporal } from "@entrepot/kernel"
import { renderInvoicePdf, renderInvoiceUbl, type Runs } from "../../billing/index.ts"
import { brokenRules } from "../../billing/testing.ts"
import { setExchangeRate } from "../../ledger/index.ts"
import { saveNetworkBrand } from "../../tenancy/index.ts"
import { createWorld, type PersonName, type World } from "../../testing/index.ts"
import { adjustSettlement, checkKeptStatements, draftStatements, issueStatement, listStatements, saveAgreement, saveTaxProfile, statementFile, statementLinesFile, statementPaper, statementView } from "../index.ts"
import { settlementIn } from "../testing.ts"
import { composePaper, type Head } from "./compose.ts"
import { MOST_FACTS, type Fact } from "./lines.ts"

let world: World
let { rows, ship, pay } = {} as ReturnType<typeof settlementIn>
const NOVEMBER = Temporal.Instant.from("2026-11-03T09:00:00Z")
const ADDRESS = { line1: "Speicherstraße 1", postalCode: "20457", city: "Hamburg" }
const BANK = { iban: "DE02 1203 0000 0000 2020 51", bank: "DKB" }
const LOGO = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><rect width="400" height="100" fill="#0f766e"/></svg>`).toString("base64")
const finance = <T>(task: (work: Work) => Promise<T>, now = NOVEMBER) => world.network("wanda", task, { now })
const partner = <T>(task: (work: Work) => Promise<T>, who: PersonName = "felix") => world.portal(who, task, { now: NOVEMBER })

beforeAll(async () => {
  world = await createWorld()
  ;({ rows, ship, pay } = settlementIn(world))
  await rows("update tenancy.tenant set address = '{\"line1\":\"Marktplatz 1\",\"city\":\"Ort\",\"postalCode\":\"10115\"}'")
  for (const [tenantId, number] of [[1, "DE999847216"], [2, "00-4417293"], [3, "FR00999318274"]] as const) await rows(`update tenancy.tenant set tax_id = '${number}' where tenant_id = ${tenantId}`)
  await finance((work) => setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn: "2026-01-01", rate: "0.9", source: "ECB" }))
  await finance((work) => saveTaxProfile(work, { expectedVersion: 0, legalName: "Nordwerk GmbH", country: "DE", address: ADDRESS, numbers: [{ country: "DE", number: "DE999318447" }], remitTo: BANK, email: "rechnung@nordwerk.example" }))
  await finance((work) => saveAgreement(work, { tenantId: 1, expectedVersion: 0, commissionPercent: "2.5", collects: true, paymentDays: 14, draftDay: 2 }))
})
afterAll(() => world.drop())

/** The one statement of a partner for October, issued. */
async function issue(tenantId: number): Promise<string> {
  await finance((work) => draftStatements(work, { period: "2026-10", tenantId }))
  const [draft] = (await finance((work) => listStatements(work, { tenantId }))).rows
  await finance((work) => issueStatement(work, { statementId: draft!.statementId, expectedVersion: 1 }))
  return draft!.statementId
}

describe("an issued statement", () => {
  let statementId = ""
  let credit: Awaited<ReturnType<typeof ship>>["credit"]
  test("is an invoice with both sides, each supply with its day, the tax by rate, what was taken in, and where to pay", async () => {
    ;({ credit } = await ship("tim", { gloves: "1000" }, "333", "ZWS-1"))
    await credit("goods_returned", "100")
    await ship("tim", { handbook: "1" }, "1", "ZWS-2")
    await (await pay(1_999, 50)).refund(1_000)
    statementId = await issue(1)
    const { document } = await partner((work) => statementPaper(work, { statementId }))
    const view = await partner((work) => statementView(work, { statementId }))
    expect(document).toMatchObject({
      paper: "settlement", kind: "invoice", number: view.number, locale: "de", dueOn: "2026-11-17", supply: { from: "2026-10-01", to: "2026-10-31" }, terms: { text: "Zahlbar innerhalb von 14 Tagen, netto." },
      seller: { legalName: "Nordwerk GmbH", vatId: "DE999318447", email: "rechnung@nordwerk.example" }, buyer: { vatId: "DE999847216", address: { line1: "Marktplatz 1" } }, remitTo: { iban: "DE02120300000000202051", bankName: "DKB", reference: view.number },
      totals: { payable: { amount: view.total.amount }, tax: { amount: view.sums.tax.amount }, prepaid: { amount: String(1_949 - 1_000) } },
    })
    expect(document.lines.map((line) => [line.name, line.quantity, line.net.amount, line.taxPercent, line.description, line.suppliedOn])).toEqual([
      ["Nitrile gloves M", "333", "3197", "19", expect.stringMatching(/^ZWS-1 · ZW-/), "2026-10-12"], ["Zurückgegebene Ware: Nitrile gloves M", "-100", "-960", "19", expect.stringMatching(/^CN-1 · ZW-/), "2026-10-12"],
      ["Handbook of hygiene", "1", "1992", "7", expect.stringMatching(/^ZWS-2 · ZW-/), "2026-10-12"], ["Provision (2,5 %)", "1", "50", "19", "pi_1", "2026-10-14"], ["Zurückgegebene Provision (2,5 %)", "-1", "-25", "19", expect.any(String), "2026-10-15"],
    ])
    expect(document.taxSubtotals.map((row) => [row.taxCategory, row.taxPercent, row.taxable.amount])).toEqual(expect.arrayContaining([["S", "19", String(3197 - 960 + 50 - 25)], ["S", "7", "1992"]]))
    expect(document.advances?.map((row) => [row.name, row.amount.amount])).toEqual([["Für Sie eingezogen", "1949"], ["Für Sie erstattet", "-1000"]])
  })

  test("keeps the rules of an electronic invoice, and is drawn", async () => {
    const { document } = await finance((work) => statementPaper(work, { statementId }))
    expect(brokenRules(await renderInvoiceUbl(document))).toEqual([])
    expect(Buffer.from(await renderInvoicePdf(document)).subarray(0, 5).toString()).toBe("%PDF-")
  })

  test("keeps what it says, whatever becomes of names, numbers and accounts", async () => {
    const before = await partner((work) => statementPaper(work, { statementId }))
    await finance((work) => saveTaxProfile(work, { expectedVersion: 1, legalName: "Nordwerk SE", country: "DE", address: ADDRESS, numbers: [], email: "" }))
    await rows("update tenancy.tenant set legal_name = 'Other', locale = 'fr' where tenant_id = 1")
    expect(await partner((work) => statementPaper(work, { statementId }))).toEqual(before)
    await rows("update tenancy.tenant set legal_name = 'Zahnwerk', locale = 'de' where tenant_id = 1")
    await finance((work) => saveTaxProfile(work, { expectedVersion: 2, legalName: "Nordwerk GmbH", country: "DE", address: ADDRESS, numbers: [{ country: "DE", number: "DE999318447" }], remitTo: BANK, email: "rechnung@nordwerk.example" }))
  })

  test("from before documents were taken down has one of its own facts", async () => {
    const before = await partner((work) => statementPaper(work, { statementId }))
    await rows(`delete from settlement.document where statement_id = '${statementId}'`)
    expect(await partner((work) => statementPaper(work, { statementId }))).toEqual(before)
  })

  test("bears the distributor's accent and logo", async () => {
    await finance((work) => saveNetworkBrand(work, { accent: "#0f766e", logo: LOGO, expectedVersion: 0 }))
    const { document, logo } = await partner((work) => statementPaper(work, { statementId }))
    expect(document.brand).toMatchObject({ accent: "#0f766e", logoHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
    const [bare, drawn] = await Promise.all([renderInvoicePdf(document), renderInvoicePdf(document, logo)])
    expect(Buffer.from(drawn).includes("/Subtype /Image")).toBe(true)
    expect(Buffer.from(bare).includes("/Subtype /Image")).toBe(false)
  })

  test("has a list of each line in the reader's language, which adds up to it", async () => {
    const { number, csv } = await partner((work) => statementLinesFile(work, { statementId, locale: "en" }))
    const [head, ...lines] = csv.replace("\ufeff", "").trim().split("\r\n").map((row) => row.split(","))
    const view = await partner((work) => statementView(work, { statementId }))
    expect([number, lines.length]).toEqual([view.number, view.sums.lines])
    const gross = head!.indexOf("Amount with tax")
    expect(lines.reduce((sum, row) => sum + Math.round(Number(row[gross]) * 100), 0)).toBe(Number(view.total.amount))
    expect((await finance((work) => statementLinesFile(work, { statementId, locale: "de" }))).csv).toContain("Gelieferte Ware;ZWS-1")
  })

  test("is drawn once, and both sides and the mail get those bytes ever after", async () => {
    const runsOf = <T>(run: <R>(task: (work: Work) => Promise<R>) => Promise<R>, then: (runs: Runs) => Promise<T>) => then({ read: run, write: run })
    const file = (run: Parameters<typeof runsOf>[0], form: "pdf" | "ubl" = "pdf") => runsOf(run, (runs) => statementFile(runs, { statementId, form }))
    for (const who of ["grace", "claire"] as const) await expect(file((task) => partner(task, who))).rejects.toMatchObject({ code: "settlement.statement_not_found" })
    const both = await Promise.all([file(partner), file(finance), file((task) => world.worker("zahnwerk", task)), file(partner), file(partner, "ubl"), file(finance, "ubl")])
    const kept = await rows(`select form, content_hash as hash from settlement.kept_document where statement_id = '${statementId}' order by form`)
    const hashes = both.map(({ bytes }) => createHash("sha256").update(bytes).digest("hex"))
    expect(hashes).toEqual([0, 0, 0, 0, 1, 1].map((form) => kept[form]!.hash))
    expect(kept.map(({ form }) => form)).toEqual(["pdf", "ubl"])
    await rows(`update settlement.document set content = jsonb_set(content, '{notes}', '["another drawing"]') where statement_id = '${statementId}'`)
    expect(createHash("sha256").update((await file(finance)).bytes).digest("hex")).toBe(kept[0]!.hash)
    for (const who of ["grace", "claire"] as const) await expect(file((task) => partner(task, who))).rejects.toMatchObject({ code: "settlement.statement_not_found" })
    expect(await partner((work) => work.db.selectFrom("settlement.kept_document").select("form").execute(), "grace")).toEqual([])
    expect(await world.portal("tim", (work) => work.db.selectFrom("settlement.kept_document").select("form").execute())).toEqual([])
    expect(await world.worker(undefined, checkKeptStatements)).toEqual([])
  })

  test("that takes goods back names the one on which they stood", async () => {
    await credit("goods_returned", "50")
    const december = Temporal.Instant.from("2026-12-03T09:00:00Z")
    await finance((work) => draftStatements(work, { period: "2026-11", tenantId: 1 }), december)
    const [draft] = (await finance((work) => listStatements(work, { tenantId: 1 }))).rows
    await finance((work) => issueStatement(work, { statementId: draft!.statementId, expectedVersion: 1 }), december)
    const { number } = await partner((work) => statementView(work, { statementId }))
    const { document } = await partner((work) => statementPaper(work, { statementId: draft!.statementId }))
    expect(document).toMatchObject({ kind: "credit_note", corrects: [{ number, issuedOn: "2026-11-03" }], lines: [{ quantity: "50", net: { amount: "480" } }], supply: { from: "2026-10-12", to: "2026-11-30" } })
    expect(brokenRules(await renderInvoiceUbl(document))).toEqual([])
  })

  test("is nobody else's, and a draft is nobody's", async () => {
    for (const who of ["grace", "claire"] as const) {
      await expect(partner((work) => statementPaper(work, { statementId }), who)).rejects.toMatchObject({ code: "settlement.statement_not_found" })
      await expect(partner((work) => statementLinesFile(work, { statementId, locale: "en" }), who)).rejects.toMatchObject({ code: "settlement.statement_not_found" })
    }
    await expect(partner((work) => statementPaper(work, { statementId }), "tim")).rejects.toMatchObject({ code: "tenancy.not_permitted" })
    await ship("claire", { wrench: "1" }, "1", "AMS-0", { from: "HAM", to: "FR" })
    await finance((work) => draftStatements(work, { period: "2026-10", tenantId: 3 }))
    const draft = (await finance((work) => listStatements(work, { tenantId: 3 }))).rows[0]!
    await expect(finance((work) => statementPaper(work, { statementId: draft.statementId }))).rejects.toMatchObject({ code: "settlement.statement_is_not_issued" })
    await expect(partner((work) => statementPaper(work, { statementId: draft.statementId }), "claire")).rejects.toMatchObject({ code: "settlement.statement_not_found" })
  })
})

describe("tax that the distributor does not charge", () => {
  test("within the Union is named with its reason, the place, and what the partner accounts for", async () => {
    await ship("claire", { wrench: "2" }, "1", "AMS-1", { from: "HAM", to: "FR" })
    const { document } = await finance(async (work) => statementPaper(work, { statementId: await issue(3) }))
    expect(document.taxSubtotals).toMatchObject([{ taxCategory: "K", taxPercent: "0", tax: { amount: "0" }, exemptionCode: "VATEX-EU-IC", exemptionReason: expect.stringContaining("262 ter") as string }])
    expect(document.notes[0]).toMatch(/autoliquidez.*FR, 20 %/)
    expect(brokenRules(await renderInvoiceUbl(document))).toEqual([])
  })

  test("out of the Union is an export, in the partner's currency and language", async () => {
    await ship("lily", { wrench: "1" }, "1", "BPS-1", { from: "HAM", to: "US" })
    const { document } = await finance(async (work) => statementPaper(work, { statementId: await issue(2) }))
    expect(document).toMatchObject({ currency: "USD", locale: "en", terms: { text: "Due within 30 days, net." }, taxSubtotals: [{ taxCategory: "G", exemptionCode: "VATEX-EU-G" }], buyer: { taxId: "00-4417293" } })
    expect(brokenRules(await renderInvoiceUbl(document))).toEqual([])
  })
})

const SIDE = { address: { line1: "A 1", line2: "", postalCode: "1", city: "B", region: "", country: "DE" } }
const HEAD: Head = {
  number: "ST-2026-0001", period: "2026-10", currency: "EUR", issuedOn: "2026-11-03", dueOn: "2026-11-17", locale: "en", distributor: "Nordwerk", partnerCode: "zahnwerk", partnerEmail: "a@zahnwerk.example", email: "b@nordwerk.example",
  supplier: { legalName: "Nordwerk GmbH", taxNumbers: ["DE999318447"], ...SIDE }, partner: { legalName: "Zahnwerk", taxNumbers: ["DE999847216"], ...SIDE }, remitTo: { iban: "DE02120300000000202051" }, accent: null, logoHash: null, corrects: [{ number: "ST-2026-0000", issuedOn: "2026-10-03" }],
}
const FACT: Fact = {
  kind: "supply", occurredOn: "2026-10-12", documentNumber: "S-1", orderNumber: "A-1", sku: "DN-1", name: "Gloves", quantity: "10", unit: "C62", unitPrice: "1.5", percent: null, memo: "", amount: 1500n, currency: "EUR",
  taxTreatment: "taxed", taxJurisdiction: "DE", taxPercent: "19", taxMinor: 285n, accountedMinor: 0n,
}
const BACK: Fact = { ...FACT, kind: "supply_return", amount: -3000n, quantity: "20", taxMinor: -570n }
const TAKEN: Fact = { ...FACT, kind: "collected", amount: -9000n, quantity: null, unit: null, unitPrice: null, sku: null, name: null, taxTreatment: null, taxJurisdiction: null, taxPercent: null, taxMinor: 0n }
const paperOf = async (facts: readonly Fact[], head: Partial<Head> = {}) => (await import("../../billing/index.ts")).InvoiceDocument.parse(composePaper({ ...HEAD, ...head }, facts))

test("more that came back than was supplied is a credit note, which says so in amounts above zero and names what it corrects", async () => {
  const document = await paperOf([FACT, BACK, TAKEN])
  expect(document).toMatchObject({ kind: "credit_note", corrects: HEAD.corrects, totals: { gross: { amount: "1785" }, prepaid: { amount: "-9000" }, payable: { amount: "10785" } }, terms: { text: "We pay this amount to you by November 17, 2026." } })
  expect(document.lines.map((line) => [line.quantity, line.net.amount])).toEqual([["-10", "-1500"], ["20", "3000"]])
  const xml = await renderInvoiceUbl(document)
  expect(brokenRules(xml)).toEqual([])
  expect(xml).toContain("<CreditNote")
  expect(brokenRules(await renderInvoiceUbl(await paperOf([BACK], { corrects: [] })))).toEqual([])
})

test("more that was taken in than is owed is still an invoice, and the distributor pays the rest", async () => {
  const document = await paperOf([FACT, TAKEN])
  expect(document).toMatchObject({ kind: "invoice", totals: { gross: { amount: "1785" }, prepaid: { amount: "9000" }, payable: { amount: "-7215" } } })
  expect(brokenRules(await renderInvoiceUbl(document))).toEqual([])
  expect(Buffer.from(await renderInvoicePdf(document)).subarray(0, 5).toString()).toBe("%PDF-")
})

test("where to pay may be left out of a statement's electronic form", async () => {
  expect(brokenRules(await renderInvoiceUbl(await paperOf([FACT], { remitTo: {} })))).toEqual([])
})

test("where nothing was supplied there is a statement and no invoice", async () => {
  const document = await paperOf([TAKEN])
  expect(Buffer.from(await renderInvoicePdf(document)).subarray(0, 5).toString()).toBe("%PDF-")
  await expect(renderInvoiceUbl(document)).rejects.toMatchObject({ code: "billing.e_invoice_is_incomplete", facts: { first: "supplied_lines" } })
})

test.each<{ what: string; fact: Partial<Fact>; category: string }>([
  { what: "reverse charge", fact: { taxTreatment: "reverse_charge", taxMinor: 0n, accountedMinor: 285n }, category: "AE" }, { what: "resale", fact: { taxTreatment: "resale", taxMinor: 0n, taxPercent: "0" }, category: "E" },
  { what: "no registration", fact: { taxTreatment: "unregistered", taxMinor: 0n, taxPercent: "0" }, category: "O" }, { what: "a service abroad", fact: { taxTreatment: "outside_scope", taxMinor: 0n, taxPercent: "0" }, category: "O" },
  { what: "nothing that was said", fact: { taxTreatment: null, taxMinor: 0n, taxPercent: null, taxJurisdiction: null }, category: "O" }, { what: "a rate of nothing", fact: { taxPercent: "0", taxMinor: 0n }, category: "Z" },
])("$what is written as $category", async ({ fact, category }) => {
  const document = await paperOf([{ ...FACT, ...fact }])
  expect(document.taxSubtotals).toMatchObject([{ taxCategory: category, tax: { amount: "0" } }])
  expect(brokenRules(await renderInvoiceUbl(document))).toEqual([])
})

test.each<{ what: string; among: readonly Fact[] }>([
  { what: "taxed supplies", among: [FACT] }, { what: "what the partner accounts for", among: [{ ...FACT, taxTreatment: "reverse_charge", taxMinor: 0n, accountedMinor: 285n }] },
  { what: "a sale for resale and money", among: [{ ...FACT, taxTreatment: "resale", taxMinor: 0n, taxPercent: "0" }, TAKEN] }, { what: "more that came back", among: [BACK] },
])("what is outside of the scope of tax stands beside $what in a valid electronic invoice, with the reason in words", async ({ among }) => {
  const commission: Fact = { ...FACT, kind: "commission", quantity: null, unit: null, unitPrice: null, sku: null, name: null, percent: "2.5", amount: 50n, taxTreatment: "outside_scope", taxPercent: "0", taxMinor: 0n }
  const xml = await renderInvoiceUbl(await paperOf([...among, commission, { ...FACT, taxTreatment: "unregistered", taxPercent: "0", taxMinor: 0n }]))
  expect(brokenRules(xml)).toEqual([])
  expect(xml).toContain("Service outside of the scope of the supplier’s tax · No tax is charged: the supplier is not registered there")
})

test("the cents that make parts of a line add up leave an amount that a receiver can compute", async () => {
  const document = await paperOf([{ ...FACT, amount: 1504n, taxMinor: 286n }])
  expect(document.lines).toMatchObject([{ quantity: "1", unitPrice: "15.04", description: "S-1 · A-1 · 10 each at 1.5" }])
  expect(brokenRules(await renderInvoiceUbl(document))).toEqual([])
})

test("thousands of lines are put together by product, price and tax, and add up all the same", async () => {
  const many = Array.from({ length: MOST_FACTS + 1 }, (_, index): Fact => ({ ...FACT, documentNumber: `S-${index}`, ...(index % 2 && { sku: "DN-2", name: "Burs" }) }))
  const document = await paperOf([...many, TAKEN])
  expect(document.lines.map((line) => [line.sku, line.quantity, line.description])).toEqual([["DN-1", "1010", "101 entries"], ["DN-2", "1000", "100 entries"]])
  expect(document.notes[0]).toContain("list of lines")
  expect(brokenRules(await renderInvoiceUbl(document))).toEqual([])
})

test("an adjustment of money alone is no supply", async () => {
  await finance((work) => adjustSettlement(work, { requestKey: crypto.randomUUID(), tenantId: 1, amount: { amount: "-500", currency: "EUR" }, reason: "Goodwill" }))
  expect(await paperOf([FACT, { ...TAKEN, kind: "adjustment", memo: "Goodwill", amount: -500n }])).toMatchObject({ lines: [{ position: 1 }], advances: [{ name: "Goodwill", amount: { amount: "500" } }] })
})
