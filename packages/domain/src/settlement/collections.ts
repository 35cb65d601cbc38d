import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, money, taxOf } from "@entrepot/kernel"
import { currentAgreement } from "./agreement.ts"
import type { DocumentOf } from "./contract.ts"
import type { NewEntry } from "./entry.ts"
import { lockPartner, recordEntries } from "./record-entries.ts"
import { ruleOfService, taxOn, type TaxRule } from "./tax/rule.ts"

type PaymentRow = { readonly number: string; readonly currency: string; readonly amount: bigint; readonly fee: bigint; readonly receivedOn: string; readonly online: boolean }

/**
 * Where the platform takes online payments in for the partner, the partner is owed what came in, less the provider's fee, and
 * owes the commission on it, which pays for a service and is taxed like one. Money that the partner took in itself is none of the distributor's business.
 */
export async function settlePayment(work: Work, { paymentId }: { readonly paymentId: string }): Promise<number> {
  const tenantId = work.scope.tenantId!
  const [agreement, payment] = await Promise.all([currentAgreement(work, tenantId), findPayment(work, paymentId)])
  if (!payment?.online || !agreement.collects) return 0
  await lockPartner(work, tenantId)
  const document: DocumentOf = { kind: "payment", id: paymentId, number: payment.number }
  const common = { currency: payment.currency, occurredOn: payment.receivedOn, document, agreementVersion: agreement.version }
  const commission = percentOf(payment.amount, agreement.commissionPercent, payment.currency)
  const rule = commission === 0n ? null : await ruleOfService(work, tenantId, payment.receivedOn)
  return recordEntries(work, tenantId, [
    { ...common, businessKey: `payment:${paymentId}:collected`, kind: "collected", amountMinor: payment.fee - payment.amount },
    ...(commission === 0n ? [] : [{ ...common, businessKey: `payment:${paymentId}:commission`, kind: "commission", amountMinor: commission, percent: agreement.commissionPercent, tax: taxOn(rule, commission, payment.currency) } satisfies NewEntry]),
  ])
}

/** What the platform paid back to a customer is the partner's again to bear, and the commission on it is given back with its tax. */
export async function settleRefund(work: Work, { refundId, paymentId }: { readonly refundId: string; readonly paymentId: string }): Promise<number> {
  const tenantId = work.scope.tenantId!
  await lockPartner(work, tenantId)
  const refund = await findRefund(work, refundId, paymentId)
  if (!refund || !refund.collected) return 0
  const document: DocumentOf = { kind: "refund", id: refundId, number: refund.number }
  const common = { currency: refund.currency, occurredOn: refund.refundedOn, document, agreementVersion: refund.agreementVersion }
  // What is left of the commission after all refunds so far, less what stands of it: so that a full refund leaves nothing.
  const left = refund.percent === null ? 0n : percentOf(refund.paid - refund.refundedBefore - refund.amount, refund.percent, refund.currency)
  const back = left - refund.commission
  const tax = taxOn(refund.rule, back, refund.currency, { minor: refund.commission, tax: refund.tax, accounted: refund.accounted })
  return recordEntries(work, tenantId, [
    { ...common, businessKey: `refund:${refundId}:refunded`, kind: "refunded", amountMinor: refund.amount },
    ...(back === 0n || refund.percent === null ? [] : [{ ...common, businessKey: `refund:${refundId}:commission`, kind: "commission_return", amountMinor: back, percent: refund.percent, tax } satisfies NewEntry]),
  ])
}

/**
 * What a bank took of a payment that the platform had collected, with what the provider keeps for that, is the partner's to bear; what it gave back is
 * the partner's again. The difference to what is settled already: however often it is told, and in which order, the sum is what is away now.
 */
export async function settleDispute(work: Work, { disputeId, paymentId, movement }: { readonly disputeId: string; readonly paymentId: string; readonly movement: number }): Promise<number> {
  const tenantId = work.scope.tenantId!
  await lockPartner(work, tenantId)
  const { rows } = await sql<{ number: string; currency: string; away: bigint; movedOn: string; agreementVersion: number | null }>`
    select d.dispute_ref as number, d.currency, d.withdrawn_minor + case when d.fee_currency = d.currency then d.fee_minor else 0 end - coalesce((
             select sum(e.amount_minor) from settlement.entry e where e.network_id = d.network_id and e.tenant_id = d.tenant_id and e.document_kind = 'dispute' and e.document_id = d.dispute_id::text), 0)::bigint as away,
           (d.updated_at at time zone t.zone)::date as "movedOn", c.agreement_version as "agreementVersion"
      from billing.dispute d
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (d.network_id, d.tenant_id)
      join settlement.entry c on c.network_id = d.network_id and c.tenant_id = d.tenant_id and c.business_key = 'payment:' || d.payment_id || ':collected'
     where d.network_id = ${work.scope.networkId} and d.tenant_id = ${tenantId} and d.dispute_id = ${disputeId} and d.payment_id = ${paymentId}`.execute(work.db)
  const [found] = rows
  if (!found || found.away === 0n) return 0
  const document: DocumentOf = { kind: "dispute", id: disputeId, number: found.number }
  return recordEntries(work, tenantId, [{ businessKey: `dispute:${disputeId}:${movement}`, kind: "refunded", currency: found.currency, amountMinor: found.away, occurredOn: found.movedOn, document, agreementVersion: found.agreementVersion }])
}

