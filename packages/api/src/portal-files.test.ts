import { issuePortalSession, PORTAL_COOKIE } from "@entrepot/auth"
import { onAdmin } from "@entrepot/db/testing"
import { ACCOUNTS, createWorld, PEOPLE, type PersonName, type World } from "@entrepot/domain/testing"
import { newId } from "@entrepot/kernel"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createPortalApi, type PortalApi } from "./server.ts"

const SECRET = "a secret of the tests that is long enough"
const documentId = newId()
const eur = (amount: string) => ({ amount, currency: "EUR" })
const place = { line1: "Speicherstraße 12", city: "Hamburg", postalCode: "20457", country: "DE" }
const content = {
  layout: 1, kind: "invoice", number: "RE/2026-1", issuedOn: "2026-11-28", dueOn: null, supply: null, locale: "de", currency: "EUR", seller: { legalName: "Zahnwerk", address: place }, buyer: { legalName: "Praxis", address: place },
  lines: [{ position: 1, sku: "A", name: "Spiegel", unit: { code: "C62", name: "Stück" }, quantity: "1", unitPrice: "1", net: eur("100"), taxCategory: "S", taxPercent: "19" }],
  taxSubtotals: [{ taxCategory: "S", taxPercent: "19", label: "USt", taxable: eur("100"), tax: eur("19") }],
  totals: { lines: eur("100"), allowances: eur("0"), charges: eur("0"), net: eur("100"), tax: eur("19"), gross: eur("119"), prepaid: eur("0"), payable: eur("119") },
  terms: { text: "Sofort" }, remitTo: null, brand: { displayName: "Zahnwerk", accent: "#0f766e", font: "inter" }, rounding: { taxMethod: "per_line", mode: "half_away_from_zero" }, paperCountry: "DE",
}
let world: World
let api: PortalApi
beforeAll(async () => {
  world = await createWorld()
  api = createPortalApi({ pools: world.database.pools, authSecret: SECRET })
  await onAdmin(world.database.adminUrl, `insert into billing.document (network_id, tenant_id, account_id, document_id, kind, content, taken_at) values (1, 1, '${world.accountId.lindner}', '${documentId}', 'invoice', '${JSON.stringify(content)}', now())`)
})
afterAll(() => world.drop())

async function file(person: PersonName | undefined, path: string) {
  const host = person && ACCOUNTS[PEOPLE[person].account].tenant === "bluepeak" ? "bluepeak.localhost" : "zahnwerk.localhost"
  const tenant = (await api.tenantAt(host))!
  const cookie = person && `${PORTAL_COOKIE}=${await issuePortalSession(SECRET, {
    sub: world.userId[person], networkId: 1, tenantId: tenant.tenantId, host, sessionVersion: 1, accountId: world.accountId[PEOPLE[person].account], reach: PEOPLE[person].roles[0].startsWith("dealer") ? "tenant" : "account", locale: "en",
  })}`
  return api.file({ tenant, cookie, address: "127.0.0.1", traceId: "0".repeat(32), path, query: new URLSearchParams() })
}
const pdf = `/files/documents/${documentId}.pdf`

test.each<{ who: string; person: PersonName }>([{ who: "its customer", person: "tim" }, { who: "its dealer", person: "felix" }])("$who gets an invoice as a file under its number", async ({ person }) => {
  expect(await file(person, pdf)).toMatchObject({ name: "RE/2026-1.pdf", type: "application/pdf", bytes: expect.any(Uint8Array) })
})

