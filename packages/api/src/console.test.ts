import { createServer, request, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import { CONSOLE_COOKIE, issueConsoleSession, issuePortalSession, PORTAL_COOKIE, type ConsoleClaims } from "@entrepot/auth"
import { onAdmin } from "@entrepot/db/testing"
import { createWorld, type World } from "@entrepot/domain/testing"
import { hashPassword } from "@entrepot/domain/tenancy"
import { newId } from "@entrepot/kernel"
import { createConsoleApi, type ConsoleApi } from "./server.ts"

const SECRET = "a secret of the tests that is long enough"
const PASSWORD = "correct horse battery"
const HOST = "console.localhost"
const operatorId = newId()
const staffId = newId()
let world: World
let api: ConsoleApi
let server: Server

beforeAll(async () => {
  world = await createWorld()
  const hash = await hashPassword(PASSWORD)
  await onAdmin(world.database.adminUrl,
    `insert into tenancy.operator (operator_id, email, name, locale, roles, password_hash, created_at) values ('${operatorId}', 'olga@platform.example', 'Olga', 'en', '{platform_admin}', '${hash}', now())`,
    `insert into tenancy.network_user (network_id, user_id, email, name, locale, roles, password_hash, created_at) values (1, '${staffId}', 'sven@nordwerk.example', 'Sven Albers', 'de', '{sales}', '${hash}', now())`)
  api = createConsoleApi({ pools: world.database.pools, authSecret: SECRET })
  server = createServer(api.listener)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await world.drop()
})

const signIn = (email: string, password: string, networkCode?: string) => api.signIn({ email, password, networkCode, host: HOST, address: "192.0.2.1", traceId: "0".repeat(32) })
const cookieOf = async (claims: ConsoleClaims) => `${CONSOLE_COOKIE}=${await issueConsoleSession(SECRET, claims)}`
const staff: ConsoleClaims = { door: "staff", sub: staffId, host: HOST, sessionVersion: 1, networkId: 1, locale: "de" }
const operator: ConsoleClaims = { door: "operator", sub: operatorId, host: HOST, sessionVersion: 1, locale: "en" }

function me(headers: Record<string, string>): Promise<{ status: number; body: string }> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path: "/api/trpc/session.me", headers: { host: HOST, ...headers } }, (response) => {
      let body = ""
      response.on("data", (chunk) => (body += chunk))
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }))
    }).once("error", reject).end()
  })
}

test("an operator and a network's staff come in by doors of their own", async () => {
  expect(await signIn("olga@platform.example", PASSWORD)).toEqual(operator)
  expect(await signIn("sven@nordwerk.example", PASSWORD, "nordwerk")).toEqual(staff)
})

test.each([
  ["staff at the operators' door", "sven@nordwerk.example", undefined],
  ["an operator at the staff's door", "olga@platform.example", "nordwerk"],
  ["staff at a network that does not exist", "sven@nordwerk.example", "elsewhere"],
])("%s are refused like anybody", async (_who, email, network) => {
  expect(await signIn(email, PASSWORD, network)).toEqual({ outcome: "refused" })
})

test("each is answered as themselves, with the rights of their roles", async () => {
  const asStaff = await me({ cookie: await cookieOf(staff) })
  expect(JSON.parse(asStaff.body).result.data).toMatchObject({ kind: "staff", name: "Sven Albers", network: { code: "nordwerk" }, permissions: expect.arrayContaining(["network.order.manage"]) })
  expect(asStaff.body).not.toContain("platform.tenant")
  const asOperator = await me({ cookie: await cookieOf(operator) })
  expect(JSON.parse(asOperator.body).result.data).toMatchObject({ kind: "operator", network: null, permissions: expect.arrayContaining(["platform.tenant.stamp"]) })
})

test("a portal's session is nothing here, under either name", async () => {
  const portal = await issuePortalSession(SECRET, { sub: staffId, networkId: 1, tenantId: 1, host: HOST, sessionVersion: 1, accountId: newId(), reach: "tenant", locale: "en" })
  expect((await me({ cookie: `${PORTAL_COOKIE}=${portal}` })).status).toBe(401)
  expect((await me({ cookie: `${CONSOLE_COOKIE}=${portal}` })).status).toBe(401)
})

test("a session of another host is nothing here", async () => {
  expect((await me({ cookie: await cookieOf({ ...staff, host: "other.localhost" }) })).status).toBe(401)
})

test("staff cannot claim another network, and a machine needs a key that is known", async () => {
  expect((await me({ cookie: await cookieOf({ ...staff, networkId: 2 }) })).status).toBe(401)
  expect((await me({ authorization: `Bearer ${"x".repeat(40)}` })).status).toBeGreaterThanOrEqual(401)
})

test("somebody deactivated is out with the next request", async () => {
  const cookie = await cookieOf(staff)
  await onAdmin(world.database.adminUrl, "update tenancy.network_user set status = 'deactivated'")
  expect((await me({ cookie })).status).toBe(401)
})

test("a statement is a file for the network's finance, and for nobody beside it", async () => {
  const [financeId, statementId] = [newId(), newId()]
  await onAdmin(world.database.adminUrl,
    `insert into tenancy.network_user (network_id, user_id, email, name, locale, roles, password_hash, created_at) values (1, '${financeId}', 'finn@nordwerk.example', 'Finn', 'de', '{finance}', 'x', now())`,
    "insert into settlement.partner (network_id, tenant_id) values (1, 1)",
    `insert into settlement.statement (network_id, tenant_id, statement_id, period, currency, number, drafted_at, issued_at, issued_on, due_on) values (1, 1, '${statementId}', '2026-10-01', 'EUR', 'ST-2026-0001', now(), now(), '2026-11-02', '2026-11-16')`)
  const file = async (claims: ConsoleClaims | undefined, form: string, id = statementId) =>
    api.file({ headers: { host: HOST, ...(claims && { cookie: await cookieOf(claims) }) }, socket: { remoteAddress: "127.0.0.1" } } as never, `/files/settlements/${id}.${form}`, "0".repeat(32))
  const finance: ConsoleClaims = { ...staff, sub: financeId }
  for (const form of ["pdf", "csv"]) expect(await file(finance, form)).toMatchObject({ name: `ST-2026-0001.${form}`, bytes: expect.any(Uint8Array) })
  expect(await file(finance, "pdf", newId())).toMatchObject({ refusal: { code: "settlement.statement_not_found" } })
  expect(await file(finance, "pdf", `corrections/${newId()}`)).toMatchObject({ refusal: { code: "settlement.dispute_not_found" } })
  expect(await file(finance, "exe")).toMatchObject({ refusal: { code: "settlement.statement_not_found" } })
  expect(await file({ ...staff, networkId: 2 }, "pdf")).toHaveProperty("refusal")
  for (const stranger of [undefined, operator]) expect(await file(stranger, "pdf")).toHaveProperty("refusal")
})
