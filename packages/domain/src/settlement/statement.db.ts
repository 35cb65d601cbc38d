import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { ENTRY_KINDS, type EntryKind, type PersonRef, type StatementRow, type StatementStatus, type StatementSums } from "./contract.ts"
import { jsonOf, within } from "./partner.ts"

export type { TaxSum } from "./tax/sums.db.ts"
export type Sums = Readonly<Partial<Record<EntryKind, string>>>

export type Statement = {
  readonly statementId: string; readonly tenantId: number; readonly partnerName: string; readonly number: string | null; readonly period: string; readonly currency: string
  /** Of a draft: what is pending now. With tax; the sums are before it. */
  readonly total: bigint; readonly adjusted: bigint; readonly sums: Sums; readonly lines: number
  readonly issuedOn: string | null; readonly dueOn: string | null; readonly paidOn: string | null; readonly paymentReference: string | null; readonly settledBy: PersonRef | null
  readonly openDisputes: number; readonly version: number; readonly settled: boolean
}

export function statementNotFound(): Refusal {
  return new Refusal("settlement.statement_not_found", "not_found")
}

/** A status follows from facts. */
export function statusOf({ number, settled, openDisputes }: Pick<Statement, "number" | "settled" | "openDisputes">): StatementStatus {
  return number === null ? "draft" : settled ? "settled" : openDisputes > 0 ? "disputed" : "issued"
}

/** Statements with what is pending for drafts: one statement, however many. */
export async function readStatements(work: Work, rest: RawBuilder<unknown>): Promise<readonly Statement[]> {
  const { rows } = await sql<Omit<Statement, "total"> & { total: string }>`
    select s.statement_id as "statementId", s.tenant_id as "tenantId", t.name as "partnerName", s.number, to_char(s.period, 'YYYY-MM') as period, s.currency,
           coalesce(p.total, s.total_minor)::text as total, s.adjusted_minor as adjusted, coalesce(p.sums, s.sums) as sums, coalesce(p.lines, s.line_count) as lines,
           s.issued_on as "issuedOn", s.due_on as "dueOn", s.paid_on as "paidOn", s.payment_reference as "paymentReference", s.settled_by as "settledBy", s.settled_at is not null as settled, s.version,
           (select count(*)::int from settlement.dispute d where d.network_id = s.network_id and d.tenant_id = s.tenant_id and d.statement_id = s.statement_id and d.status = 'open') as "openDisputes"
      from settlement.statement s
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (s.network_id, s.tenant_id)
      left join lateral (
        select coalesce(sum(k.gross), 0) as total, coalesce(sum(k.lines), 0)::int as lines, coalesce(jsonb_object_agg(k.kind, k.minor::text) filter (where k.kind is not null), '{}') as sums
          from (select n.kind, sum(n.amount_minor) as minor, sum(n.amount_minor + n.tax_minor) as gross, count(*) as lines from settlement.pending_entry n
                 where n.network_id = s.network_id and n.tenant_id = s.tenant_id and n.currency = s.currency and n.occurred_on < (s.period + interval '1 month')::date group by n.kind) k
      ) p on s.number is null
     where ${within(work, "s")} ${rest}`.execute(work.db)
  return rows.map((row) => ({ ...row, total: BigInt(row.total) }))
}

/** Refuses `settlement.statement_not_found`. */
export async function getStatement(work: Work, statementId: string): Promise<Statement> {
  const [statement] = await readStatements(work, sql`and s.statement_id = ${statementId}`)
  if (!statement) throw statementNotFound()
  return statement
}

export function rowOf(statement: Statement): StatementRow {
  const { statementId, number, tenantId, partnerName, period, currency, total, adjusted, issuedOn, dueOn, paidOn, openDisputes } = statement
  return {
    statementId, number, partner: { tenantId, name: partnerName }, period, currency, status: statusOf(statement), total: jsonOf(total, currency), adjusted: jsonOf(adjusted, currency), due: jsonOf(total + adjusted, currency),
    issuedOn, dueOn, settledOn: paidOn, openDisputes,
  }
}

export function sumsOf(sums: Sums, total: bigint, lines: number, code: string): StatementSums {
  const perKind = Object.fromEntries(ENTRY_KINDS.map((kind) => [kind, jsonOf(sums[kind] ?? "0", code)])) as Record<EntryKind, StatementSums[EntryKind]>
  const net = Object.values(sums).reduce((all, minor) => all + BigInt(minor), 0n)
  return { ...perKind, tax: jsonOf(total - net, code), total: jsonOf(total, code), lines }
}
