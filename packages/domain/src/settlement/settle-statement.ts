import { sql } from "kysely"
import { actorRecord, audit, json, record, type Work } from "@entrepot/db"
import { currency, money, Refusal } from "@entrepot/kernel"
import { postJournals, type Journal, type JournalEntry } from "../ledger/index.ts"
import { authorize } from "../tenancy/index.ts"
import type { SettleStatement } from "./contract.ts"
import { sideOf } from "./entry.ts"
import { statementSettled } from "./events.ts"
import { lockPartner } from "./record-entries.ts"
import { getStatement, statusOf, type Statement } from "./statement.db.ts"

/**
 * Says that a statement was paid, by whoever owed it: its total with what disputes took off. Both ledgers hear of it.
 * Refuses `settlement.statement_not_found`, `settlement.statement_changed`, `settlement.statement_is_not_issued`,
 * `settlement.statement_is_disputed` and `settlement.statement_is_settled`.
 */
export async function settleStatement(work: Work, { statementId, expectedVersion, reference, paidOn }: SettleStatement): Promise<void> {
  authorize(work, "network.settlement.manage")
  const found = await getStatement(work, statementId)
  await lockPartner(work, found.tenantId)
  await lockStatement(work, statementId)
  const statement = await getStatement(work, statementId)
  const refused = whyNotSettled(statement)
  if (refused) throw new Refusal(refused, "rule", { number: statement.number ?? "" })
  if (statement.version !== expectedVersion) throw new Refusal("settlement.statement_changed", "conflict")
  await sql`
    update settlement.statement set settled_at = ${work.now.toString()}, settled_by = ${json(actorRecord(work.actor))}::jsonb, paid_on = ${paidOn}, payment_reference = ${reference}, version = version + 1
     where network_id = ${work.scope.networkId} and tenant_id = ${statement.tenantId} and statement_id = ${statementId}`.execute(work.db)
  record(work, statementSettled, { tenantId: statement.tenantId, statementId, number: statement.number! }, 0)
  audit(work, { action: "settlement.statement_settled", subjectKind: "statement", subjectId: statementId, tenantId: statement.tenantId, after: { number: statement.number, reference, paidOn } })
}

/** Waits for a dispute that is being raised; what is read afterwards has seen it. */
export async function lockStatement(work: Work, statementId: string): Promise<void> {
  await sql`select from settlement.statement where network_id = ${work.scope.networkId} and statement_id = ${statementId} for no key update`.execute(work.db)
}

/** The code of what stands in the way of settling; undefined where nothing does. */
export function whyNotSettled(statement: Statement): string | undefined {
  const status = statusOf(statement)
  if (status === "issued") return undefined
  return { draft: "settlement.statement_is_not_issued", disputed: "settlement.statement_is_disputed", settled: "settlement.statement_is_settled" }[status]
}

/** What the payment did, in both ledgers at once: the worker's, in the scope of the network. Three statements. */
export async function postSettlement(work: Work, { tenantId, statementId }: { readonly tenantId: number; readonly statementId: string }): Promise<void> {
  const statement = await getStatement(work, statementId)
  const due = statement.total + statement.adjusted
  if (!statement.settled || due === 0n) return
  const carried = await carriedBases(work, tenantId, statement.currency, due)
  const common = { businessKey: `settlement:statement:${statementId}:settled`, document: { kind: "statement", id: statementId, number: statement.number! }, postedOn: statement.paidOn!, currency: statement.currency, memo: statement.paymentReference! }
  const paid = money(due, currency(statement.currency))
  const lines = (entity: number, role: "partner_receivable" | "payable_to_distributor", sign: bigint): readonly JournalEntry[] => {
    const base = carried.get(entity)
    return [sideOf("cash", money(sign * paid.amount, paid.currency)), { ...sideOf(role, money(-sign * paid.amount, paid.currency)), ...(base && { base }) }]
  }
  const journals: readonly Journal[] = [
    { ...common, entity: 0, partnerId: tenantId, lines: lines(0, "partner_receivable", 1n) },
    { ...common, entity: tenantId, lines: lines(tenantId, "payable_to_distributor", -1n) },
  ]
  await postJournals(work, journals)
}

/** What a debt in a foreign currency stands at in each ledger, by its part of what is owed in that currency. What the payment's own rate makes of it is the exchange difference. */
async function carriedBases(work: Work, tenantId: number, code: string, due: bigint) {
  const { rows } = await sql<{ entity: number; books: string; base: string | null }>`
    select e.tenant_id as entity, e.base_currency as books, round(abs(sum(l.base_minor) * ${due.toString()}::numeric / nullif(sum(l.amount_minor), 0)))::text as base
      from ledger.entity e
      join ledger.journal_line l on l.network_id = e.network_id and l.tenant_id = e.tenant_id and l.currency = ${code}
       and ((e.tenant_id = 0 and l.account_key = 'partner_receivable' and l.partner_id = ${tenantId}) or (e.tenant_id = ${tenantId} and l.account_key = 'payable_to_distributor'))
     where e.network_id = ${work.scope.networkId} and e.tenant_id in (0, ${tenantId}) and e.base_currency <> ${code}
     group by e.tenant_id, e.base_currency`.execute(work.db)
  return new Map(rows.flatMap(({ entity, books, base }) => (base === null ? [] : [[entity, money(BigInt(base), currency(books))] as const])))
}
