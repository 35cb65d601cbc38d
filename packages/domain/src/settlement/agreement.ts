import { sql } from "kysely"
import { actorRecord, audit, json, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import type { AgreementOf, AgreementView, ClawBack, PersonRef, SaveAgreement } from "./contract.ts"
import { SaveAgreement as Input } from "./contract.ts"
import { partnerOf } from "./partner.ts"
import { lockPartner } from "./record-entries.ts"

export type Agreement = { readonly version: number | null; readonly commissionPercent: string; readonly collects: boolean; readonly paymentDays: number; readonly draftDay: number; readonly clawBack: readonly ClawBack[] }

/** What holds between the two while nothing was agreed. */
export const UNAGREED: Agreement = { version: null, commissionPercent: "0", collects: false, paymentDays: 30, draftDay: 1, clawBack: ["goods_returned"] }

/** The version in force. */
export async function currentAgreement(work: Work, tenantId: number): Promise<Agreement> {
  return (await findAgreement(work, tenantId)) ?? UNAGREED
}

/** What the partner and the distributor agreed, by its newest version; null while nothing was. */
export async function agreementView(work: Work, input: AgreementOf = {}): Promise<AgreementView | null> {
  return findAgreement(work, partnerOf(work, input.tenantId))
}

async function findAgreement(work: Work, tenantId: number): Promise<AgreementView | null> {
  const { rows } = await sql<Omit<AgreementView, "since" | "by"> & { since: Date; by: PersonRef }>`
    select version, trim_scale(commission_percent)::text as "commissionPercent", collects, payment_days as "paymentDays", draft_day as "draftDay", claw_back as "clawBack", note, actor as "by", created_at as since
      from settlement.agreement where network_id = ${work.scope.networkId} and tenant_id = ${tenantId} order by version desc limit 1`.execute(work.db)
  const [found] = rows
  return found ? { ...found, by: { kind: found.by.kind, name: found.by.name }, since: found.since.toISOString() } : null
}

/**
 * Agrees anew: a version of its own, for what happens from now on. Refuses `settlement.agreement_changed` where somebody else
 * has agreed meanwhile, and `settlement.partner_not_found`.
 */
export async function saveAgreement(work: Work, input: SaveAgreement): Promise<{ readonly version: number }> {
  authorize(work, "network.settlement.manage")
  const ask = Input.parse(input)
  await getPartner(work, ask.tenantId)
  await lockPartner(work, ask.tenantId)
  const before = await findAgreement(work, ask.tenantId)
  if ((before?.version ?? 0) !== ask.expectedVersion) throw new Refusal("settlement.agreement_changed", "conflict")
  const version = ask.expectedVersion + 1
  await work.db.insertInto("settlement.agreement").values({
    network_id: work.scope.networkId!, tenant_id: ask.tenantId, version, commission_percent: ask.commissionPercent, collects: ask.collects, payment_days: ask.paymentDays, draft_day: ask.draftDay, claw_back: [...new Set(ask.clawBack)], note: ask.note,
    actor: json(actorRecord(work.actor)), created_at: work.now.toString(),
  }).execute()
  const { tenantId: _tenant, expectedVersion: _version, ...terms } = ask
  audit(work, { action: "settlement.agreement_saved", subjectKind: "agreement", subjectId: `${ask.tenantId}/${version}`, tenantId: ask.tenantId, after: terms })
  return { version }
}

async function getPartner(work: Work, tenantId: number): Promise<void> {
  const { rows } = await sql`select 1 from tenancy.tenant where network_id = ${work.scope.networkId} and tenant_id = ${tenantId}`.execute(work.db)
  if (rows.length === 0) throw new Refusal("settlement.partner_not_found", "not_found")
}
