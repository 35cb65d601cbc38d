import { afterAll, beforeAll, expect, test } from "vitest"
import { withWork } from "@entrepot/db"
import { mintApiKey, runStamp } from "@entrepot/domain/provisioning"
import { createPlatform, type Platform } from "../../../domain/src/provisioning/testing.ts"
import { createRestHandler } from "./index.ts"

let world: Platform
let token: string
let readOnly: string
let handle: ReturnType<typeof createRestHandler>
const body = { network: "nordwerk", template: "dealer", code: "zahnwerk", name: "Zahnwerk", legalName: "Zahnwerk GmbH", host: "zahnwerk.localhost:3000", invitations: [{ email: "ada@zahnwerk.example", name: "Ada" }] }

beforeAll(async () => {
  world = await createPlatform()
  const all = ["platform.tenant.stamp", "platform.tenant.view", "platform.tenant.suspend", "platform.network.view"]
  token = (await world.platform((work) => mintApiKey(work, { name: "ERP", permissions: all }))).token
  readOnly = (await world.platform((work) => mintApiKey(work, { name: "Eyes", permissions: ["platform.tenant.view", "platform.network.view"] }))).token
  handle = createRestHandler({ platform: world.database.pools.platform })
})
afterAll(() => world.database.drop())

type Call = { body?: unknown; key?: string; bearer?: string | undefined; type?: string }

async function call(method: string, path: string, { body: sent, key, bearer = token, type = "application/json" }: Call = {}): Promise<{ status: number; json: Record<string, unknown>; headers: Headers }> {
  const headers = { ...(bearer && { authorization: `Bearer ${bearer}` }), ...(key && { "idempotency-key": key }), ...(sent === undefined ? {} : { "content-type": type }) }
  const response = await handle(new Request(`http://console.test${path}`, { method, headers, ...(sent === undefined ? {} : { body: typeof sent === "string" ? sent : JSON.stringify(sent) }) }))
  if (!response) throw new Error("not ours")
  return { status: response.status, json: (await response.json()) as Record<string, unknown>, headers: response.headers }
}

test("a tenant is stamped by key: queued first, the same again afterwards, and a conflict for another request", async () => {
  const first = await call("POST", "/api/v1/tenants", { body, key: "erp-1" })
  expect(first).toMatchObject({ status: 202, json: { key: "erp-1", network: "nordwerk", code: "zahnwerk", status: "queued", tenantId: 1 } })
  expect(first.headers.get("location")).toBe("/api/v1/stamps/erp-1?network=nordwerk")
  await runStamp(world.database.pools.worker, { networkId: 1, key: "erp-1" })
  expect(await call("GET", first.headers.get("location")!)).toMatchObject({ status: 200, json: { status: "done", steps: [{ step: "database", status: "done" }, { step: "mail" }] } })
  expect(await call("POST", "/api/v1/tenants", { body, key: "erp-1" })).toMatchObject({ status: 200, json: { tenantId: 1, status: "done" } })
  expect(await call("POST", "/api/v1/tenants", { body: { ...body, name: "Other" }, key: "erp-1" })).toMatchObject({ status: 409, json: { code: "provisioning.stamp_key_taken", facts: { key: "erp-1" } } })
})

test("tenants are listed with their health, suspended and resumed", async () => {
  expect(await call("GET", "/api/v1/tenants?network=nordwerk")).toMatchObject({ status: 200, json: { tenants: [{ network: "nordwerk", code: "zahnwerk", health: "well" }], next: null } })
  expect(await call("POST", "/api/v1/tenants/zahnwerk/suspend", { body: { network: "nordwerk", reason: "Unpaid" } })).toMatchObject({ status: 200, json: { status: "suspended" } })
  expect(await call("GET", "/api/v1/tenants?status=suspended")).toMatchObject({ json: { tenants: [{ suspendedReason: "Unpaid" }] } })
  expect(await call("POST", "/api/v1/tenants/zahnwerk/resume", { body: { network: "nordwerk" } })).toMatchObject({ status: 200, json: { status: "active" } })
})

test.each([
  { when: "there is no key", path: "/api/v1/tenants", method: "GET", options: { bearer: "" }, status: 401, code: "provisioning.key_invalid" },
  { when: "the key is unknown", path: "/api/v1/tenants", method: "GET", options: { bearer: `ek_${"x".repeat(43)}` }, status: 401, code: "provisioning.key_invalid" },
  { when: "there is no such address", path: "/api/v1/orders", method: "GET", options: {}, status: 404, code: "api.not_found" },
  { when: "the method is another", path: "/api/v1/tenants", method: "DELETE", options: {}, status: 405, code: "api.method_not_allowed" },
  { when: "the body is not JSON", path: "/api/v1/tenants", method: "POST", options: { body: "{", key: "k" }, status: 400, code: "api.not_json" },
  { when: "the body is of another type", path: "/api/v1/tenants", method: "POST", options: { body: "a=1", key: "k", type: "text/plain" }, status: 415, code: "api.not_json" },
  { when: "a field is missing", path: "/api/v1/tenants", method: "POST", options: { body: { ...body, code: undefined }, key: "k" }, status: 400, code: "api.invalid" },
  { when: "the Idempotency-Key is missing", path: "/api/v1/tenants", method: "POST", options: { body }, status: 400, code: "provisioning.stamp_key_missing" },
  { when: "the network does not exist", path: "/api/v1/tenants", method: "POST", options: { body: { ...body, network: "nowhere" }, key: "k" }, status: 404, code: "provisioning.network_not_found" },
  { when: "the stamp does not exist", path: "/api/v1/stamps/none", method: "GET", options: {}, status: 404, code: "provisioning.stamp_not_found" },
])("it answers $status when $when", async ({ path, method, options, status, code }) => {
  const answer = await call(method, path, options)
  expect(answer).toMatchObject({ status, json: { status, code, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) } })
  expect(answer.headers.get("content-type")).toBe("application/problem+json")
})

test("a key may only what it was made for", async () => {
  expect(await call("POST", "/api/v1/tenants", { body: { ...body, code: "other", host: "other.localhost" }, key: "erp-2", bearer: readOnly })).toMatchObject({ status: 403, json: { code: "tenancy.not_permitted" } })
})

test("the OpenAPI document is public and names every route with its schemas", async () => {
  const { status, json } = await call("GET", "/api/v1/openapi.json", { bearer: "" })
  expect(status).toBe(200)
  expect(Object.keys(json["paths"] as object)).toEqual(["/api/v1/tenants", "/api/v1/stamps/{key}", "/api/v1/tenants/{code}/suspend", "/api/v1/tenants/{code}/resume", "/api/v1/openapi.json"])
  expect(json).toMatchObject({ openapi: "3.1.0", paths: { "/api/v1/tenants": { post: { requestBody: { content: { "application/json": { schema: { required: expect.arrayContaining(["network", "code", "host", "invitations"]) } } } }, parameters: [{ name: "Idempotency-Key" }] } } } })
})

test("what is not under /api/v1 is somebody else's", async () => {
  expect(await handle(new Request("http://console.test/orders"))).toBeUndefined()
})

test("using a key is noted, and the noting belongs to the request", async () => {
  const used = await withWork(world.database.pools.platform, { audience: "platform" }, { kind: "automation", id: "t", name: "t", permissions: new Set(), roles: [] }, (work) => work.db.selectFrom("provisioning.api_key").select("last_used_at").where("name", "=", "ERP").executeTakeFirst())
  expect(used?.last_used_at).toBeInstanceOf(Date)
})