/** A refund that the bank sent back after it was settled: what the partner bore for it is taken off again. The commission that was given back stays given. */
export async function settleFailedRefund(work: Work, { refundId }: { readonly refundId: string }): Promise<number> {
  const tenantId = work.scope.tenantId!
  await lockPartner(work, tenantId)
  const today = sql<string>`(${work.now.toString()}::timestamptz at time zone t.zone)::date`
  const { rows } = await sql<{ number: string; currency: string; amount: bigint; on: string; agreementVersion: number | null }>`
    select e.document_number as number, e.currency, e.amount_minor as amount, ${today} as on, e.agreement_version as "agreementVersion"
      from settlement.entry e join tenancy.tenant t on (t.network_id, t.tenant_id) = (e.network_id, e.tenant_id)
     where e.network_id = ${work.scope.networkId} and e.tenant_id = ${tenantId} and e.business_key = ${`refund:${refundId}:refunded`}`.execute(work.db)
  const [found] = rows
  if (!found) return 0
  return recordEntries(work, tenantId, [{ businessKey: `refund:${refundId}:returned`, kind: "refunded", currency: found.currency, amountMinor: -found.amount, occurredOn: found.on, document: { kind: "refund_returned", id: refundId, number: found.number }, agreementVersion: found.agreementVersion }])
}

/** Rounded once, half away from zero. */
function percentOf(minor: bigint, percent: string, code: string): bigint {
  return taxOf(money(minor, currency(code)), percent).amount
}

async function findPayment(work: Work, paymentId: string): Promise<PaymentRow | undefined> {
  const { rows } = await sql<PaymentRow>`
    select coalesce(nullif(reference, ''), payment_ref, payment_id::text) as number, currency, amount_minor as amount, fee_minor as fee, received_on as "receivedOn", attempt_id is not null as online
      from billing.payment where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and payment_id = ${paymentId}`.execute(work.db)
  return rows[0]
}

type RefundRow = {
  readonly number: string; readonly currency: string; readonly amount: bigint; readonly refundedOn: string; readonly paid: bigint; readonly refundedBefore: bigint
  readonly collected: boolean; readonly percent: string | null; readonly agreementVersion: number | null
  /** The commission on the payment as it stands after earlier refunds, and the tax on it. */
  readonly commission: bigint; readonly tax: bigint; readonly accounted: bigint; readonly rule: TaxRule | null
}

async function findRefund(work: Work, refundId: string, paymentId: string): Promise<RefundRow | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<RefundRow>`
    select coalesce(r.refund_ref, r.refund_id::text) as number, r.currency, r.amount_minor as amount, (r.updated_at at time zone t.zone)::date as "refundedOn", p.amount_minor as paid, b.refunded as "refundedBefore",
           c.entry_id is not null as collected, trim_scale(m.percent)::text as percent, m.agreement_version as "agreementVersion", b.commission + coalesce(m.amount_minor, 0) as commission,
           b.tax + coalesce(m.tax_minor, 0) as tax, b.accounted + coalesce(m.accounted_minor, 0) as accounted,
           case when m.tax_treatment is not null then json_build_object('treatment', m.tax_treatment, 'jurisdiction', m.tax_jurisdiction, 'percent', trim_scale(m.tax_percent)::text) end as rule
      from billing.refund r
      join billing.payment p on (p.network_id, p.tenant_id, p.account_id, p.payment_id) = (r.network_id, r.tenant_id, r.account_id, r.payment_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (r.network_id, r.tenant_id)
      left join settlement.entry c on c.network_id = r.network_id and c.tenant_id = r.tenant_id and c.business_key = 'payment:' || r.payment_id || ':collected'
      left join settlement.entry m on m.network_id = r.network_id and m.tenant_id = r.tenant_id and m.business_key = 'payment:' || r.payment_id || ':commission'
      cross join lateral (
        select coalesce(sum(o.amount_minor) filter (where e.kind = 'refunded' and o.refund_id <> r.refund_id), 0)::bigint as refunded, coalesce(sum(e.amount_minor) filter (where e.kind = 'commission_return'), 0)::bigint as commission,
               coalesce(sum(e.tax_minor), 0)::bigint as tax, coalesce(sum(e.accounted_minor), 0)::bigint as accounted
          from billing.refund o join settlement.entry e on e.network_id = o.network_id and e.tenant_id = o.tenant_id and e.document_kind = 'refund' and e.document_id = o.refund_id::text
         where o.network_id = r.network_id and o.tenant_id = r.tenant_id and o.payment_id = r.payment_id) b
     where r.network_id = ${networkId} and r.tenant_id = ${tenantId} and r.refund_id = ${refundId} and r.payment_id = ${paymentId} and r.status = 'succeeded'`.execute(work.db)
  return rows[0]
}
