import { afterAll, beforeAll, expect, test } from "vitest"
import { money, newId, Temporal } from "@entrepot/kernel"
import { finaliseDraft, invoiceShipment, invoiceView, requestCreditNote, saveBillingProfile, saveDraft, voidInvoice } from "../../billing/index.ts"
import { openTill, type Till } from "../../billing/testing.ts"
import { closePeriod, postJournal, setExchangeRate } from "../../ledger/index.ts"
import type { World } from "../../testing/index.ts"
import type { TaxReport } from "../contract.ts"
import { settlementIn } from "../testing.ts"
import { checkTaxReport } from "./check.ts"
import { taxDocumentsFile, taxReportFile } from "./csv.ts"
import { taxDocuments } from "./documents.ts"
import { taxReport } from "./report.ts"

let world: World
let till: Till
const OCTOBER = { from: "2026-10-01", until: "2026-10-31" }
const [FIRST, LAST] = ["2026-10-02T09:00:00Z", "2026-10-30T09:00:00Z"].map((at) => Temporal.Instant.from(at)) as [Temporal.Instant, Temporal.Instant]
const felix = <T>(task: Parameters<typeof world.portal<T>>[1], now = FIRST) => world.portal("felix", task, { now })
const report = (span = OCTOBER) => felix((work) => taxReport(work, span))
const plain = ({ sides }: TaxReport, side = "sale") => sides.find((one) => one.side === side)?.rows.map((row) => [row.jurisdiction, row.treatment, row.percent, row.net.amount, row.payable.amount, row.recoverable.amount, row.documents])
const proof = () => world.worker(undefined, checkTaxReport)

beforeAll(async () => {
  ;({ world, till } = await openTill())
  await till.rows("update inventory.balance set on_hand = on_hand + 100000")
  await world.portal("felix", (work) => saveBillingProfile(work, { taxRounding: "per_line", netDays: 30, invoicePrefix: "INV-", creditPrefix: "CN-", remitTo: {}, creditThreshold: null, expectedVersion: 0 }))
  await world.network("wanda", (work) => setExchangeRate(work, { from: "USD", to: "EUR", effectiveOn: "2026-10-01", rate: "0.90", source: "test" }))
})
afterAll(() => world.drop())

async function written(unitPrice: string, now = FIRST) {
  const draft = await felix((work) => saveDraft(work, { accountId: world.accountId.lindner, lines: [{ name: "Repair", quantity: "1", unitPrice }] }), now)
  return felix((work) => finaliseDraft(work, { invoiceId: draft.invoiceId, expectedVersion: draft.version }), now)
}

test("invoices less credit notes and less what was voided stand under their law, reason and rate, and agree with the books", async () => {
  expect(await report()).toMatchObject({ sides: [], accounts: [], difference: { amount: "0" }, status: "open", currency: "EUR" })
  const [kept, gone] = [await written("80"), await written("10")]
  const { lines } = await felix((work) => invoiceView(work, { invoiceId: kept.invoiceId }))
  await felix((work) => requestCreditNote(work, { requestKey: newId(), invoiceId: kept.invoiceId, reasonCode: "price", reason: "too dear", lines: [{ lineId: lines[0]!.lineId, net: { amount: "2000", currency: "EUR" } }] }))
  await felix((work) => voidInvoice(work, { invoiceId: gone.invoiceId, reason: "twice" }))
  const said = await report()
  expect(plain(said)).toEqual([["DE", "taxed", "19", "6000", "1140", "0", 4]])
  expect(said.accounts).toMatchObject([{ account: { accountKey: "tax_payable:DE:19" }, books: { amount: "1140" }, documents: { amount: "1140" }, difference: { amount: "0" } }])
  expect(await proof()).toEqual([])
})

test("every row leads to its documents, page by page, and to a file", async () => {
  const pages = async (cursor?: string | null): Promise<readonly string[]> => {
    const { rows, nextCursor } = await felix((work) => taxDocuments(work, { ...OCTOBER, side: "sale", jurisdiction: "DE", percent: "19", treatment: "taxed", limit: 1, cursor: cursor ?? null }))
    return [...rows.map(({ kind, base }) => `${kind} ${base.net.amount} ${base.payable.amount}`), ...(nextCursor ? await pages(nextCursor) : [])]
  }
  expect((await pages()).toSorted()).toEqual(["credit_note -2000 -380", "invoice 1000 190", "invoice 8000 1520", "voided_invoice -1000 -190"])
  expect(await felix((work) => taxDocuments(work, { ...OCTOBER, side: "sale", treatment: "export" }))).toMatchObject({ rows: [] })
  expect((await felix((work) => taxReportFile(work, { ...OCTOBER, locale: "de" }))).csv).toContain('Verkäufe;DE;Steuerpflichtig;19;4;"60,00";"11,40";"0,00";EUR')
  expect((await felix((work) => taxDocumentsFile(work, { ...OCTOBER, locale: "en" }))).csv.trim().split("\r\n")).toHaveLength(5)
  await expect(felix((work) => taxReport(work, { from: "2026-10-02", until: "2026-10-01" }))).rejects.toMatchObject({ code: "settlement.report_ends_before_it_begins" })
})

