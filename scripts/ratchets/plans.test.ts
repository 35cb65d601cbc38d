import { afterAll, beforeAll, expect, test } from "vitest"
import { automation, handler, withWork, eventType, type AudiencePool } from "@entrepot/db"
import { cloneDatabase, onAdmin, type TestDatabase } from "@entrepot/db/testing"
import { followUpPayments } from "@entrepot/domain/billing"
import { rebuildCatalogIndex } from "@entrepot/domain/catalog"
import { Temporal } from "@entrepot/kernel"
import { deliverEvents } from "@entrepot/domain/integrations"
import { runDue } from "@entrepot/domain/subscriptions"
import type { PortalCaller } from "@entrepot/api/portal"
import { takeTurn } from "../../apps/worker/tasks/turn.ts"
import { capture, recordingOf } from "../../bench/lib/capture.ts"
import { fill, generateCatalogue, generateTenants } from "../../bench/lib/dataset.ts"
import { generateInvoices } from "../../bench/lib/money-world.ts"
import { peopleOf, type Buyer } from "../../bench/lib/questions.ts"
import { generateSubscriptions } from "../../bench/lib/recurring.ts"
import type { Request } from "../../bench/lib/script.ts"
import { bigTablesOf, readingOf } from "./plans.ts"

/** Two networks of ten partners each: small enough to be made in seconds, large enough that a missing index shows. */
const SIZE = { networks: 2, tenants: 20, products: 6_000, orderLines: 24_000 }
/** Its customer has a statement of a thousand documents, and its own staff sees some two thousand invoices. */
const TENANT = 3

let database: TestDatabase
let bigTables: ReadonlySet<string>
let [customer, staff] = [] as unknown as [Buyer, Buyer]

beforeAll(async () => {
  database = await cloneDatabase()
  const quiet = () => undefined
  await generateCatalogue(database.adminUrl, SIZE, quiet)
  await generateTenants(database.adminUrl, SIZE, { from: 1, to: SIZE.tenants / SIZE.networks }, quiet)
  await generateSubscriptions(database.adminUrl, SIZE, { set: "A", tenants: SIZE.tenants, each: 200 })
  await generateInvoices(database.adminUrl, SIZE, quiet)
  await withWork(database.pools.network, { audience: "network", networkId: 1 }, automation("ratchet", ["network.product.manage"]), (work) => rebuildCatalogIndex(work))
  await fill(database.adminUrl, [
    ["events", `insert into work.event (network_id, tenant_id, event_id, name, payload, actor, trace_id, occurred_at) select 1, 1 + e % 10, pg_temp.id('event', e), 'test.happened', '{}', '{}', '', now() from generate_series(1, 20000) e`],
    ["tasks", "insert into graphile_worker._private_tasks (identifier) values ('deliver_event')"],
    ["queues", "insert into graphile_worker._private_job_queues (queue_name) select 'events:1:' || q from generate_series(1, 500) q"],
    ["jobs", "insert into graphile_worker._private_jobs (task_id, job_queue_id, payload) select t.id, q.id, '{}' from graphile_worker._private_tasks t, graphile_worker._private_job_queues q, generate_series(1, 20)"],
  ], quiet)
  const base = { name: database.name, adminUrl: database.adminUrl, urlOf: database.urlOf }
  const [one] = await peopleOf(base, 1, { admin: "false", tenants: [TENANT] })
  const [other] = await peopleOf(base, 1, { admin: "true", tenants: [TENANT] })
  ;[customer, staff] = [one!, other!]
  bigTables = await bigTablesOf(database.adminUrl)
}, 120_000)
afterAll(() => database.drop())

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
const [year, past] = [{ from: day(0), to: day(365) }, { from: day(-400), to: day(0) }]

type Asked = { readonly what: string; readonly most: number; readonly filtered?: readonly string[]; readonly who?: () => Buyer; readonly ask: (caller: PortalCaller) => Promise<unknown> }
const page = (what: string, ask: Asked["ask"], most: number): Asked => ({ what, ask, most })
const invoices = (what: string, input: Parameters<PortalCaller["invoices"]["list"]>[0], most: number) => page(`the invoice list, ${what}`, (caller) => caller.invoices.list(input), most)