test.each<{ who: string; person: PersonName | undefined; path?: string; code: string }>([
  { who: "another customer of the same dealer", person: "karl", code: "billing.document_not_found" },
  { who: "another dealer", person: "grace", code: "billing.document_not_found" },
  { who: "somebody without the right", person: "eva", code: "tenancy.not_permitted" },
  { who: "nobody", person: undefined, code: "auth.sign_in_first" },
  { who: "whoever asks for what is not there", person: "tim", path: `/files/documents/${newId()}.xml`, code: "billing.document_not_found" },
  { who: "whoever asks for another form", person: "tim", path: `/files/documents/${documentId}.exe`, code: "billing.document_not_found" },
  { who: "whoever asks for an e-invoice that cannot be", person: "tim", path: `/files/documents/${documentId}.xml`, code: "billing.e_invoice_is_incomplete" },
])("$who is refused", async ({ person, path = pdf, code }) => {
  expect(await file(person, path)).toMatchObject({ refusal: { code } })
})

test("the ageing list is a file for those who may see it, and of their own account alone for a customer", async () => {
  const answer = await file("felix", "/files/ageing.csv")
  expect(answer).toMatchObject({ name: expect.stringMatching(/^ageing_\d{4}-\d{2}-\d{2}\.csv$/) as string, type: "text/csv; charset=utf-8" })
  expect(await file("eva", "/files/ageing.csv")).toMatchObject({ refusal: { code: "tenancy.not_permitted" } })
  expect(await file(undefined, "/files/ageing.csv")).toMatchObject({ refusal: { code: "auth.sign_in_first" } })
})

test("a statement of settlement is a file for the partner's finance, and for nobody beside it", async () => {
  const statementId = newId()
  await onAdmin(world.database.adminUrl, "insert into settlement.partner (network_id, tenant_id) values (1, 1)",
    `insert into settlement.statement (network_id, tenant_id, statement_id, period, currency, number, drafted_at, issued_at, issued_on, due_on) values (1, 1, '${statementId}', '2026-10-01', 'EUR', 'ST-2026-0001', now(), now(), '2026-11-02', '2026-11-16')`)
  for (const [form, type] of [["pdf", "application/pdf"], ["csv", "text/csv; charset=utf-8"]]) expect(await file("felix", `/files/settlements/${statementId}.${form}`)).toMatchObject({ name: `ST-2026-0001.${form}`, type })
  expect(await file("felix", `/files/settlements/${statementId}.xml`)).toMatchObject({ refusal: { code: "billing.e_invoice_is_incomplete" } })
  for (const form of ["pdf", "xml", "csv"]) {
    expect(await file("grace", `/files/settlements/${statementId}.${form}`)).toMatchObject({ refusal: { code: "settlement.statement_not_found", kind: "not_found" } })
    expect(await file("tim", `/files/settlements/${statementId}.${form}`)).toMatchObject({ refusal: { code: "tenancy.not_permitted" } })
    expect(await file(undefined, `/files/settlements/${statementId}.${form}`)).toMatchObject({ refusal: { code: "auth.sign_in_first" } })
  }
  for (const form of ["pdf", "xml"]) expect(await file("felix", `/files/settlements/corrections/${newId()}.${form}`)).toMatchObject({ refusal: { code: "settlement.dispute_not_found" } })
  expect(await file("tim", `/files/settlements/corrections/${newId()}.pdf`)).toMatchObject({ refusal: { code: "tenancy.not_permitted" } })
  expect(await file("felix", `/files/settlements/${newId()}.pdf`)).toMatchObject({ refusal: { code: "settlement.statement_not_found" } })
})

test("the tax report of some days is a file of rows or of documents, for whoever may see the books", async () => {
  for (const what of ["rows", "documents"]) expect(await file("felix", `/files/tax-report/${what}_2026-10-01_2026-10-31.csv`)).toMatchObject({ name: expect.stringMatching(/^tax-report_2026-10-01_2026-10-31.*\.csv$/) as string, type: "text/csv; charset=utf-8" })
  expect(await file("felix", "/files/tax-report/rows_2026-13-01_2026-10-31.csv")).toMatchObject({ refusal: { code: "billing.day_is_invalid" } })
  expect(await file("sofia", "/files/tax-report/rows_2026-10-01_2026-10-31.csv")).toMatchObject({ refusal: { code: "tenancy.not_permitted" } })
})
