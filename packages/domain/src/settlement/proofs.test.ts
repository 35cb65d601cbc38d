import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { newId, Temporal } from "@entrepot/kernel"
import { checkBooks } from "../ledger/index.ts"
import { atOnce, proofsOver, timesOver, type Proofs } from "../testing/proofs.ts"
import { createWorld, type World } from "../testing/index.ts"
import { adjustSettlement, checkSettlement, draftStatements, issueStatement, settleStatement } from "./index.ts"
import { handlers } from "./handlers.ts"

let world: World
let proofs: Proofs
const TWENTY = 20
const now = Temporal.Instant.from("2026-11-03T09:00:00Z")
/** Partners who have one statement each. */
const PARTNERS = Array.from({ length: TWENTY }, (_none, index) => 100 + index)
let month = Temporal.PlainYearMonth.from("2022-12")

beforeAll(async () => {
  world = await createWorld()
  await rows(`insert into tenancy.tenant select (jsonb_populate_record(t, jsonb_build_object('tenant_id', p, 'code', 'partner-' || p, 'name', 'Partner ' || p))).* from tenancy.tenant t cross join generate_series(${PARTNERS[0]}, ${PARTNERS.at(-1)}) p where t.tenant_id = 1`)
  await settle(await issued())
  await post()
  // How a month is spread over slots depends on who was there first; checkBooks adds them up.
  proofs = await proofsOver(world.database, { except: ["ledger.balance"] })
})
afterAll(async () => {
  await proofs.close()
  await world.drop()
})

const rows = (text: string) => onAdmin(world.database.adminUrl, text)
const finance = <T>(task: Parameters<typeof world.network<T>>[1], at = now) => world.network("wanda", task, { now: at })
type Statement = { readonly statementId: string; readonly version: number }

/** A draft of one line: of the next month for the first partner, of the same month for all the others. */
async function drafted(tenants: readonly number[] = [1], period = (month = month.add({ months: 1 })).toString()): Promise<readonly Statement[]> {
  const during = Temporal.Instant.from(`${period}-10T09:00:00Z`)
  for (const tenantId of tenants) {
    await finance((work) => adjustSettlement(work, { requestKey: newId(), tenantId, amount: { amount: "1234", currency: "EUR" }, reason: "as agreed" }), during)
    await finance((work) => draftStatements(work, { period, tenantId }))
  }
  return (await rows(`select statement_id as "statementId", version from settlement.statement where number is null and tenant_id in (${tenants.join(", ")}) order by period, tenant_id`)) as Statement[]
}
const issue = ({ statementId, version }: Statement) => finance((work) => issueStatement(work, { statementId, expectedVersion: version }))
const settle = ({ statementId, version }: Statement) => finance((work) => settleStatement(work, { statementId, expectedVersion: version, reference: "SEPA", paidOn: "2026-11-03" }))
const draft = async () => (await drafted()).at(-1)!
const issued = async () => after(await draft(), issue)
async function after(statement: Statement, verb: typeof issue | typeof settle): Promise<Statement> {
  await verb(statement)
  return { ...statement, version: statement.version + 1 }
}

/** What the worker does with what was announced, as often as it is told. */
async function post(): Promise<void> {
  const told = (await rows("select event_id, name, payload from work.event where tenant_id = 0 and name like 'settlement.%' order by event_id"))
  for (const event of told) await hear(event)
}
const hear = async ({ event_id: eventId, name, payload }: Record<string, unknown>) => {
  for (const { on, handle } of handlers) if (on === name) await world.worker(undefined, (work) => handle(work, { eventId: String(eventId), name: String(name), payload: payload as never, actor: { kind: "automation", id: "x", name: "x" }, traceId: "", occurredAt: "" }), { now })
}
const lastTold = async () => (await rows("select event_id, name, payload from work.event where name = 'settlement.statement_settled' order by event_id desc limit 1"))[0]!

async function booksAgree(): Promise<void> {
  expect(await world.worker(undefined, checkBooks)).toEqual([])
  expect(await world.worker(undefined, checkSettlement)).toEqual([])
  const numbers = await rows("select substring(number from '[0-9]+$')::int as n from settlement.statement where number is not null order by 1")
  expect(numbers.map(({ n }) => n)).toEqual(numbers.map((_row, index) => index + 1))
}

describe("a settlement statement", () => {
  test("that twenty issue at once is issued once, and that twenty settle is settled once", async () => {
    const [one, same] = [await draft(), await draft()]
    const once = await proofs.changes(() => issue(one))
    const told: string[] = []
    expect(await proofs.changes(async () => void told.push(...(await atOnce(TWENTY, () => issue(same))).refusals))).toEqual(once)
    expect([told.length, new Set(told)]).toEqual([TWENTY - 1, new Set(["settlement.statement_changed"])])
    const paid = await proofs.changes(() => settle({ ...one, version: one.version + 1 }))
    expect(await proofs.changes(() => atOnce(TWENTY, () => settle({ ...same, version: same.version + 1 })))).toEqual(paid)
    const booked = await proofs.changes(async () => hear(await lastTold()))
    expect(Object.keys(booked).length).toBeGreaterThan(0)
    await post()
    await booksAgree()
  })

  test("of each of twenty partners at once has a number of its own, and each is paid in both ledgers", async () => {
    const one = await draft()
    const all = await drafted(PARTNERS, "2026-09")
    const once = await proofs.changes(() => issue(one))
    const issuing = await proofs.changes(() => atOnce(TWENTY, (index) => issue(all[index]!)))
    expect([issuing["settlement.number_series next"], issuing["settlement.statement_line rows"], issuing["settlement.pending_entry rows"]]).toEqual([BigInt(TWENTY), BigInt(TWENTY), BigInt(-TWENTY)])
    expect(withoutTenant(issuing)).toEqual(withoutTenant(timesOver(TWENTY, once)))
    await atOnce(TWENTY, (index) => settle({ ...all[index]!, version: all[index]!.version + 1 }))
    const told = await rows("select event_id, name, payload from work.event where tenant_id = 0 and name like 'settlement.%' order by event_id")
    // Each of them is heard of twice at the same moment.
    await atOnce(2 * told.length, (index) => hear(told[Math.floor(index / 2)]!))
    await booksAgree()
  })

  test("killed at every step of issuing, of settling and of the books, and done again, is there once", async () => {
    const { network, worker } = world.database.pools
    await proofs.dieAtEveryStep({ pool: network, prepare: draft, verb: issue })
    await proofs.dieAtEveryStep({ pool: network, prepare: issued, verb: settle })
    await proofs.dieAtEveryStep({ pool: worker, prepare: async () => { await after(await issued(), settle); return lastTold() }, verb: hear })
    await post()
    await booksAgree()
  })
})

/** Figures that say whose rows they are depend on who it was. */
function withoutTenant(change: Readonly<Record<string, bigint>>): Readonly<Record<string, bigint>> {
  return Object.fromEntries(Object.entries(change).filter(([figure]) => !figure.endsWith(" tenant_id")))
}
