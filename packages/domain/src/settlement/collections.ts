import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currentAgreement } from "./agreement.ts"
import type { DocumentOf } from "./contract.ts"
import type { NewEntry } from "./entry.ts"
import { lockPartner, recordEntries } from "./record-entries.ts"
import { percentOf, settleBefore } from "./reversals.ts"
import { ruleOfService, taxOn } from "./tax/rule.ts"

type PaymentRow = { readonly number: string; readonly currency: string; readonly amount: bigint; readonly fee: bigint; readonly receivedOn: string; readonly online: boolean }

/**
 * Where the platform takes online payments in for the partner, the partner is owed what came in, less the provider's fee, and
 * owes the commission on it, which pays for a service and is taxed like one. What went back of it before this was heard is settled with it. Money that
 * the partner took in itself is none of the distributor's business.
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
  const settled = await recordEntries(work, tenantId, [
    { ...common, businessKey: `payment:${paymentId}:collected`, kind: "collected", amountMinor: payment.fee - payment.amount },
    ...(commission === 0n ? [] : [{ ...common, businessKey: `payment:${paymentId}:commission`, kind: "commission", amountMinor: commission, percent: agreement.commissionPercent, tax: taxOn(rule, commission, payment.currency) } satisfies NewEntry]),
  ])
  return settled + (await settleBefore(work, paymentId))
}

async function findPayment(work: Work, paymentId: string): Promise<PaymentRow | undefined> {
  const { rows } = await sql<PaymentRow>`
    select coalesce(nullif(reference, ''), payment_ref, payment_id::text) as number, currency, amount_minor as amount, fee_minor as fee, received_on as "receivedOn", attempt_id is not null as online
      from billing.payment where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and payment_id = ${paymentId}`.execute(work.db)
  return rows[0]
}
