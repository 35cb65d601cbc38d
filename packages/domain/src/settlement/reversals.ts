import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, money, taxOf } from "@entrepot/kernel"
import type { DocumentOf } from "./contract.ts"
import type { NewEntry } from "./entry.ts"
import { lockPartner, recordEntries } from "./record-entries.ts"
import { taxOn, type TaxRule } from "./tax/rule.ts"

/*
 * What goes back of a payment that the platform had collected is the partner's to bear, and the commission follows what is left of the payment:
 * it is given back with a refund or with what a bank takes, and owed again when that comes again.
 */

/** What the platform paid back to a customer. */
export async function settleRefund(work: Work, { refundId, paymentId }: { readonly refundId: string; readonly paymentId: string }): Promise<number> {
  const tenantId = work.scope.tenantId!
  await lockPartner(work, tenantId)
  const [{ rows }, stand] = await Promise.all([
    sql<{ number: string; amount: bigint; on: string }>`
      select coalesce(r.refund_ref, r.refund_id::text) as number, r.amount_minor as amount, ${dayIn(sql`r.updated_at`)} as on from billing.refund r join tenancy.tenant t on (t.network_id, t.tenant_id) = (r.network_id, r.tenant_id)
       where r.network_id = ${work.scope.networkId} and r.tenant_id = ${tenantId} and r.refund_id = ${refundId} and r.payment_id = ${paymentId} and r.status = 'succeeded'`.execute(work.db),
    standOf(work, paymentId),
  ])
  const [refund] = rows
  if (!refund || !stand || (await isSettled(work, refundedKey(refundId)))) return 0
  return goBack(work, stand, { document: { kind: "refund", id: refundId, number: refund.number }, on: refund.on, amountMinor: refund.amount, refundedKey: refundedKey(refundId), commissionKey: `refund:${refundId}:commission` })
}

/** A refund that the bank sent back after it was settled: the partner bears it no longer, and the commission on it is owed again. */
export async function settleFailedRefund(work: Work, { refundId, paymentId }: { readonly refundId: string; readonly paymentId: string }): Promise<number> {
  const tenantId = work.scope.tenantId!
  await lockPartner(work, tenantId)
  const [{ rows }, stand, again] = await Promise.all([
    sql<{ number: string; amount: bigint; on: string }>`
      select e.document_number as number, e.amount_minor as amount, ${dayIn(sql`${work.now.toString()}::timestamptz`)} as on
        from settlement.entry e join tenancy.tenant t on (t.network_id, t.tenant_id) = (e.network_id, e.tenant_id)
       where e.network_id = ${work.scope.networkId} and e.tenant_id = ${tenantId} and e.business_key = ${refundedKey(refundId)}`.execute(work.db),
    standOf(work, paymentId), isSettled(work, `refund:${refundId}:returned`),
  ])
  const [settled] = rows
  if (!settled || !stand || again) return 0
  return goBack(work, stand, { document: { kind: "refund_returned", id: refundId, number: settled.number }, on: settled.on, amountMinor: -settled.amount, refundedKey: `refund:${refundId}:returned`, commissionKey: `refund:${refundId}:commission_again` })
}

/**
 * What a bank took of a payment, or gave back, with what the provider keeps for that. It is the difference to what is settled already: however
 * often it is told, and in which order, the sum is what is away now.
 */
export async function settleDispute(work: Work, { disputeId, paymentId, movement }: { readonly disputeId: string; readonly paymentId: string; readonly movement: number }): Promise<number> {
  const tenantId = work.scope.tenantId!
  await lockPartner(work, tenantId)
  const settled = (kind: string) => sql`coalesce((select sum(e.amount_minor) from settlement.entry e where e.network_id = d.network_id and e.tenant_id = d.tenant_id and e.document_kind = ${kind} and e.document_id = d.dispute_id::text and e.kind = 'refunded'), 0)`
  const [{ rows }, stand] = await Promise.all([
    sql<{ number: string; away: bigint; fee: bigint; on: string }>`
      select d.dispute_ref as number, (d.withdrawn_minor - ${settled("payment_dispute")})::bigint as away, (case when d.fee_currency = d.currency then d.fee_minor else 0 end - ${settled("payment_dispute_fee")})::bigint as fee, ${dayIn(sql`d.updated_at`)} as on
        from billing.dispute d join tenancy.tenant t on (t.network_id, t.tenant_id) = (d.network_id, d.tenant_id)
       where d.network_id = ${work.scope.networkId} and d.tenant_id = ${tenantId} and d.dispute_id = ${disputeId} and d.payment_id = ${paymentId}`.execute(work.db),
    standOf(work, paymentId),
  ])
  const [dispute] = rows
  if (!dispute || !stand) return 0
  const key = `dispute:${disputeId}:${movement}`
  const moved = await goBack(work, stand, { document: { kind: "payment_dispute", id: disputeId, number: dispute.number }, on: dispute.on, amountMinor: dispute.away, refundedKey: key, commissionKey: `${key}:commission` })
  if (dispute.fee === 0n) return moved
  return moved + (await recordEntries(work, tenantId, [{ ...commonOf(stand, dispute.on, { kind: "payment_dispute_fee", id: disputeId, number: dispute.number }), businessKey: `${key}:fee`, kind: "refunded", amountMinor: dispute.fee }]))
}

