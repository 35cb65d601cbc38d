import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { pageOf } from "@entrepot/kernel"
import { may } from "../tenancy/index.ts"
import { agreementView } from "./agreement.ts"
import { ListStatements, StatementLinesOf, type Action, type StatementLines, type StatementPage, type StatementRef, type StatementStatus, type StatementView } from "./contract.ts"
import { cursorOf, readCursor } from "./cursor.ts"
import { disputesOf, personOf } from "./disputes.ts"
import { lineOf, readLines } from "./lines.db.ts"
import { authorizeView, jsonOf } from "./partner.ts"
import { whyNotSettled } from "./settle-statement.ts"
import { taxSums, taxView, type TaxSum } from "./tax/sums.db.ts"
import { readStatements, rowOf, statementNotFound, statusOf, sumsOf, type Statement } from "./statement.db.ts"

const OPEN = sql`exists (select from settlement.dispute d where d.network_id = s.network_id and d.tenant_id = s.tenant_id and d.statement_id = s.statement_id and d.status = 'open')`
const IS: Readonly<Record<StatementStatus, ReturnType<typeof sql>>> = {
  draft: sql`s.number is null`, issued: sql`(s.number is not null and s.settled_at is null and not ${OPEN})`, disputed: sql`(s.number is not null and s.settled_at is null and ${OPEN})`, settled: sql`s.settled_at is not null`,
}

/** Statements of the actor's scope, the newest month first, paged by key; a partner sees those that were issued. One statement. Refuses `settlement.cursor_is_invalid`. */
export async function listStatements(work: Work, input: ListStatements = {}): Promise<StatementPage> {
  authorizeView(work)
  const ask = ListStatements.parse(input)
  const [day, id] = readCursor(ask.cursor)
  const tenantId = work.scope.tenantId ?? ask.tenantId
  const rows = await readStatements(work, sql`
    ${tenantId === undefined ? sql`` : sql`and s.tenant_id = ${tenantId}`} ${work.scope.audience === "portal" ? sql`and s.number is not null` : sql``} ${ask.period ? sql`and s.period = ${`${ask.period}-01`}` : sql``}
    ${ask.status.length > 0 ? sql`and (${sql.join(ask.status.map((status) => IS[status]), sql` or `)})` : sql``} ${day === undefined ? sql`` : sql`and (s.period, s.statement_id) < (${day}::date, ${id}::uuid)`}
    order by s.period desc, s.statement_id desc limit ${ask.limit + 1}`)
  const { page, last } = pageOf(rows, ask.limit)
  return { rows: page.map(rowOf), nextCursor: last ? cursorOf(`${last.period}-01`, last.statementId) : null }
}

/** One statement with its sums, disputes and what may be done. Five statements, however many lines. Refuses `settlement.statement_not_found`. */
export async function statementView(work: Work, { statementId }: StatementRef): Promise<StatementView> {
  const statement = await visible(work, statementId)
  const [disputes, broughtForward, agreement, taxed] = await Promise.all([disputesOf(work, statementId), unpaidBefore(work, statement), agreementView(work, { tenantId: statement.tenantId }), taxesOf(work, statement)])
  const { currency, total, adjusted, sums, lines, paymentReference, paidOn, settledBy } = statement
  return {
    ...rowOf(statement), ...taxed, version: statement.version, sums: sumsOf(sums, total, lines, currency), broughtForward: jsonOf(broughtForward, currency), agreement,
    payment: paymentReference !== null && paidOn !== null && settledBy ? { reference: paymentReference, paidOn, amount: jsonOf(total + adjusted, currency), by: personOf(settledBy) } : null,
    disputes, actions: actionsOn(work, statement),
  }
}

