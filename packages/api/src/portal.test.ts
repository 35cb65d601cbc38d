import { createServer, request, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import { issuePortalSession, PORTAL_COOKIE, type PortalClaims } from "@entrepot/auth"
import { onAdmin } from "@entrepot/db/testing"
import { PEOPLE, ACCOUNTS, TENANTS, createWorld, type PersonName, type World } from "@entrepot/domain/testing"
import { hashPassword } from "@entrepot/domain/tenancy"
import { newId } from "@entrepot/kernel"
import { createPortalApi, type PortalApi } from "./server.ts"

const SECRET = "a secret of the tests that is long enough"
const PASSWORD = "correct horse battery"
let world: World
let api: PortalApi
let server: Server

// oxlint-disable-next-line typescript/no-explicit-any -- the tests say what is in it
type Answer = { status: number; body: any; cookies: string[] }
type Ask = { host?: string; cookie?: string; input?: unknown; headers?: Record<string, string>; origin?: string | null }

beforeAll(async () => {
  world = await createWorld()
  const hash = await hashPassword(PASSWORD)
  await onAdmin(world.database.adminUrl, `insert into tenancy.credential select network_id, tenant_id, user_id, '${hash}', now() from tenancy.tenant_user`)
  api = createPortalApi({ pools: world.database.pools, authSecret: SECRET })
  server = createServer(api.listener)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await world.drop()
})

function claimsOf(person: PersonName, more: Partial<PortalClaims> = {}): PortalClaims {
  const { account, roles } = PEOPLE[person]
  const tenant = ACCOUNTS[account].tenant
  return { sub: world.userId[person], networkId: 1, tenantId: TENANTS[tenant].tenantId, host: `${tenant}.localhost`, sessionVersion: 1, accountId: world.accountId[account], reach: roles[0].startsWith("dealer") ? "tenant" : "account", locale: "en", ...more }
}
const cookieOf = async (person: PersonName, more?: Partial<PortalClaims>) => `${PORTAL_COOKIE}=${await issuePortalSession(SECRET, claimsOf(person, more))}`

function send(method: "GET" | "POST", path: string, { host = "zahnwerk.localhost", cookie, input, headers = {}, origin = `http://${host}` }: Ask = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  const query = method === "GET" && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ""
  return new Promise((resolve, reject) => {
    const ask = request({ port, host: "127.0.0.1", method, path: `/api/trpc/${path}${query}`, headers: { host, "content-type": "application/json", ...(cookie && { cookie }), ...(method === "POST" && origin && { origin }), ...headers } }, (response) => {
      let text = ""
      response.on("data", (chunk) => (text += chunk))
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text), cookies: response.headers["set-cookie"] ?? [] }))
    })
    ask.once("error", reject)
    ask.end(method === "POST" ? JSON.stringify(input ?? {}) : undefined)
  })
}
const refusalOf = ({ body }: Answer) => body.error?.data?.refusal?.code

test("who signed in is answered as themselves, in their own walls", async () => {
  const answer = await send("GET", "session.me", { cookie: await cookieOf("tim") })
  expect(answer.body.result.data).toMatchObject({ user: { name: "Tim Lorenz" }, account: { number: "C-1001" }, reach: "account", canSwitch: false })
  expect(answer.body.result.data.permissions).toContain("order.place")
})

test.each([
  ["one question", "session.me", undefined], ["two at once", "session.me,account.get?batch=1", { 0: {} }], ["one of two that may not be asked", "session.me,dunning.settings?batch=1", {}], ["an input that does not fit", "orders.list", { limit: "x" }],
  ["a batch whose input is none", "session.me?batch=1", [1]], ["a question that nobody knows", "session.you", undefined], ["a property that every object has", "constructor", undefined], ["a change that is asked for", "session.setLocale", { locale: "de" }],
])("%s is answered in the very words of tRPC's own handler", async (_what, path, input) => {
  const cookie = await cookieOf("tim")
  const at = path.includes("?") && input !== undefined ? `${path}&input=${encodeURIComponent(JSON.stringify(input))}` : path
  const told = async (headers: Record<string, string>) => {
    const { status, body } = await send("GET", at, { cookie, headers, ...(!path.includes("?") && input !== undefined && { input }) })
    return { status, body: JSON.parse(JSON.stringify(body).replaceAll(/[0-9a-f]{32}/g, "trace")) }
  }
  expect(await told({})).toEqual(await told({ "trpc-accept": "application/json" }))
})

