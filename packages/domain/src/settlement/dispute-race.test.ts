import { afterAll, beforeAll, expect, test } from "vitest"
import { onAdmin } from "@entrepot/db/testing"
import { newId, Temporal } from "@entrepot/kernel"
import { createWorld, type World } from "../testing/index.ts"
import { adjustSettlement, draftStatements, issueStatement, raiseDispute, resolveDispute, settleStatement, statementLines, statementView } from "./index.ts"

let world: World
let month = Temporal.PlainYearMonth.from("2022-12")
const now = Temporal.Instant.from("2026-11-03T09:00:00Z")
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.drop())

const rows = (text: string) => onAdmin(world.database.adminUrl, text)
const finance = <T>(task: Parameters<typeof world.network<T>>[1], at = now) => world.network("wanda", task, { now: at })
const partner = <T>(task: Parameters<typeof world.portal<T>>[1]) => world.portal("felix", task, { now })

/** An issued statement of one line. */
async function issued() {
  month = month.add({ months: 1 })
  await finance((work) => adjustSettlement(work, { requestKey: newId(), tenantId: 1, amount: { amount: "1234", currency: "EUR" }, reason: "as agreed" }), Temporal.Instant.from(`${month.toString()}-10T09:00:00Z`))
  await finance((work) => draftStatements(work, { period: month.toString(), tenantId: 1 }))
  const [draft] = await rows("select statement_id from settlement.statement where number is null")
  const statementId = String(draft!.statement_id)
  await finance((work) => issueStatement(work, { statementId, expectedVersion: 1 }))
  const [view, lines] = [await partner((work) => statementView(work, { statementId })), await partner((work) => statementLines(work, { statementId }))]
  return { statementId, version: view.version, entryId: lines.rows[0]!.entryId }
}
const raise = ({ statementId, entryId }: { statementId: string; entryId: string }) => (work: Parameters<typeof raiseDispute>[0]) => raiseDispute(work, { statementId, entryId, reasonCode: "other", reason: "Not agreed", claim: { amount: "100", currency: "EUR" } })
const settle = ({ statementId, version }: { statementId: string; version: number }) => (work: Parameters<typeof settleStatement>[0]) => settleStatement(work, { statementId, expectedVersion: version, reference: "SEPA", paidOn: "2026-11-03" })

/** Waits until somebody waits for a lock. */
async function untilSomebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const [found] = await rows("select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
    if (Number(found!.n) > 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error("Nobody waits for a lock.")
}

test("whoever settles while a line is being disputed waits, and is refused", async () => {
  const statement = await issued()
  let settling: Promise<unknown> = Promise.resolve()
  await partner(async (work) => {
    await raise(statement)(work)
    settling = finance(settle(statement)).then(() => "settled", (error: { code?: string }) => error.code)
    await untilSomebodyWaits()
  })
  expect(await settling).toBe("settlement.statement_is_disputed")
})

test("whoever disputes a line while its statement is being settled waits, and is refused", async () => {
  const statement = await issued()
  let disputing: Promise<unknown> = Promise.resolve()
  await finance(async (work) => {
    await settle(statement)(work)
    disputing = partner(raise(statement)).then(() => "disputed", (error: { code?: string }) => error.code)
    await untilSomebodyWaits()
  })
  expect(await disputing).toBe("settlement.statement_is_settled")
  expect(await rows(`select 1 from settlement.dispute where statement_id = '${statement.statementId}'`)).toEqual([])
})

test("nothing is taken off a settled statement, but a dispute that was left open on one can be closed", async () => {
  const statement = await issued()
  const { disputeId } = await partner(raise(statement))
  await rows(`update settlement.statement set settled_at = now(), settled_by = '{}', paid_on = current_date, payment_reference = 'x' where statement_id = '${statement.statementId}'`)
  await expect(finance((work) => resolveDispute(work, { disputeId, verdict: "accepted", answer: "Right" }))).rejects.toMatchObject({ code: "settlement.statement_is_settled" })
  await finance((work) => resolveDispute(work, { disputeId, verdict: "rejected", answer: "It was settled before." }))
  expect(await rows(`select status from settlement.dispute where dispute_id = '${disputeId}'`)).toEqual([{ status: "rejected" }])
})
