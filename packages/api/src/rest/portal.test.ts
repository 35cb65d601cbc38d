import { afterAll, beforeAll, expect, test } from "vitest"
import { mintKey, revokeKey, saveAddress } from "@entrepot/domain/tenancy"
import { createWorld, type World } from "@entrepot/domain/testing"
import { addLines, cartView } from "@entrepot/domain/ordering"
import { publishIndexValue, saveIndexSeries } from "@entrepot/domain/pricing"
import { createSubscription, savePlan, subscriptionPage } from "@entrepot/domain/subscriptions"
import { newId } from "@entrepot/kernel"
import { requestCreditNote, saveBillingProfile } from "@entrepot/domain/billing"
import { tillIn, type Till } from "../../../domain/src/billing/testing.ts"
import { createPortalApi } from "../server.ts"
import type { PortalTenant } from "../trpc.ts"
import { answerPortalRest } from "./portal.ts"
import { PORTAL_ROUTES } from "./portal-routes.ts"

let world: World
let till: Till
let tenant: PortalTenant
const key: Record<"erp" | "lindner" | "kern" | "usage", string> = { erp: "", lindner: "", kern: "", usage: "" }
const invoices: { invoiceId: string; number: string }[] = []
let creditNoteId: string

beforeAll(async () => {
  world = await createWorld()
  till = tillIn(world)
  tenant = (await createPortalApi({ pools: world.database.pools, authSecret: "x".repeat(40) }).tenantAt("zahnwerk.localhost"))!
  await till.desk.policies()
  await till.desk.limit("lindner", null)
  await world.portal("felix", (work) => saveBillingProfile(work, { taxRounding: "per_line", netDays: 30, invoicePrefix: "INV-", creditPrefix: "CN-", remitTo: {}, creditThreshold: null, expectedVersion: 0 }))
  for (let n = 0; n < 3; n++) invoices.push(await till.invoice({ mirror: "1" }))
  await till.invoice({ mirror: "1" }, "karl")
  const line = await till.one(`select line_id from billing.invoice_line where invoice_id = '${invoices[0]!.invoiceId}'`)
  creditNoteId = (await world.portal("felix", (work) => requestCreditNote(work, { requestKey: newId(), invoiceId: invoices[0]!.invoiceId, reasonCode: "damaged", reason: "It was broken.", lines: [{ lineId: String(line.line_id), quantity: "1" }] }))).creditNoteId
  key.erp = (await world.portal("petra", (work) => mintKey(work, { name: "ERP", permissions: ["invoice.view"] }))).token
  key.lindner = (await world.portal("sofia", (work) => mintKey(work, { name: "Practice", permissions: ["invoice.view"] }))).token
  key.kern = (await world.portal("petra", (work) => mintKey(work, { name: "Kern", accountId: world.accountId.kern, permissions: ["invoice.view"] }))).token
  key.usage = (await world.portal("petra", (work) => mintKey(work, { name: "Shelf", permissions: ["usage.report"] }))).token
})
afterAll(() => world.drop())