test("what is in a foreign currency is in the report as the books have it, and beside it as the document does", async () => {
  const { orderId } = await till.desk.place("tim", { mirror: "7" })
  await till.rows(`update ordering.order set currency = 'USD' where order_id = '${orderId}'`)
  const shipment = await till.ship(orderId)
  await world.worker("zahnwerk", (work) => invoiceShipment(work, { ...shipment, number: "S", orderId, shippedAt: work.now.toString() }), { now: FIRST })
  const { sides, difference } = await report()
  const [foreign] = sides[0]!.rows.flatMap((row) => row.foreign)
  const booked = await till.one("select sum(case when account_key like 'tax_payable%' then -base_minor end)::int as tax, sum(case when account_key in ('revenue', 'deferred_revenue') then -base_minor end)::int as net from ledger.journal_line where tenant_id = 1 and currency = 'USD'")
  expect(foreign).toMatchObject({ currency: "USD" })
  expect([Number(sides[0]!.payable.amount) - 1140, Number(sides[0]!.net.amount) - 6000]).toEqual([booked.tax, booked.net])
  expect(difference.amount).toBe("0")
  expect(await proof()).toEqual([])
})

test("the localities of a sum share it, intra-community supplies stand by the buyer's number and the one-stop shop's by quarter and state", async () => {
  const { invoiceId } = await written("100")
  const replaced = (set: string) => till.rows(`set session_replication_role = replica; update billing.invoice_tax set ${set} where invoice_id = '${invoiceId}'`)
  await replaced(`parts = '[{"level":"region","locality":"","label":"State","percent":"12","taxMinor":"1200"},{"level":"city","locality":"Ulm","label":"City","percent":"7","taxMinor":"700"}]'`)
  expect((await report()).localities.map(({ level, locality, net, tax }) => [level, locality, net.amount, tax.amount])).toEqual([["region", "", "10000", "1200"], ["city", "Ulm", "10000", "700"]])
  await replaced("tax_treatment = 'one_stop_shop', jurisdiction = 'DE'")
  expect((await report()).oneStopShop).toMatchObject([{ quarter: "2026-Q4", country: "DE", percent: "19", net: { amount: "10000" }, tax: { amount: "1900" }, documents: 1 }])
  await till.rows(`set session_replication_role = replica; update billing.invoice set buyer = buyer || '{"taxId":"ATU12345678"}' where invoice_id = '${invoiceId}'`)
  await replaced("tax_treatment = 'intra_community', jurisdiction = 'AT', percent = 0, tax_minor = 0, parts = '[]'")
  const wrong = await report()
  expect(wrong.recapitulative).toMatchObject([{ number: "ATU12345678", kind: "goods", net: { amount: "10000" }, documents: 1 }])
  // Its journal still owes the tax that the document no longer has: the report names it, and the nightly proof does.
  expect(wrong).toMatchObject({ difference: { amount: "1900" } })
  expect(await proof()).toMatchObject([{ tenantId: 1, check: "tax_report_equals_books", subject: "tax_payable:DE:19 EUR 2026-10" }])
  await replaced("tax_treatment = 'taxed', jurisdiction = 'DE', percent = 19, tax_minor = 1900")
  expect(await proof()).toEqual([])
})

test("a supply is the distributor's sale and the partner's purchase, and what was recorded before taxes were kept says so", async () => {
  const desk = settlementIn(world)
  await desk.ship("tim", { mirror: "10" }, "10", "S-1")
  const [own, partners] = [await world.network("wanda", (work) => taxReport(work, OCTOBER)), await report()]
  expect(own.entity).toBe(0)
  expect(own.sides).toMatchObject([{ side: "sale", documents: 1 }])
  expect(partners.sides[1]).toMatchObject({ side: "purchase", documents: 1, net: own.sides[0]!.net })
  expect([own.difference.amount, partners.difference.amount, own.unrecorded]).toEqual(["0", "0", 0])
  expect(await world.network("wanda", (work) => taxDocuments(work, { ...OCTOBER, side: "sale" }))).toMatchObject({ rows: [{ kind: "shipment", number: "S-1" }] })
  await till.rows("set session_replication_role = replica; update settlement.entry set tax_treatment = null, tax_jurisdiction = null, tax_percent = null, tax_minor = 0, accounted_minor = 0")
  expect(await world.network("wanda", (work) => taxReport(work, OCTOBER))).toMatchObject({ unrecorded: 1, sides: [{ rows: [{ treatment: null, jurisdiction: "" }] }] })
})

test("a closed period stays as it is: what is dated into it counts on the first open day", async () => {
  await felix((work) => closePeriod(work, { period: "2026-10" }), Temporal.Instant.from("2026-11-02T08:00:00Z"))
  const closed = await report()
  expect(closed.status).toBe("closed")
  await written("50", LAST)
  expect(await report()).toEqual(closed)
  expect(await report({ from: "2026-10-01", until: "2026-11-30" })).toMatchObject({ status: "partly_closed" })
  expect(plain(await report({ from: "2026-11-01", until: "2026-11-30" }))).toEqual([["DE", "taxed", "19", "5000", "950", "0", 1]])
})

test("what somebody posted on an account of tax by hand is named", async () => {
  const ten = money(10n, "EUR")
  await world.worker("zahnwerk", (work) => postJournal(work, { businessKey: "by hand", document: { kind: "manual", id: "1", number: "x" }, postedOn: "2026-12-01", currency: "EUR", lines: [{ role: "cash", debit: ten }, { role: "tax_payable", credit: ten, tax: { country: "DE", percent: "19" } }] }))
  expect(await report({ from: "2026-12-01", until: "2026-12-31" })).toMatchObject({ sides: [], accounts: [{ books: { amount: "10" }, documents: { amount: "0" }, difference: { amount: "10" } }], difference: { amount: "10" } })
})