/** What went back of a payment before it was settled that it had come: handlers hear of things in any order. One statement where there is nothing. */
export async function settleBefore(work: Work, paymentId: string): Promise<number> {
  const of = (table: "refund" | "dispute") => sql`from ${sql.table(`billing.${table}`)} where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and payment_id = ${paymentId}`
  const { rows } = await sql<{ id: string; movement: number | null }>`
    select refund_id as id, null::integer as movement ${of("refund")} and status = 'succeeded' union all select dispute_id, movements ${of("dispute")} and movements > 0`.execute(work.db)
  let settled = 0
  for (const { id, movement } of rows) settled += await (movement === null ? settleRefund(work, { refundId: id, paymentId }) : settleDispute(work, { disputeId: id, paymentId, movement }))
  return settled
}

/** Rounded once, half away from zero. */
export function percentOf(minor: bigint, percent: string, code: string): bigint {
  return taxOf(money(minor, currency(code)), percent).amount
}

const refundedKey = (refundId: string) => `refund:${refundId}:refunded`
/** The day of a moment where the partner is, a tenant `t`. */
const dayIn = (at: ReturnType<typeof sql>) => sql<string>`(${at} at time zone t.zone)::date`

type GoingBack = { readonly document: DocumentOf; readonly on: string; /** Below zero where it came again. */ readonly amountMinor: bigint; readonly refundedKey: string; readonly commissionKey: string }

async function goBack(work: Work, stand: Stand, { document, on, amountMinor, refundedKey: businessKey, commissionKey }: GoingBack): Promise<number> {
  if (amountMinor === 0n) return 0
  const common = commonOf(stand, on, document)
  return recordEntries(work, work.scope.tenantId!, [{ ...common, businessKey, kind: "refunded", amountMinor }, ...commissionOn(stand, stand.back + amountMinor).map((entry) => ({ ...common, ...entry, businessKey: commissionKey }))])
}

function commonOf({ currency: code, agreementVersion }: Stand, occurredOn: string, document: DocumentOf) {
  return { currency: code, occurredOn, document, agreementVersion }
}

/** What of the commission goes back, or is owed again: the one on what is left of the payment, less what stands of it. So what goes back whole leaves nothing. */
function commissionOn({ paid, currency: code, percent, commission, tax, accounted, rule }: Stand, back: bigint): readonly Pick<NewEntry, "kind" | "amountMinor" | "percent" | "tax">[] {
  if (percent === null) return []
  const amountMinor = percentOf(back > paid ? 0n : paid - back, percent, code) - commission
  if (amountMinor === 0n) return []
  return [{ kind: amountMinor > 0n ? "commission" : "commission_return", amountMinor, percent, tax: taxOn(rule, amountMinor, code, { minor: commission, tax, accounted }) }]
}

type Stand = {
  readonly currency: string; readonly paid: bigint
  /** What is settled as gone back of it. */
  readonly back: bigint
  readonly percent: string | null; readonly agreementVersion: number | null
  /** The commission on the payment as it stands, and the tax on it. */
  readonly commission: bigint; readonly tax: bigint; readonly accounted: bigint; readonly rule: TaxRule | null
}

/** What is settled of a payment until now; undefined where the platform did not collect it, or that is not heard yet. One statement. */
async function standOf(work: Work, paymentId: string): Promise<Stand | undefined> {
  const { rows } = await sql<Stand>`
    with documents as (
      select 'payment' as kind, ${paymentId}::uuid::text as id
      union all select k.kind, r.refund_id::text from billing.refund r cross join (values ('refund'), ('refund_returned')) k(kind) where r.network_id = ${work.scope.networkId} and r.tenant_id = ${work.scope.tenantId} and r.payment_id = ${paymentId}
      union all select 'payment_dispute', d.dispute_id::text from billing.dispute d where d.network_id = ${work.scope.networkId} and d.tenant_id = ${work.scope.tenantId} and d.payment_id = ${paymentId})
    select c.currency, p.amount_minor as paid, s.back, trim_scale(m.percent)::text as percent, c.agreement_version as "agreementVersion", s.commission, s.tax, s.accounted,
           case when m.tax_treatment is not null then json_build_object('treatment', m.tax_treatment, 'jurisdiction', m.tax_jurisdiction, 'percent', trim_scale(m.tax_percent)::text) end as rule
      from settlement.entry c
      join billing.payment p on p.network_id = c.network_id and p.tenant_id = c.tenant_id and p.payment_id = ${paymentId}
      left join settlement.entry m on m.network_id = c.network_id and m.tenant_id = c.tenant_id and m.business_key = ${`payment:${paymentId}:commission`}
      cross join lateral (
        select coalesce(sum(e.amount_minor) filter (where e.kind = 'refunded'), 0)::bigint as back, coalesce(sum(e.amount_minor) filter (where e.kind <> 'refunded'), 0)::bigint as commission, coalesce(sum(e.tax_minor), 0)::bigint as tax, coalesce(sum(e.accounted_minor), 0)::bigint as accounted
          from documents o join settlement.entry e on e.network_id = c.network_id and e.tenant_id = c.tenant_id and e.document_kind = o.kind and e.document_id = o.id where e.kind in ('refunded', 'commission', 'commission_return')) s
     where c.network_id = ${work.scope.networkId} and c.tenant_id = ${work.scope.tenantId} and c.business_key = ${`payment:${paymentId}:collected`}`.execute(work.db)
  return rows[0]
}

async function isSettled(work: Work, businessKey: string): Promise<boolean> {
  const { rows } = await sql`select from settlement.entry where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and business_key = ${businessKey}`.execute(work.db)
  return rows.length > 0
}