test("without a session one is asked to sign in", async () => {
  expect(await send("GET", "session.me")).toMatchObject({ status: 401 })
})

test("a session of one host is nothing at another, and neither is one that claims another tenant", async () => {
  const cookie = await cookieOf("petra")
  expect((await send("GET", "session.me", { cookie })).status).toBe(200)
  expect((await send("GET", "session.me", { cookie, host: "bluepeak.localhost" })).status).toBe(401)
  expect((await send("GET", "session.me", { cookie: await cookieOf("petra", { host: "bluepeak.localhost" }), host: "bluepeak.localhost" })).status).toBe(401)
  expect((await send("GET", "session.me", { cookie: await cookieOf("petra", { tenantId: 2, host: "bluepeak.localhost" }), host: "bluepeak.localhost" })).status).toBe(401)
})

test("a session that claims more reach than its person has is over", async () => {
  expect((await send("GET", "account.list", { cookie: await cookieOf("tim", { reach: "tenant" }), input: {} })).status).toBe(401)
  expect((await send("GET", "session.me", { cookie: await cookieOf("tim", { accountId: world.accountId.kern }) })).status).toBe(401)
})

test("a host that nobody has is not found, without a word about whose it might be", async () => {
  const answer = await send("GET", "session.me", { host: "nobody.localhost" })
  expect(answer.status).toBe(404)
  expect(JSON.stringify(answer.body)).not.toMatch(/zahnwerk|entrepot/i)
})

test("a forwarded host counts from a trusted proxy alone", async () => {
  const cookie = await cookieOf("grace")
  expect((await send("GET", "session.me", { cookie, headers: { "x-forwarded-host": "bluepeak.localhost" } })).status).toBe(401)
  const trusting = createPortalApi({ pools: world.database.pools, authSecret: SECRET, trustedProxies: new Set(["127.0.0.1"]) })
  const facts = trusting.originOf({ headers: { host: "zahnwerk.localhost", "x-forwarded-host": "evil.localhost, bluepeak.localhost", "x-forwarded-for": "1.1.1.1, 9.9.9.9" }, socket: { remoteAddress: "::ffff:127.0.0.1" } } as never)
  expect(facts).toMatchObject({ host: "bluepeak.localhost", address: "9.9.9.9" })
})

test.each([["no origin", null], ["another origin", "http://evil.example"], ["another portal's origin", "http://bluepeak.localhost"]])("a change from %s is refused", async (_what, origin) => {
  const answer = await send("POST", "session.setLocale", { cookie: await cookieOf("miriam"), input: { locale: "fr" }, origin })
  expect(answer.status).toBe(403)
  expect(refusalOf(answer)).toBe("auth.origin_refused")
})

test("choosing a language keeps it and issues the session anew, for this host, out of reach of scripts", async () => {
  const answer = await send("POST", "session.setLocale", { cookie: await cookieOf("miriam"), input: { locale: "fr" } })
  expect(answer.cookies[0]).toMatch(/^__Host-entrepot-portal=.+; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=43200$/)
  const me = await send("GET", "session.me", { cookie: answer.cookies[0]!.split(";")[0]! })
  expect(me.body.result.data.user.locale).toBe("fr")
})

test("staff of the tenant may act for any account, a customer's person for their own", async () => {
  const switched = await send("POST", "session.switchAccount", { cookie: await cookieOf("jonas"), input: { accountId: world.accountId.kern } })
  expect((await send("GET", "session.me", { cookie: switched.cookies[0]!.split(";")[0]! })).body.result.data.account.number).toBe("C-1002")
  const refused = await send("POST", "session.switchAccount", { cookie: await cookieOf("nora"), input: { accountId: world.accountId.kern } })
  expect(refusalOf(refused)).toBe("tenancy.account_not_found")
  expect(refused.cookies).toEqual([])
})

const newAccount = (number: string) => ({ number, name: "Praxis Neu", accountGroup: "standard" })
const countOf = async (number: string) => (await onAdmin(world.database.adminUrl, `select 1 from tenancy.account where number = '${number}'`)).length

test("the same command under the same key answers as before and changes nothing", async () => {
  const ask = { cookie: await cookieOf("petra"), input: newAccount("K-1"), headers: { "idempotency-key": newId() } }
  const first = await send("POST", "account.create", ask)
  const second = await send("POST", "account.create", ask)
  expect(second.body).toEqual(first.body)
  expect(first.body.result.data.accountId).toBeTruthy()
  expect(await countOf("K-1")).toBe(1)
})

