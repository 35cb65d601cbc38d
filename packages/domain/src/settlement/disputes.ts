import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { pageOf, Refusal } from "@entrepot/kernel"
import { may } from "../tenancy/index.ts"
import { ListDisputes, type Action, type DisputePage, type DisputeReason, type DisputeStatus, type DisputeView, type PersonRef } from "./contract.ts"
import { cursorOf, readCursor } from "./cursor.ts"
import { lineColumns, lineOf, type LineRow } from "./lines.db.ts"
import { authorizeView, jsonOf, within } from "./partner.ts"

export function disputeNotFound(): Refusal {
  return new Refusal("settlement.dispute_not_found", "not_found")
}

/** The disputes that the actor's scope holds, the newest first, paged by key. One statement. Refuses `settlement.cursor_is_invalid`. */
export async function listDisputes(work: Work, input: ListDisputes = {}): Promise<DisputePage> {
  authorizeView(work)
  const ask = ListDisputes.parse(input)
  const [at, id] = readCursor(ask.cursor)
  const tenantId = work.scope.tenantId ?? ask.tenantId
  const rows = await readDisputes(work, sql`
    ${tenantId === undefined ? sql`` : sql`and d.tenant_id = ${tenantId}`} ${ask.statementId ? sql`and d.statement_id = ${ask.statementId}` : sql``} ${ask.status.length > 0 ? sql`and d.status = any(${ask.status}::text[])` : sql``}
    ${at === undefined ? sql`` : sql`and (d.raised_at, d.dispute_id) < (${at}::timestamptz, ${id}::uuid)`}
    order by d.raised_at desc, d.dispute_id desc limit ${ask.limit + 1}`)
  const { page, last } = pageOf(rows, ask.limit)
  return { rows: page.map((row) => disputeView(work, row)), nextCursor: last ? cursorOf(last.raisedAt.toISOString(), last.disputeId) : null }
}

export async function disputesOf(work: Work, statementId: string): Promise<readonly DisputeView[]> {
  return (await readDisputes(work, sql`and d.statement_id = ${statementId} order by d.raised_at, d.dispute_id limit 500`)).map((row) => disputeView(work, row))
}

type DisputeRow = LineRow & {
  readonly disputeId: string; readonly disputeStatus: DisputeStatus; readonly statementId: string; readonly statementNumber: string; readonly tenantId: number; readonly partnerName: string; readonly reasonCode: DisputeReason; readonly reason: string; readonly claim: bigint
  readonly raisedBy: PersonRef; readonly raisedAt: Date; readonly answer: string; readonly granted: bigint | null; readonly resolvedBy: PersonRef | null; readonly resolvedAt: Date | null
  readonly correctionNumber: string | null; readonly correctedOn: string | null
}

async function readDisputes(work: Work, rest: RawBuilder<unknown>): Promise<readonly DisputeRow[]> {
  const { rows } = await sql<DisputeRow>`
    select ${lineColumns}, d.dispute_id as "disputeId", d.status as "disputeStatus", d.statement_id as "statementId", s.number as "statementNumber", d.tenant_id as "tenantId", t.name as "partnerName", d.reason_code as "reasonCode", d.reason,
           d.claim_minor as claim, d.raised_by as "raisedBy", d.raised_at as "raisedAt", d.answer, d.granted_minor as granted, d.resolved_by as "resolvedBy", d.resolved_at as "resolvedAt",
           k.number as "correctionNumber", k.issued_on as "correctedOn"
      from settlement.dispute d
      left join settlement.correction k on (k.network_id, k.tenant_id, k.dispute_id) = (d.network_id, d.tenant_id, d.dispute_id)
      join settlement.statement s on (s.network_id, s.tenant_id, s.statement_id) = (d.network_id, d.tenant_id, d.statement_id)
      join settlement.entry e on (e.network_id, e.tenant_id, e.entry_id) = (d.network_id, d.tenant_id, d.entry_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (d.network_id, d.tenant_id)
     where ${within(work, "d")} ${rest}`.execute(work.db)
  return rows
}

function disputeView(work: Work, row: DisputeRow): DisputeView {
  const { disputeId, disputeStatus: status, statementId, statementNumber, tenantId, partnerName, reasonCode, reason, claim, raisedBy, raisedAt, answer, granted, resolvedBy, resolvedAt, correctionNumber, correctedOn, ...line } = row
  const open = (permission: "settlement.dispute" | "network.settlement.manage"): Action =>
    !may(work, permission) ? { allowed: false, why: "tenancy.not_permitted" } : status === "open" ? { allowed: true } : { allowed: false, why: "settlement.dispute_is_closed" }
  return {
    disputeId, statementId, statementNumber, partner: { tenantId, name: partnerName }, line: lineOf({ ...line, disputeId, disputeStatus: status }), status, reasonCode, reason, claim: jsonOf(claim, line.currency),
    raisedBy: personOf(raisedBy), raisedAt: raisedAt.toISOString(), answer, granted: granted === null ? null : jsonOf(granted, line.currency), resolvedBy: resolvedBy && personOf(resolvedBy), resolvedAt: resolvedAt?.toISOString() ?? null,
    correction: correctionNumber !== null && correctedOn !== null ? { number: correctionNumber, issuedOn: correctedOn } : null,
    actions: { withdraw: open("settlement.dispute"), resolve: open("network.settlement.manage") },
  }
}

export function personOf({ kind, name }: PersonRef): PersonRef {
  return { kind, name }
}