async function ask(path: string, bearer: string | undefined = key.lindner, method = "GET", body?: unknown) {
  const response = await answerPortalRest(world.database.pools.portal, tenant, new Request(`http://zahnwerk.localhost${path}`, { method, headers: { ...(bearer && { authorization: `Bearer ${bearer}` }), ...(body !== undefined && { "content-type": "application/json" }) }, ...(body !== undefined && { body: JSON.stringify(body) }) }), "0".repeat(32))
  const bytes = new Uint8Array(await response.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  return { status: response.status, type: response.headers.get("content-type"), name: response.headers.get("content-disposition"), text, json: (response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : {}) as Record<string, unknown> }
}
const numbersIn = ({ json }: Awaited<ReturnType<typeof ask>>) => (json["invoices"] as { number: string }[]).map((one) => one.number)

test("invoices are listed page by page, as far as the key reaches", async () => {
  const first = await ask("/api/v1/invoices?limit=2&sort=oldest")
  expect(first.status).toBe(200)
  const second = await ask(`/api/v1/invoices?limit=2&sort=oldest&cursor=${encodeURIComponent(String(first.json["next"]))}`)
  expect([...numbersIn(first), ...numbersIn(second)]).toEqual(invoices.map((one) => one.number))
  expect(second.json["next"]).toBeNull()
  expect(numbersIn(await ask("/api/v1/invoices", key.erp))).toHaveLength(4)
  expect(numbersIn(await ask("/api/v1/invoices", key.kern))).toHaveLength(1)
})

test("and filtered: by status, by what is overdue, by number, by account", async () => {
  expect(numbersIn(await ask("/api/v1/invoices?status=paid,open&sort=oldest"))).toEqual(invoices.map((one) => one.number))
  expect(numbersIn(await ask("/api/v1/invoices?status=paid"))).toEqual([invoices[0]!.number])
  expect(numbersIn(await ask("/api/v1/invoices?overdue=true"))).toEqual([])
  expect(numbersIn(await ask(`/api/v1/invoices?search=${invoices[1]!.number}`))).toEqual([invoices[1]!.number])
  expect(numbersIn(await ask(`/api/v1/invoices?accountId=${world.accountId.kern}`, key.erp))).toHaveLength(1)
  expect(numbersIn(await ask(`/api/v1/invoices?accountId=${world.accountId.kern}`))).toEqual(numbersIn(await ask("/api/v1/invoices")))
})

test("one invoice says what it says, what was taken off it, and nothing of what a page may do with it", async () => {
  const { status, json } = await ask(`/api/v1/invoices/${invoices[0]!.invoiceId}`)
  expect(status).toBe(200)
  expect(json).toMatchObject({ number: invoices[0]!.number, status: "paid", clearings: [{ kind: "credit" }], document: { number: invoices[0]!.number, kind: "invoice", lines: [{ sku: "DN-3100" }] } })
  expect(json).not.toHaveProperty("actions")
  expect(json).not.toHaveProperty("attempts")
})

test("its PDF and its electronic form come as files, a credit note's likewise", async () => {
  const pdf = await ask(`/api/v1/invoices/${invoices[0]!.invoiceId}/pdf`)
  expect(pdf).toMatchObject({ status: 200, type: "application/pdf", name: expect.stringContaining(`${invoices[0]!.number}.pdf`) as string })
  expect(pdf.text.startsWith("%PDF")).toBe(true)
  const ubl = await ask(`/api/v1/invoices/${invoices[0]!.invoiceId}/ubl`)
  expect(ubl.status === 200 ? ubl.text : ubl.json["code"]).toMatch(/<Invoice|billing\.e_invoice_is_incomplete/)
  const list = await ask("/api/v1/credit-notes")
  expect(list.json).toMatchObject({ creditNotes: [{ creditNoteId, reasonCode: "damaged", invoiceNumber: invoices[0]!.number, status: "issued" }], next: null })
  expect((await ask(`/api/v1/credit-notes/${creditNoteId}`)).json).toMatchObject({ document: { kind: "credit_note", corrects: [{ number: invoices[0]!.number }] } })
  expect((await ask(`/api/v1/credit-notes/${creditNoteId}/pdf`)).text.startsWith("%PDF")).toBe(true)
  expect(await ask(`/api/v1/invoices/${creditNoteId}/pdf`)).toMatchObject({ status: 404, json: { code: "billing.document_not_found" } })
})

test("the statement adds up, and a key of several accounts has to name one", async () => {
  const span = "from=2020-01-01&to=2099-12-31"
  const { json } = await ask(`/api/v1/statement?${span}`)
  expect(json).toMatchObject({ accountName: "Praxis Dr. Lindner", opening: { amount: "0" } })
  expect((json["openItems"] as unknown[]).length).toBe(2)
  expect(await ask(`/api/v1/statement?${span}`, key.erp)).toMatchObject({ status: 422, json: { code: "tenancy.no_account_chosen" } })
  expect(await ask(`/api/v1/statement?${span}&accountId=${world.accountId.kern}`, key.erp)).toMatchObject({ json: { accountName: "Dentallabor Kern" } })
  expect((await ask(`/api/v1/statement?${span}&accountId=${world.accountId.kern}`)).json).toMatchObject({ accountName: "Praxis Dr. Lindner" })
})

test.each([
  { when: "there is no key", path: "/api/v1/invoices", bearer: "", status: 401, code: "tenancy.key_invalid" },
  { when: "the key is unknown", path: "/api/v1/invoices", bearer: `et_${"x".repeat(43)}`, status: 401, code: "tenancy.key_invalid" },
  { when: "there is no such address", path: "/api/v1/tenants", status: 404, code: "api.not_found" },
  { when: "the method is another", path: "/api/v1/invoices", method: "DELETE", status: 405, code: "api.method_not_allowed" },
  { when: "the id is none", path: "/api/v1/invoices/1", status: 404, code: "billing.invoice_not_found" },
  { when: "a filter is none", path: "/api/v1/invoices?status=lost", status: 400, code: "api.invalid" },
  { when: "the cursor is none", path: "/api/v1/invoices?cursor=abc", status: 400, code: "billing.cursor_is_invalid" },
  { when: "a day is missing", path: "/api/v1/statement?from=2026-01-01", status: 400, code: "api.invalid" },
])("it answers $status as problem+json when $when", async ({ path, bearer, method, status, code }) => {
  const answer = await ask(path, bearer ?? key.lindner, method)
  expect(answer).toMatchObject({ status, type: "application/problem+json", json: { status, code, traceId: "0".repeat(32) } })
})

test("another account's invoice is not found, a key for something else is refused, a revoked one is nobody's", async () => {
  expect(await ask(`/api/v1/invoices/${invoices[0]!.invoiceId}`, key.kern)).toMatchObject({ status: 404, json: { code: "billing.invoice_not_found" } })
  expect(await ask("/api/v1/invoices", key.usage)).toMatchObject({ status: 403, json: { code: "tenancy.not_permitted" } })
  const { keyId, token } = await world.portal("petra", (work) => mintKey(work, { name: "Old", permissions: ["invoice.view"] }))
  await expect(world.portal("sofia", (work) => revokeKey(work, { keyId }))).rejects.toMatchObject({ code: "tenancy.key_not_found" })
  await world.portal("petra", (work) => revokeKey(work, { keyId }))
  expect((await ask("/api/v1/invoices", token)).status).toBe(401)
})

test("usage is reported in a batch: counted once by its own id, judged row by row, and only inside the key's walls", async () => {
  const lines = [{ productId: world.productId.mirror, unit: "each", quantity: "10", usage: { measure: "level" as const, refillAt: "10", earlierDays: 7, laterDays: 10 } }]
  const startsOn = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const { subscriptionId, number } = await world.portal("tim", (work) => createSubscription(work, { source: { kind: "lines", lines }, name: "Bin", startsOn, cadence: { on: "interval", every: 1, unit: "months" } }))
  const { lineId } = (await world.portal("tim", (work) => subscriptionPage(work, { subscriptionId }))).lines[0]!
  const report = (eventId: string, quantity: string, hoursAgo: number, of: object = { subscription: number, sku: "dn-3100" }) => ({ source: "scale-7", eventId, ...of, kind: "level", quantity, measuredAt: new Date(Date.UTC(2026, 0, 1) + (1_000 - hoursAgo) * 3_600_000).toISOString() })
  const verdicts = ({ json }: Awaited<ReturnType<typeof ask>>) => (json["reports"] as { verdict: string; why: string | null }[]).map((one) => one.why ?? one.verdict)
  const first = await ask("/api/v1/usage", key.usage, "POST", { reports: [report("1", "40", 9), report("1", "40", 9), report("2", "30", 8, { subscriptionId, lineId }), report("3", "30", 7, { subscription: number, sku: "NONE" })] })
  expect(first.status).toBe(200)
  expect(verdicts(first)).toEqual(["accepted", "repeated", "accepted", "subscriptions.line_not_found"])
  expect(verdicts(await ask("/api/v1/usage", key.usage, "POST", { reports: [report("1", "40", 9), report("2", "31", 8)] }))).toEqual(["repeated", "subscriptions.usage_conflict"])
  expect(Number((await till.one(`select count(*) n from subscriptions.usage_event where subscription_id = '${subscriptionId}'`)).n)).toBe(2)
  const kern = (await world.portal("petra", (work) => mintKey(work, { name: "Kern's shelf", accountId: world.accountId.kern, permissions: ["usage.report"] }))).token
  expect(verdicts(await ask("/api/v1/usage", kern, "POST", { reports: [report("9", "5", 1), report("9", "5", 1, { subscriptionId, lineId })] }))).toEqual(["subscriptions.line_not_found", "subscriptions.subscription_not_found"])
  expect(await ask("/api/v1/usage", key.erp, "POST", { reports: [report("9", "5", 1)] })).toMatchObject({ status: 403, type: "application/problem+json", json: { code: "tenancy.not_permitted" } })
  expect(await ask("/api/v1/usage", key.usage, "POST", { reports: [{ ...report("9", "5", 1), quantity: "many" }] })).toMatchObject({ status: 400, type: "application/problem+json", json: { code: "api.invalid" } })
  expect(await ask("/api/v1/usage", key.usage, "POST", { reports: Array.from({ length: 1_001 }, (_, n) => report(String(n), "5", 1)) })).toMatchObject({ status: 400, json: { code: "api.invalid" } })
})

test("a machine subscribes to lines for several ship-tos: seen first, then made for each of them, once", async () => {
  const { addressId } = await world.portal("sofia", (work) => saveAddress(work, { accountId: world.accountId.lindner, label: "Branch", recipient: "Praxis Dr. Lindner", line1: "Hauptplatz 3", line2: "", city: "Wien", region: "", postalCode: "1010", country: "AT", isDefault: false }))
  const { token } = await world.portal("petra", (work) => mintKey(work, { name: "Lindner's ERP", accountId: world.accountId.lindner, permissions: ["subscription.manage"] }))
  const lines = [{ productId: world.productId.mirror, unit: "each", quantity: "2" }, { productId: world.productId.wrench, unit: "each", quantity: "1", shipToId: addressId }]
  const asked = { lines, startsOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10), cadence: { on: "interval", every: 1, unit: "months" } }
  const { status, json } = await ask("/api/v1/subscriptions/preview", token, "POST", asked)
  expect(status).toBe(200)
  expect(json["deliveries"]).toMatchObject([{ shipToId: world.addressId.lindner, problems: [] }, { shipToId: addressId, problems: [] }])
  for (const { dates } of json["deliveries"] as { dates: { total: { amount: string } }[] }[]) expect(BigInt(dates[0]!.total.amount)).toBeGreaterThan(0n)
  const order = { ...asked, name: "From the ERP", requestKey: newId() }
  const made = await ask("/api/v1/subscriptions", token, "POST", order)
  expect(made).toMatchObject({ status: 200, json: { made: [{ status: "active" }, { status: "active" }] } })
  expect((await ask("/api/v1/subscriptions", token, "POST", order)).json).toEqual(made.json)
  expect(await ask("/api/v1/subscriptions", token, "POST", { ...order, name: "Another" })).toMatchObject({ status: 409, type: "application/problem+json", json: { code: "subscriptions.request_key_is_used" } })
  expect(await ask("/api/v1/subscriptions", key.erp, "POST", order)).toMatchObject({ status: 403, json: { code: "tenancy.not_permitted" } })
})

