import { createHash } from "node:crypto"
import { readdirSync } from "node:fs"
import path from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { automation, withWork, type EventHandler } from "@entrepot/db"
import { NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS, PORTAL_PERMISSIONS } from "@entrepot/domain/tenancy/contract"
import { isRefusal, newId } from "@entrepot/kernel"
import { createRestHandler, REST_ROUTES } from "../rest/index.ts"
import * as uploads from "../rest/uploads.ts"
import { createPortalApi } from "../server.ts"
import { attackersOf, SECRET } from "./attack/attackers.ts"
import { isCanary, markOf } from "./attack/canary.ts"
import type { Book } from "./attack/ids.ts"
import { leaksIn } from "./attack/judge.ts"
import { keepState, type Keeper } from "./attack/state.ts"
import { API_KEY, LEAKED_HASH, prepareBattlefield, VICTIMS, type Battlefield, type Victim } from "./attack/world.ts"
import { plainNumber, plainText, samplesOf } from "./sample.ts"

let field: Battlefield
let keeper: Keeper
beforeAll(async () => {
  field = await prepareBattlefield()
  keeper = await keepState(field)
})
afterAll(() => field.end())

/** What became of the victims since the last look; then all is put back. */
async function harm(...victims: Victim[]): Promise<string[]> {
  const now = await keeper.look()
  const harmed = keeper.harmed(now, victims)
  await keeper.mend(now)
  return harmed
}

const POWERLESS = "ek_a-key-that-may-do-nothing-0123456789"
const REVOKED = "ek_a-key-that-was-revoked-0123456789abc"
async function addKeys(): Promise<void> {
  const keyRow = (key: string, revoked: string) => `insert into provisioning.api_key (key_id, prefix, key_hash, name, permissions, created_by, created_at, revoked_at)
    values ('${newId()}', 'ek_', '${createHash("sha256").update(key).digest("hex")}', 'A key', '{${revoked === "null" ? "" : Object.keys(PLATFORM_PERMISSIONS).join(",")}}', '{"kind":"operator","id":"x","name":"Olga"}', now(), ${revoked})`
  await field.admin.query(keyRow(POWERLESS, "null"))
  await field.admin.query(keyRow(REVOKED, "now()"))
}

type Names = { readonly network: string; readonly code: string; readonly key: string }

/** What a body says beside whose it is; a schema that cannot tell what fits says so here. */
const BODY: Readonly<Record<string, unknown>> = { template: "dealer", releaseId: undefined, zone: "Europe/Berlin", email: "someone@example.com", host: "somewhere.localhost" }

/** An address of the public API with somebody's names in it, for whoever holds the key. */
function requestTo(route: (typeof REST_ROUTES)[number], { network, code, key: name }: Names): (key: string | undefined) => Request {
  const address = route.path.replace("{code}", code).replace("{key}", name)
  const known: Readonly<Record<string, unknown>> = { ...BODY, network, code }
  const [body] = route.body ? samplesOf([route.body], (leaf) => (leaf.name in known ? known[leaf.name] : leaf.schema.type === "string" ? plainText(leaf) : plainNumber(leaf))) : [undefined]
  return (key) => new Request(`http://console.test${address}?network=${network}`, {
    method: route.method, headers: { ...(key && { authorization: `Bearer ${key}` }), "content-type": "application/json", "idempotency-key": name }, ...(route.body && { body: JSON.stringify(body) }),
  })
}

test("no address of the public API answers a stranger, and a key tells nothing of commerce", async () => {
  await addKeys()
  const handle = createRestHandler({ platform: field.world.database.pools.platform })
  const machine = attackersOf(field.world).find(({ name }) => name === "an API key")!
  for (const route of REST_ROUTES) {
    const theirs = requestTo(route, { network: "faraway-network", code: "faraway", key: "stamp-faraway" })
    const nobodys = requestTo(route, { network: "no-network", code: "nobody", key: "stamp-nobody" })
    for (const key of [undefined, `ek_${"x".repeat(40)}`, REVOKED]) expect((await handle(theirs(key)))?.status, `${route.id} for a stranger`).toBe(401)
    const [refused, missing] = await Promise.all([theirs, nobodys].map(async (request) => (await handle(request(POWERLESS)))!.text().then((text) => JSON.parse(text) as { code: string; status: number })))
    expect([refused?.status, refused?.code], `${route.id} for a key without rights`).toEqual([missing?.status, missing?.code])
    const answer = await handle(theirs(API_KEY))
    const told = await answer!.text()
    expect(answer?.status, `${route.id} took the request as malformed, so nothing was attacked: ${told}`).not.toBe(400)
    expect(answer?.status, route.id).toBeLessThan(500)
    expect(leaksIn({ kind: "answered", code: "", told }, machine), route.id).toEqual([])
    expect((await harm("tenant", "network")).filter((what) => !/(tenancy\.(tenant|host|network)|work\.\w+|provisioning\.\w+)$/.test(what)), route.id).toEqual([])
  }
})