/** `most`: how many rows of big tables it may read; a third more than it did when it was written down. */
const QUESTIONS: readonly Asked[] = [
  page("a page of the catalogue", (caller) => caller.catalog.page({}), 300),
  page("a page of a category", (caller) => caller.catalog.page({ categoryPath: "c5." }), 500),
  page("a search in the catalogue", (caller) => caller.catalog.page({ q: "hex bolt medium" }), 5_000),
  page("the orders", (caller) => caller.orders.list({}), 1_700),
  page("the orders that are shipped", (caller) => caller.orders.list({ status: ["shipped"] }), 1_700),
  page("the orders that wait", (caller) => caller.orders.list({ status: ["awaiting_approval"] }), 50),
  page("an order by its number", (caller) => caller.orders.list({ search: "O-17" }), 350),
  invoices("newest first", {}, 200), invoices("oldest first", { sort: "oldest" }, 200), invoices("due first", { sort: "due" }, 350), invoices("overdue", { overdue: true }, 450), invoices("overdue, due first", { overdue: true, sort: "due" }, 300),
  invoices("open", { status: ["open"] }, 200), invoices("paid in part", { status: ["partly_paid"] }, 200), invoices("paid", { status: ["paid"] }, 200), invoices("void", { status: ["void"] }, 50), invoices("by number", { search: "INV-00001" }, 400), invoices("of a month", { from: day(-60), to: day(-30) }, 350),
  page("ageing, which adds up what is open", (caller) => caller.statements.ageing({}), 1_300),
  // What settled its thousand documents is read with them, and little of it is said.
  { ...page("a statement of a thousand documents", (caller) => caller.statements.statement(past), 3_300), filtered: ["clearing"], who: () => customer },
  { ...page("a calendar of a year", (caller) => caller.subscriptions.calendar(year), 2_500), who: () => customer },
  page("the subscriptions", (caller) => caller.subscriptions.list({}), 1_900),
  page("the subscriptions that are paused", (caller) => caller.subscriptions.list({ status: ["paused"] }), 300),
]

async function expectWithin(most: number, url: string, request: Request, filtered: readonly string[] = []): Promise<void> {
  const { read, faults } = await readingOf(url, request, bigTables, filtered)
  expect(faults).toEqual([])
  expect(read, "rows of big tables").toBeLessThanOrEqual(most)
}

test.each(QUESTIONS)("$what: found by an index", async ({ ask, most, filtered, who = () => staff }) => {
  const recording = recordingOf(database.pools.portal)
  const caller = await who().caller(recording.pool)
  const [request] = await capture(recording, () => ask(caller))
  await expectWithin(most, database.urlOf("portal"), request!, filtered)
})

const scope = { audience: "worker" as const, networkId: 1 }
const CHORES: readonly { readonly what: string; readonly most: number; readonly run: (pool: AudiencePool) => Promise<unknown> }[] = [
  { what: "events to deliver", most: 10, run: async (pool) => {
    const [{ id }] = (await onAdmin(database.adminUrl, "select event_id as id from work.event where tenant_id = 4 limit 1")) as [{ id: string }]
    await deliverEvents(pool, { networkId: 1, tenantId: 4, eventIds: [id] }, [handler("test.nothing", eventType("test.happened"), async () => undefined)], { mostAttempts: 1 })
  } },
  { what: "payments of which nothing was heard", most: 10, run: (pool) => withWork(pool, scope, automation("clock"), followUpPayments) },
]

test.each(CHORES)("$what: found by an index", async ({ run, most }) => {
  const recording = recordingOf(database.pools.worker)
  const [request] = await capture(recording, () => run(recording.pool))
  await expectWithin(most, database.urlOf("worker"), request!)
})

test("what the runner claims is found by an index", async () => {
  const recording = recordingOf(database.pools.worker)
  const [request] = await capture(recording, () => runDue(recording.pool, 1))
  await onAdmin(database.adminUrl, "update subscriptions.occurrence set order_at = now() - interval '1 day' where occurrence_id in (select occurrence_id from subscriptions.occurrence where network_id = 1 order by occurrence_id limit 40)")
  await expectWithin(120, database.urlOf("worker"), request!)
})

test("jobs that wait in a queue are found by an index", async () => {
  const sent: { text: string; values: unknown[] }[] = []
  const [job] = (await onAdmin(database.adminUrl, "select id::text, job_queue_id from graphile_worker._private_jobs where job_queue_id is not null limit 1")) as [{ id: string; job_queue_id: number }]
  const query = async (text: string, values: unknown[]) => (sent.push({ text, values }), { rows: [] })
  await takeTurn({ job, query, abortSignal: new AbortController().signal } as never, async () => [])
  await expectWithin(50, database.urlOf("jobs"), [{ rounds: [sent], read: true }])
})

test("an index that is gone is missed", async () => {
  await onAdmin(database.adminUrl, "drop index billing.invoice_of_tenant", "drop index subscriptions.occurrence_due")
  const recording = recordingOf(database.pools.portal)
  const caller = await staff.caller(recording.pool)
  const [request] = await capture(recording, () => caller.invoices.list({}))
  expect((await readingOf(database.urlOf("portal"), request!, bigTables)).read).toBeGreaterThan(2_000)
  const claiming = recordingOf(database.pools.worker)
  const [claim] = await capture(claiming, () => runDue(claiming.pool, 1, { now: () => Temporal.Instant.from("2020-01-01T00:00:00Z") }))
  expect((await readingOf(database.urlOf("worker"), claim!, bigTables)).faults).toEqual([expect.stringMatching(/^Index Scan of occurrence by \w+ reads \d+ rows for 0 in/)])
})
