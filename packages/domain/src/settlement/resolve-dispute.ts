import { sql } from "kysely"
import { actorRecord, audit, json, record, type Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { ResolveDispute } from "./contract.ts"
import { disputeNotFound } from "./disputes.ts"
import { disputeResolved, entryAdjusted } from "./events.ts"
import { nextCorrection } from "./papers/correction.db.ts"
import { keepCorrection } from "./papers/correction.ts"
import { networkZone } from "./partner.ts"
import { lockPartner, writeEntries } from "./record-entries.ts"
import { taxOn, type TaxRule } from "./tax/rule.ts"

type Found = { readonly tenantId: number; readonly statementId: string; readonly number: string; readonly status: string; readonly settled: boolean; readonly claim: bigint; readonly line: bigint; readonly currency: string; readonly sku: string | null
  /** How the line was taxed, and what stands of it after what earlier disputes took off. */
  readonly rule: TaxRule | null; readonly minor: bigint; readonly tax: bigint; readonly accounted: bigint
}

/**
 * The distributor's answer. What is accepted is taken off the same statement with the tax on it, by an adjustment of its own against the line's
 * direction, and has a document of its own with the distributor's next number; the statement's total stays as it was issued, and of what is settled nothing is taken off any more. Refuses `settlement.dispute_not_found`,
 * `settlement.dispute_is_closed`, `settlement.statement_is_settled` and `settlement.granted_too_much`.
 */
export async function resolveDispute(work: Work, { disputeId, verdict, answer, amount }: ResolveDispute): Promise<void> {
  authorize(work, "network.settlement.manage")
  const found = await findDispute(work, disputeId)
  if (!found) throw disputeNotFound()
  await lockPartner(work, found.tenantId)
  const dispute = await findDispute(work, disputeId)
  if (!dispute || dispute.status !== "open") throw new Refusal("settlement.dispute_is_closed", "conflict")
  if (dispute.settled && verdict === "accepted") throw new Refusal("settlement.statement_is_settled", "rule", { number: dispute.number })
  const granted = verdict === "rejected" ? null : amount === undefined ? dispute.claim : BigInt(amount.amount)
  if (granted !== null && (granted > dispute.claim || (amount && amount.currency !== dispute.currency))) throw new Refusal("settlement.granted_too_much", "rule", { claim: dispute.claim.toString(), currency: dispute.currency })
  const taken = granted === null ? null : await takeOff(work, dispute, disputeId, granted, answer)
  await sql`
    update settlement.dispute set status = ${verdict}, answer = ${answer}, granted_minor = ${granted === null ? null : granted.toString()}::bigint, adjustment_id = ${taken && taken.entryId}, resolved_by = ${json(actorRecord(work.actor))}::jsonb, resolved_at = ${work.now.toString()}
     where network_id = ${work.scope.networkId} and tenant_id = ${dispute.tenantId} and dispute_id = ${disputeId}`.execute(work.db)
  if (taken) await keepCorrection(work, { disputeId }, taken)
  const { tenantId, statementId, number } = dispute
  if (taken) record(work, entryAdjusted, { tenantId, entryId: taken.entryId }, 0)
  record(work, disputeResolved, { tenantId, statementId, number, disputeId, verdict }, 0)
  audit(work, { action: "settlement.dispute_resolved", subjectKind: "dispute", subjectId: disputeId, tenantId, reason: answer, after: { verdict, ...(granted !== null && { granted: granted.toString(), correction: taken!.number }) } })
}

type TakenOff = { readonly entryId: string; readonly number: string; readonly issuedOn: string }

/** The adjustment goes onto the disputed statement itself, past the queue of the next one; the books name it by its own document's number. */
async function takeOff(work: Work, { tenantId, statementId, line, currency, sku, rule, ...before }: Found, disputeId: string, granted: bigint, answer: string): Promise<TakenOff> {
  const amountMinor = line < 0n ? granted : -granted
  const today = businessDate(work.now, await networkZone(work))
  const [number, occurredOn] = [await nextCorrection(work, today.year), today.toString()]
  const [entryId] = await writeEntries(work, tenantId, [{ businessKey: `dispute:${disputeId}`, kind: "adjustment", currency, amountMinor, occurredOn, document: { kind: "dispute", id: disputeId, number }, sku, memo: answer, tax: taxOn(rule, amountMinor, currency, before) }])
  if (!entryId) throw new Error(`The dispute ${disputeId} has an adjustment already.`)
  await sql`
    with taken as (
      delete from settlement.pending_entry where network_id = ${work.scope.networkId} and tenant_id = ${tenantId} and entry_id = ${entryId} returning network_id, tenant_id, entry_id, occurred_on, kind, amount_minor, tax_minor),
    lined as (
      insert into settlement.statement_line (network_id, tenant_id, statement_id, entry_id, occurred_on, kind, amount_minor, tax_minor) select network_id, tenant_id, ${statementId}::uuid, entry_id, occurred_on, kind, amount_minor, tax_minor from taken)
    update settlement.statement s set adjusted_minor = s.adjusted_minor + taken.amount_minor + taken.tax_minor, version = s.version + 1
      from taken where s.network_id = taken.network_id and s.tenant_id = taken.tenant_id and s.statement_id = ${statementId}`.execute(work.db)
  return { entryId, number, issuedOn: occurredOn }
}

async function findDispute(work: Work, disputeId: string): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select d.tenant_id as "tenantId", d.statement_id as "statementId", s.number, d.status, s.settled_at is not null as settled, d.claim_minor as claim, l.amount_minor as line, s.currency, e.sku,
           case when e.tax_treatment is not null then json_build_object('treatment', e.tax_treatment, 'jurisdiction', e.tax_jurisdiction, 'percent', trim_scale(e.tax_percent)::text) end as rule,
           e.amount_minor + b.minor as minor, e.tax_minor + b.tax as tax, e.accounted_minor + b.accounted as accounted
      from settlement.dispute d
      join settlement.statement s on (s.network_id, s.tenant_id, s.statement_id) = (d.network_id, d.tenant_id, d.statement_id)
      join settlement.statement_line l on (l.network_id, l.tenant_id, l.statement_id, l.entry_id) = (d.network_id, d.tenant_id, d.statement_id, d.entry_id)
      join settlement.entry e on (e.network_id, e.tenant_id, e.entry_id) = (d.network_id, d.tenant_id, d.entry_id)
      cross join lateral (
        select coalesce(sum(a.amount_minor), 0)::bigint as minor, coalesce(sum(a.tax_minor), 0)::bigint as tax, coalesce(sum(a.accounted_minor), 0)::bigint as accounted
          from settlement.dispute o join settlement.entry a on (a.network_id, a.tenant_id, a.entry_id) = (o.network_id, o.tenant_id, o.adjustment_id)
         where o.network_id = d.network_id and o.tenant_id = d.tenant_id and o.entry_id = d.entry_id and o.status = 'accepted') b
     where d.network_id = ${work.scope.networkId} and d.dispute_id = ${disputeId}`.execute(work.db)
  return rows[0]
}
