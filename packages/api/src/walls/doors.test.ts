import { createHash } from "node:crypto"
import { readdirSync } from "node:fs"
import path from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { automation, withWork, type EventHandler } from "@entrepot/db"
import { KEY_PERMISSIONS, NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS, PORTAL_PERMISSIONS } from "@entrepot/domain/tenancy/contract"
import { isRefusal, newId } from "@entrepot/kernel"
import { createRestHandler, REST_ROUTES } from "../rest/index.ts"
import { answerPortalRest } from "../rest/portal.ts"
import { PORTAL_ROUTES } from "../rest/portal-routes.ts"
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

const MACHINES = { account: `et_${"a".repeat(43)}`, tenant: `et_${"t".repeat(43)}`, revoked: `et_${"r".repeat(43)}`, powerless: `et_${"p".repeat(43)}`, twin: `et_${"w".repeat(43)}` }

/** Keys at the portals: of an account of ours, of our tenant, one that was revoked, one that may nothing, and one of the neighbour's. */
async function addMachines(): Promise<void> {
  const { accountId } = field.world
  const twin = await field.admin.query("select account_id from tenancy.account where network_id = 1 and tenant_id = 4 limit 1")
  const row = (key: keyof typeof MACHINES, tenantId: number, account: string, reach: string, permissions = Object.values(KEY_PERMISSIONS).join(","), revoked = "null") => field.admin.query(`insert into tenancy.api_key (network_id, tenant_id, account_id, key_id, reach, prefix, key_hash, name, permissions, created_by, created_at, revoked_at)
    values (1, ${tenantId}, '${account}', '${newId()}', '${reach}', 'et_', '${createHash("sha256").update(MACHINES[key]).digest("hex")}', 'A machine', '{${permissions}}', '{"kind":"user","id":"x","name":"Petra"}', now(), ${revoked}) on conflict do nothing`)
  await row("account", 1, accountId.lindner, "account")
  await row("tenant", 1, accountId.zahnwerk, "tenant")
  await row("revoked", 1, accountId.zahnwerk, "tenant", "invoice.view", "now()")
  await row("powerless", 1, accountId.zahnwerk, "tenant", "")
  await row("twin", 4, String(twin.rows[0].account_id), "tenant")
}

/** What is sent of some samples: of those with lines and a source the one and each of the others, since only one of them may stand; of all others the first. */
function sentAs(samples: readonly unknown[]): (string | undefined)[] {
  const [first, second] = samples as readonly Readonly<Record<string, unknown>>[]
  if (!first || !second || !("lines" in first && "source" in first)) return [JSON.stringify(first)]
  const { source: _source, ...ofLines } = first
  return [ofLines, { ...first, lines: undefined }, { ...second, lines: undefined }].map((one) => JSON.stringify(one))
}

test("no address of a portal's public API lets a key through a wall, whosever ids it brings, and none goes unattacked", async () => {
  const api = createPortalApi({ pools: field.world.database.pools, authSecret: SECRET })
  const ours = (await api.tenantAt("zahnwerk.localhost"))!
  const attackers = attackersOf(field.world)
  const roleOf = { account: attackers.find(({ name }) => name === "account_buyer")!, tenant: attackers.find(({ name }) => name === "dealer_finance")! }
  const ask = (address: string, method: string, key?: string, body?: string) => answerPortalRest(field.world.database.pools.portal, ours, new Request(`http://zahnwerk.localhost${address}`, { method, headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) }, ...(body && { body }) }), "0".repeat(32))
  const told = async (...asked: Parameters<typeof ask>) => {
    const response = await ask(...asked)
    const text = await response.text()
    return { status: response.status, code: response.status < 400 ? "answered" : String((JSON.parse(text) as { code: string }).code), text }
  }
  for (const route of PORTAL_ROUTES) {
    await addMachines() // what is mended after each route is mended without them
    const needed = route.path.includes("statement") ? "from=2026-01-01&to=2026-12-31" : ""
    const addressOf = (book: Book | undefined, id: string) => {
      const named = Object.keys(route.query?.shape ?? {}).filter((name) => name.endsWith("Id"))
      return `${route.path.replace("{id}", id)}?${[needed, ...named.map((name) => `${name}=${String(book?.byName.get(name) ?? newId())}`)].filter(Boolean).join("&")}`
    }
    const bodies = (book: Book | undefined) => (route.body ? sentAs(samplesOf([route.body], (leaf) => (leaf.name.endsWith("Id") ? book?.byName.get(leaf.name) : undefined) ?? (leaf.schema.format === "uuid" ? newId() : leaf.schema.type === "string" ? plainText(leaf) : plainNumber(leaf)))) : [undefined])
    const idsOf = (book: Book) => ["invoiceId", "creditNoteId"].flatMap((name) => (book.byName.has(name) ? [String(book.byName.get(name))] : []))
    for (const key of [undefined, `et_${"x".repeat(40)}`, MACHINES.revoked, MACHINES.twin, API_KEY]) expect((await ask(addressOf(undefined, newId()), route.method, key, bodies(undefined)[0])).status, `${route.id} for a stranger`).toBe(401)
    for (const body of bodies(undefined)) expect((await told(addressOf(undefined, newId()), route.method, MACHINES.powerless, body)).code, `${route.id} for a key without rights`).toBe("tenancy.not_permitted")
    for (const [reach, victims] of [["account", ["account", "tenant", "network"]], ["tenant", ["tenant", "network"]]] as const) {
      for (const victim of victims) for (const book of field.victims[victim]) for (const id of idsOf(book)) for (const body of bodies(book)) {
        const [theirs, nobodys] = await Promise.all([told(addressOf(book, id), route.method, MACHINES[reach], body), told(addressOf(undefined, newId()), route.method, MACHINES[reach], body?.replace(/"orderId":"[^"]*"/, `"orderId":"${newId()}"`))])
        const what = `${route.id} with a key of reach ${reach} at the other ${victim}`
        expect(theirs.status, `${what} was taken as malformed: ${theirs.text}`).not.toBe(400)
        expect(theirs.status, what).toBeLessThan(500)
        expect([theirs.status, theirs.code], what).toEqual([nobodys.status, nobodys.code])
        expect(leaksIn({ kind: "answered", code: "", told: theirs.text }, roleOf[reach]), what).toEqual([])
      }
    }
    expect((await harm("account", "tenant", "network")).filter((what) => !what.endsWith("tenancy.api_key")), route.id).toEqual([])
  }
}, 60_000)

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