test("a machine subscribes to what a person's cart or an order has, once, and only with the right to it", async () => {
  const mint = async (permissions: Parameters<typeof mintKey>[1]["permissions"], account: "lindner" | "kern" = "lindner") => (await world.portal("petra", (work) => mintKey(work, { name: "Standing", accountId: world.accountId[account], permissions }))).token
  const [plain, able, kern] = [await mint(["subscription.manage"]), await mint(["subscription.manage", "order.view", "order.place"]), await mint(["subscription.manage", "order.view", "order.place"], "kern")]
  const terms = { startsOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10), cadence: { on: "interval", every: 1, unit: "months" } }
  await world.portal("tim", (work) => addLines(work, { lines: [{ productId: world.productId.mirror, unit: "each", quantity: "3" }] }))
  const [person] = (await till.rows(`select email from tenancy.tenant_user where user_id = '${world.userId.tim}'`)) as { email: string }[]
  const cart = { ...terms, source: { kind: "cart", person: person!.email.toUpperCase() } }
  const preview = await ask("/api/v1/subscriptions/preview", able, "POST", cart)
  expect(preview).toMatchObject({ status: 200, json: { deliveries: [{ problems: [] }] } })
  for (const token of [plain, key.erp]) expect(await ask("/api/v1/subscriptions/preview", token, "POST", cart)).toMatchObject({ status: 403, json: { code: "tenancy.not_permitted" } })
  // A person who has no cart at the key's account, and one that nobody knows, are the same.
  for (const source of [{ kind: "cart", person: person!.email }, { kind: "cart", person: "nobody@nowhere.example" }]) expect(await ask("/api/v1/subscriptions/preview", kern, "POST", { ...terms, source })).toMatchObject({ status: 422, json: { code: "subscriptions.has_no_lines" } })
  const order = { ...cart, name: "From the cart", requestKey: newId() }
  const made = await ask("/api/v1/subscriptions", able, "POST", order)
  expect(made).toMatchObject({ status: 200, json: { made: [{ status: "active" }] } })
  expect(await world.portal("tim", (work) => cartView(work))).toBeNull()
  expect((await ask("/api/v1/subscriptions", able, "POST", order)).json).toEqual(made.json)
  const [placed] = (await till.rows(`select order_id from ordering.order where account_id = '${world.accountId.lindner}' and status <> 'draft' limit 1`)) as { order_id: string }[]
  const ofOrder = { ...terms, source: { kind: "order", orderId: placed!.order_id } }
  expect((await ask("/api/v1/subscriptions", able, "POST", { ...ofOrder, name: "As ordered", requestKey: newId() })).status).toBe(200)
  expect(await ask("/api/v1/subscriptions/preview", plain, "POST", ofOrder)).toMatchObject({ status: 403 })
  expect(await ask("/api/v1/subscriptions/preview", kern, "POST", ofOrder)).toMatchObject({ status: 404, json: { code: "ordering.order_not_found" } })
  for (const both of [terms, { ...cart, lines: [{ productId: world.productId.mirror, unit: "each", quantity: "1" }] }]) expect(await ask("/api/v1/subscriptions/preview", able, "POST", both)).toMatchObject({ status: 400, json: { code: "api.invalid" } })
})