/** The facts behind a statement, in the order of their days, paged by key; of a draft, what is pending. Refuses `settlement.statement_not_found` and `settlement.cursor_is_invalid`. */
export async function statementLines(work: Work, input: StatementLinesOf): Promise<StatementLines> {
  const ask = StatementLinesOf.parse(input)
  const statement = await visible(work, ask.statementId)
  const { networkId } = work.scope
  const from = statement.number === null
    ? sql`(select n.* from settlement.pending_entry n where n.network_id = ${networkId} and n.tenant_id = ${statement.tenantId} and n.currency = ${statement.currency} and n.occurred_on < (${`${statement.period}-01`}::date + interval '1 month')::date) x`
    : sql`(select l.* from settlement.statement_line l where l.network_id = ${networkId} and l.tenant_id = ${statement.tenantId} and l.statement_id = ${ask.statementId}) x`
  return linesOf(await readLines(work, from, { kind: ask.kind, disputed: ask.disputed, after: readCursor(ask.cursor), limit: ask.limit }), ask.limit)
}

export function linesOf(rows: Awaited<ReturnType<typeof readLines>>, limit: number): StatementLines {
  const { page, last } = pageOf(rows.map(lineOf), limit)
  return { rows: page, nextCursor: last ? cursorOf(last.occurredOn, last.entryId) : null }
}

/** A draft is the distributor's until it is issued. */
async function visible(work: Work, statementId: string): Promise<Statement> {
  authorizeView(work)
  const [statement] = await readStatements(work, sql`and s.statement_id = ${statementId} ${work.scope.audience === "portal" ? sql`and s.number is not null` : sql``}`)
  if (!statement) throw statementNotFound()
  return statement
}

async function unpaidBefore(work: Work, { tenantId, period, currency }: Statement): Promise<bigint> {
  const { rows } = await sql<{ minor: string }>`
    select coalesce(sum(total_minor + adjusted_minor), 0)::text as minor from settlement.statement
     where network_id = ${work.scope.networkId} and tenant_id = ${tenantId} and currency = ${currency} and period < ${`${period}-01`} and number is not null and settled_at is null`.execute(work.db)
  return BigInt(rows[0]!.minor)
}

/** The sums per rate as they were issued, or of a draft as they are now; what accepted disputes changed of them; and whom it names. */
async function taxesOf(work: Work, { tenantId, statementId, number, period, currency }: Statement): Promise<Pick<StatementView, "taxes" | "adjustedTaxes" | "parties">> {
  const pending = sql`(select n.* from settlement.pending_entry n where n.network_id = s.network_id and n.tenant_id = s.tenant_id and n.currency = s.currency and n.occurred_on < (${`${period}-01`}::date + interval '1 month')::date) x`
  const granted = sql`(select d.network_id, d.tenant_id, d.adjustment_id as entry_id from settlement.dispute d where d.network_id = s.network_id and d.tenant_id = s.tenant_id and d.statement_id = s.statement_id and d.status = 'accepted') x`
  const { rows } = await sql<{ taxes: readonly TaxSum[]; adjusted: readonly TaxSum[]; parties: StatementView["parties"] }>`
    select ${number === null ? taxSums(pending) : sql`s.taxes`} as taxes, ${taxSums(granted)} as adjusted, s.parties
      from settlement.statement s where s.network_id = ${work.scope.networkId} and s.tenant_id = ${tenantId} and s.statement_id = ${statementId}`.execute(work.db)
  const { taxes, adjusted, parties } = rows[0]!
  return { taxes: taxes.map((row) => taxView(row, currency)), adjustedTaxes: adjusted.map((row) => taxView(row, currency)), parties }
}

function actionsOn(work: Work, statement: Statement): StatementView["actions"] {
  const no = (why: string): Action => ({ allowed: false, why })
  const manages = may(work, "network.settlement.manage")
  const status = statusOf(statement)
  const unsettled = whyNotSettled(statement)
  return {
    issue: !manages ? no("tenancy.not_permitted") : status !== "draft" ? no("settlement.statement_is_issued") : statement.lines === 0 ? no("settlement.nothing_to_settle") : { allowed: true },
    settle: !manages ? no("tenancy.not_permitted") : unsettled ? no(unsettled) : { allowed: true },
    dispute: !may(work, "settlement.dispute") ? no("tenancy.not_permitted") : status === "draft" ? no("settlement.statement_is_not_issued") : status === "settled" ? no("settlement.statement_is_settled") : { allowed: true },
  }
}
