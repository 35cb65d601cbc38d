import { sql } from "kysely"
import { audit, record, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { balanceDifferences } from "./check-books.ts"
import type { CloseCheck, CloseVerdict, PeriodRef, ReopenPeriod } from "./contract.ts"
import { authorizeBooks, currentMonth, entityOf, findEntity, lastDay, type Entity } from "./entity.ts"
import { periodClosed, periodReopened } from "./events.ts"
import { beginning, keepFact, nextToClose } from "./periods.ts"
import { valuationOf, postValuation } from "./value-balances.ts"

/**
 * What stands in the way of closing a month, and what is worth knowing before. `more` is what modules above the books have to say.
 * Writes nothing.
 */
export async function closeVerdict(work: Work, { period }: PeriodRef, more: readonly CloseCheck[] = []): Promise<CloseVerdict> {
  authorizeBooks(work, "close")
  return (await judge(work, period, await findEntity(work), more)).verdict
}

/**
 * Closes the month: values what the entity holds in foreign currencies, then lets nothing into the month any more, whoever
 * writes. Waits for everybody who is posting. The next month must follow it; a month that is not over stays open.
 * Refuses `ledger.period_cannot_close`, with the first thing that stands in the way.
 */
export async function closePeriod(work: Work, { period }: PeriodRef, more: readonly CloseCheck[] = []): Promise<void> {
  authorizeBooks(work, "close")
  const entity = await findEntity(work, { lock: true })
  const { verdict, values } = await judge(work, period, entity, more)
  const blocking = verdict.checks.find((check) => check.blocking)
  if (blocking) throw new Refusal("ledger.period_cannot_close", "rule", { period, why: blocking.code, ...blocking.facts })
  await postValuation(work, entity, period, values)
  await closeThrough(work, lastDay(period))
  await keepFact(work, { period, kind: "closed", reason: "", checks: verdict.checks })
  record(work, periodClosed, { entity: entity.tenantId, period }, entity.tenantId)
  audit(work, { action: "ledger.period_closed", subjectKind: "period", subjectId: period, after: { checks: verdict.checks.map(({ code }) => code) } })
}

/** Opens the last closed month again, with a reason. Refuses `ledger.period_cannot_reopen` for any other. */
export async function reopenPeriod(work: Work, { period, reason }: ReopenPeriod): Promise<void> {
  authorizeBooks(work, "close")
  const entity = await findEntity(work, { lock: true })
  if (entity.closedThrough !== lastDay(period)) throw new Refusal("ledger.period_cannot_reopen", "rule", { period })
  const begins = await beginning(work)
  // A month before the books begin is closed for good, so what is left is either the month before this one or nothing.
  const before = previous(period)
  await closeThrough(work, begins !== null && before >= begins ? lastDay(before) : null)
  await keepFact(work, { period, kind: "reopened", reason, checks: [] })
  record(work, periodReopened, { entity: entity.tenantId, period }, entity.tenantId)
  audit(work, { action: "ledger.period_reopened", subjectKind: "period", subjectId: period, reason })
}

function previous(period: string): string {
  const [year = 0, month = 0] = period.split("-").map(Number)
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`
}

async function judge(work: Work, period: string, entity: Entity, more: readonly CloseCheck[]) {
  const current = currentMonth(work, entity)
  const [begins, differences, values] = await Promise.all([beginning(work), balanceDifferences(work, { entity: entity.tenantId, period }), valuationOf(work, entity, period)])
  const next = nextToClose(entity, begins, current)
  const block = (code: CloseCheck["code"], facts: Readonly<Record<string, string>> = {}): CloseCheck => ({ code, blocking: true, facts })
  const checks: CloseCheck[] = [
    // What lies before the books begin has nothing to close.
    ...(period < next ? [block("period_is_closed")] : period > next ? [block("earlier_period_is_open", { open: next })] : []),
    ...(period >= current ? [block("period_is_not_over", { endsOn: lastDay(period) })] : []),
    ...(differences.length > 0 ? [block("balances_differ", { accounts: String(differences.length) })] : []),
    ...values.filter(({ rate }) => rate === null).map(({ currency }) => block("rate_is_missing", { from: currency, to: entity.currency })).slice(0, 1),
    ...more,
  ]
  const verdict: CloseVerdict = { period, canClose: checks.every((check) => !check.blocking), checks }
  return { verdict, values }
}

async function closeThrough(work: Work, day: string | null): Promise<void> {
  await sql`update ledger.entity set closed_through = ${day}::date, version = version + 1 where network_id = ${work.scope.networkId} and tenant_id = ${entityOf(work)}`.execute(work.db)
}