test("index series are read as far as the key reaches, and a line follows the one that a plan offers", async () => {
  const { token } = await world.portal("petra", (work) => mintKey(work, { name: "Indexed", accountId: world.accountId.lindner, permissions: ["subscription.manage"] }))
  const { token: whole } = await world.portal("petra", (work) => mintKey(work, { name: "All", permissions: ["subscription.manage"] }))
  const [offered, other] = await world.portal("petra", async (work) => {
    const begin = async (code: string) => {
      const { seriesId } = await saveIndexSeries(work, { series: { code, name: code, unit: "2021 = 100", basePeriod: "2021", frequency: "monthly", source: "An office", sourceUrl: "" } })
      await publishIndexValue(work, { seriesId, period: "2025-01-01", value: "104.1", publishedOn: "2025-02-20" })
      return seriesId
    }
    return [await begin("NITRILE"), await begin("STEEL")] as const
  })
  const pricePolicy = { policy: "index" as const, seriesId: offered, capPercent: "8", floorPercent: "8", everyMonths: 3, lagMonths: 2 }
  const { planId } = await world.portal("petra", (work) => savePlan(work, { plan: { name: "Indexed", pricePolicy } }))
  const codes = async (bearer: string) => ((await ask("/api/v1/index-series", bearer)).json["series"] as { code: string }[]).map(({ code }) => code)
  expect([await codes(token), await codes(whole)]).toEqual([["NITRILE"], ["NITRILE", "STEEL"]])
  expect(await ask(`/api/v1/index-series/${offered}`, token)).toMatchObject({ status: 200, json: { code: "NITRILE", values: [{ period: "2025-01-01", value: "104.1", corrected: false }] } })
  for (const id of [other, newId(), "7"]) expect(await ask(`/api/v1/index-series/${id}`, token)).toMatchObject({ status: 404, json: { code: "pricing.index_series_not_found" } })
  expect(await ask("/api/v1/index-series", key.erp)).toMatchObject({ status: 403 })
  const line = { productId: world.productId.mirror, unit: "each", quantity: "2" }
  const asked = { startsOn: new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10), cadence: { on: "interval", every: 1, unit: "months" }, name: "Indexed" }
  const made = await ask("/api/v1/subscriptions", token, "POST", { ...asked, planId, requestKey: newId(), lines: [{ ...line, pricePolicy }] })
  expect(made.status).toBe(200)
  const [{ subscriptionId }] = made.json["made"] as [{ subscriptionId: string }]
  expect((await world.portal("tim", (work) => subscriptionPage(work, { subscriptionId }))).lines[0]).toMatchObject({ index: { series: { code: "NITRILE" }, base: { value: "104.1" } } })
  expect(await ask("/api/v1/subscriptions", token, "POST", { ...asked, requestKey: newId(), lines: [{ ...line, pricePolicy }] })).toMatchObject({ status: 403, json: { code: "subscriptions.price_needs_agreement" } })
})