test("another command under a used key is a conflict, and changes nothing", async () => {
  const headers = { "idempotency-key": newId() }
  const cookie = await cookieOf("petra")
  await send("POST", "account.create", { cookie, headers, input: newAccount("K-2") })
  for (const [path, input] of [["account.create", newAccount("K-3")], ["account.saveGroup", { code: "gold", name: "Gold" }]] as const) {
    const other = await send("POST", path, { cookie, headers, input })
    expect(other.status).toBe(409)
    expect(refusalOf(other)).toBe("tenancy.command_key_reused")
  }
  expect(await countOf("K-3")).toBe(0)
})

test("twelve times the same command at once is one command with twelve equal answers", async () => {
  const ask = { cookie: await cookieOf("petra"), input: newAccount("K-4"), headers: { "idempotency-key": newId() } }
  const answers = await Promise.all(Array.from({ length: 12 }, () => send("POST", "account.create", ask)))
  expect(new Set(answers.map(({ body }) => body.result.data.accountId)).size).toBe(1)
  expect(await countOf("K-4")).toBe(1)
})

test("a refused command leaves its key free", async () => {
  const headers = { "idempotency-key": newId() }
  const cookie = await cookieOf("petra")
  const input = { ...newAccount("K-5"), accountGroup: "later" }
  expect(refusalOf(await send("POST", "account.create", { cookie, headers, input }))).toBe("tenancy.account_group_not_found")
  await send("POST", "account.saveGroup", { cookie, input: { code: "later", name: "Later" } })
  expect((await send("POST", "account.create", { cookie, headers, input })).status).toBe(200)
})

test("two people may use the same key", async () => {
  const headers = { "idempotency-key": "one-key-for-two" }
  const input = { accountId: world.accountId.lindner, label: "Annex", recipient: "P", line1: "1", city: "B", postalCode: "1", country: "DE" }
  const [one, two] = await Promise.all([send("POST", "account.saveAddress", { cookie: await cookieOf("sofia"), headers, input }), send("POST", "account.saveAddress", { cookie: await cookieOf("nora"), headers, input })])
  expect(one.body.result.data.addressId).not.toBe(two.body.result.data.addressId)
})

test("a sign-in gives claims for this host; a wrong password and a closed portal give none", async () => {
  const tenant = (await api.tenantAt("moreau.localhost"))!
  const facts = { address: "192.0.2.7", traceId: "0".repeat(32) }
  expect(await api.signIn(tenant, { email: "claire@moreau.example", password: PASSWORD, ...facts })).toMatchObject({ sub: world.userId.claire, tenantId: 3, host: "moreau.localhost", reach: "tenant" })
  expect(await api.signIn(tenant, { email: "claire@moreau.example", password: "wrong", ...facts })).toEqual({ outcome: "refused" })
  expect(await api.signIn({ ...tenant, status: "suspended" }, { email: "claire@moreau.example", password: PASSWORD, ...facts })).toEqual({ outcome: "refused" })
})

test("a suspended portal is closed to those inside too, at once", async () => {
  const cookie = await cookieOf("lily")
  await onAdmin(world.database.adminUrl, "update tenancy.tenant set status = 'suspended' where code = 'bluepeak'")
  const remembered = await send("GET", "session.me", { cookie, host: "bluepeak.localhost" })
  expect([401, 503]).toContain(remembered.status)
  const fresh = createPortalApi({ pools: world.database.pools, authSecret: SECRET })
  expect((await fresh.tenantAt("bluepeak.localhost"))?.status).toBe("suspended")
})

test("a body that is too large is refused", async () => {
  const answer = await send("POST", "account.create", { cookie: await cookieOf("petra"), input: { ...newAccount("K-9"), name: "x".repeat(3 * 1024 * 1024) } })
  expect(answer.status).toBe(413)
})

test("a defect says nothing but its trace id", async () => {
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
  await onAdmin(world.database.adminUrl, "revoke select on tenancy.address from portal_group")
  const answer = await send("GET", "account.addresses", { cookie: await cookieOf("nora"), input: {}, headers: { traceparent } })
  await onAdmin(world.database.adminUrl, "grant select on tenancy.address to portal_group")
  expect(answer.status).toBe(500)
  expect(answer.body.error).toMatchObject({ message: "defect", data: { refusal: null, traceId: "0af7651916cd43dd8448eb211c80319c" } })
  expect(JSON.stringify(answer.body)).not.toContain("permission denied")
})