/** How each handler of files is asked; one that is not here fails the test below. */
const FILES: Readonly<Record<string, (runId: string) => Request>> = {
  uploadImport: () => new Request("http://console.test/api/imports", { method: "POST", body: "sku,name\nA-1,Glove\n", headers: { origin: "http://console.test", host: "console.test", "x-file-name": "products.csv", "content-type": "text/csv" } }),
  downloadRefusals: (runId) => new Request(`http://console.test/api/imports/refusals?runId=${runId}`),
}

test("every handler of files is attacked, as everybody: strangers are turned away, and another network's file is not found", async () => {
  const handlers = Object.entries(uploads) as unknown as [string, (ctx: unknown, request: Request) => Promise<Response>][]
  expect(handlers.map(([name]) => name).sort()).toEqual(Object.keys(FILES).sort())
  const runId = String(field.victims.network[0]?.byName.get("runId"))
  for (const [name, handle] of handlers) {
    for (const attacker of attackersOf(field.world)) {
      const answers = await Promise.all([runId, newId()].map(async (id) => handle(await attacker.context(), FILES[name]!(id))))
      const told = await Promise.all(answers.map((answer) => answer.text()))
      expect(answers[0]?.status, `${name} by ${attacker.name}`).toBe(answers[1]?.status)
      if (attacker.party !== "the network's staff" || attacker.name === "a visitor") expect(answers[0]?.status, `${name} by ${attacker.name}`).toBe(401)
      expect(told.flatMap((text) => leaksIn({ kind: "answered", code: "", told: text }, attacker)), `${name} by ${attacker.name}`).toEqual([])
    }
    expect(await harm("network"), name).toEqual([])
  }
})

test("a picture of another tenant's brand is not found at our host", async () => {
  const api = createPortalApi({ pools: field.world.database.pools, authSecret: SECRET })
  const [ours, theirs] = await Promise.all([api.tenantAt("zahnwerk.localhost"), api.tenantAt("twin.localhost")])
  expect(await api.brandAsset(theirs!, LEAKED_HASH)).toBeDefined()
  expect(await api.brandAsset(ours!, LEAKED_HASH)).toBeUndefined()
})

/** Whatever a handler may look for in an event: every id and word of the victim, one by one and in lists. */
function payloadOf({ byName }: Book): Record<string, unknown> {
  const plain = Object.fromEntries([...byName].filter(([, value]) => typeof value !== "string" || !isCanary(value)))
  const lists = Object.fromEntries(Object.entries(plain).filter(([name]) => name.endsWith("Id")).map(([name, value]) => [`${name}s`, [value]]))
  return { ...plain, ...lists, lines: [{ ...plain, baseQuantity: "1", quantity: "1" }] }
}

async function handlersOf(): Promise<EventHandler[]> {
  const domain = path.resolve(import.meta.dirname, "../../../domain/src")
  const files = readdirSync(domain, { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === "handlers.ts")
  const modules = await Promise.all(files.map(async (file) => (await import(path.join(domain, file))) as { handlers?: EventHandler[] }))
  return [...new Map(modules.flatMap(({ handlers = [] }) => handlers).map((handler) => [handler.name, handler])).values()]
}

test("an event of ours that names a neighbour's things makes no handler touch them, or write their words into our rows", async () => {
  const all = new Set([...Object.keys(PORTAL_PERMISSIONS), ...Object.keys(NETWORK_PERMISSIONS)])
  const handlers = await handlersOf()
  expect(handlers.length).toBeGreaterThan(5)
  for (const handler of handlers) {
    for (const victim of VICTIMS.filter((each) => each !== "account")) {
      for (const book of field.victims[victim]) {
        const event = { eventId: newId(), name: handler.on, payload: payloadOf(book) as never, actor: { kind: "automation" as const, id: "automation:test", name: "test" }, traceId: "0".repeat(32), occurredAt: "2026-11-20T08:00:00Z" }
        const run = withWork(field.world.database.pools.worker, { audience: "worker", networkId: 1, tenantId: 1 }, { ...automation(handler.name), permissions: all }, (work) => handler.handle(work, event))
        const said = await run.then(() => "", (error: unknown) => (isRefusal(error) ? JSON.stringify([error.code, error.facts]) : String(error)))
        expect(said, handler.name).not.toContain(markOf(victim))
      }
    }
    expect(await harm("tenant", "network"), handler.name).toEqual([])
  }
})