test("nobody mints beyond what they hold, and nobody without the right to manage the team", async () => {
  await expect(world.portal("tim", (work) => mintKey(work, { name: "Mine", permissions: ["invoice.view"] }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  const { token } = await world.portal("sofia", (work) => mintKey(work, { name: "Reach", accountId: world.accountId.kern, permissions: ["invoice.view"] })).catch(() => ({ token: "" }))
  if (token) expect(numbersIn(await ask("/api/v1/invoices", token)).length).toBe(3)
})

test("the OpenAPI document is public and names every route with its schemas", async () => {
  const { status, json } = await ask("/api/v1/openapi.json", "")
  expect(status).toBe(200)
  const paths = json["paths"] as Record<string, Record<string, { operationId: string; parameters: { name: string; required: boolean }[]; responses: Record<string, unknown> }>>
  expect(Object.keys(paths)).toEqual([...new Set(PORTAL_ROUTES.map((route) => route.path)), "/api/v1/openapi.json"])
  for (const route of PORTAL_ROUTES) expect(paths[route.path]![route.method.toLowerCase()]!.responses, route.id).toHaveProperty("200")
  expect(paths["/api/v1/statement"]!["get"]!.parameters.filter((one) => one.required).map((one) => one.name)).toEqual(["from", "to"])
  expect(paths["/api/v1/invoices/{id}/pdf"]!["get"]!.responses["200"]).toMatchObject({ content: { "application/pdf": {} } })
})
