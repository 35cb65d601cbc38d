import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate } from "@entrepot/kernel"
import { getTenant } from "../../tenancy/index.ts"
import { disputeReason, type AttemptStatus, type DisputeReason, type PaidBy, type RefundStatus } from "../contract.ts"
import { policyInForce } from "../dunning/policy.ts"
import { retryDue } from "../dunning/dunning.ts"
import { collectedInvoices } from "../dunning/standings.db.ts"

/** How it was paid: by what, and of a card which. */
type PaidWith = { readonly paidBy: PaidBy; readonly brand: string | null; readonly last4: string | null }
type About = PaidWith & { readonly accountId: string; readonly account: string; readonly currency: string; readonly amountMinor: bigint }

export type PaidInvoice = { readonly invoiceId: string; readonly number: string; readonly amountMinor: bigint; readonly openMinor: bigint }

/** What a mail about money that arrived says. Amounts are minor units of the currency. */
export type PaymentNotice = About & { readonly reference: string; readonly receivedOn: string; readonly restMinor: bigint; readonly invoices: readonly PaidInvoice[] }

/** One statement; undefined when there is no such payment. */
export async function paymentNotice(work: Work, paymentId: string): Promise<PaymentNotice | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Omit<PaymentNotice, "invoices" | "restMinor"> & { invoices: { invoiceId: string; number: string; amount: string; open: string }[] }>`
    select p.account_id as "accountId", a.name as account, p.currency, p.amount_minor as "amountMinor", p.method as "paidBy", m.brand, m.last4, p.reference, p.received_on as "receivedOn",
           coalesce((select json_agg(json_build_object('invoiceId', c.invoice_id, 'number', i.number, 'amount', c.amount_minor::text, 'open', o.open_minor::text) order by i.number)
              from billing.clearing c
              join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (c.network_id, c.tenant_id, c.account_id, c.invoice_id)
              join billing.open_item o on (o.network_id, o.tenant_id, o.account_id, o.invoice_id) = (c.network_id, c.tenant_id, c.account_id, c.invoice_id)
             where c.network_id = p.network_id and c.tenant_id = p.tenant_id and c.account_id = p.account_id and c.kind = 'payment' and c.source_id = p.payment_id), '[]') as invoices
      from billing.payment p
      ${accountOf("p")}
      ${cardOf(sql`p.attempt_id`)}
     where p.network_id = ${networkId} and p.tenant_id = ${tenantId} and p.payment_id = ${paymentId}`.execute(work.db)
  const [found] = rows
  if (!found) return undefined
  const invoices = found.invoices.map(({ amount, open, ...invoice }) => ({ ...invoice, amountMinor: BigInt(amount), openMinor: BigInt(open) }))
  return { ...found, invoices, restMinor: found.amountMinor - invoices.reduce((sum, one) => sum + one.amountMinor, 0n) }
}

/** What a mail about a charge that did not (yet) go through says. `retryOn`: when it is tried again by itself; null where it is not. */
export type AttemptNotice = About & { readonly status: AttemptStatus; readonly byPerson: string | null; readonly decline: "soft" | "hard" | null; readonly retryOn: string | null; readonly invoiceIds: readonly string[] }

/** At most four statements; undefined when there is no such attempt. */
export async function attemptNotice(work: Work, attemptId: string): Promise<AttemptNotice | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Omit<AttemptNotice, "retryOn">>`
    select t.account_id as "accountId", a.name as account, t.currency, t.amount_minor as "amountMinor", 'card' as "paidBy", m.brand, m.last4, t.status, t.decline, case when t.cause = 'person' then t.created_by ->> 'id' end as "byPerson",
           array(select x.invoice_id from billing.attempt_invoice x where x.network_id = t.network_id and x.tenant_id = t.tenant_id and x.account_id = t.account_id and x.attempt_id = t.attempt_id order by 1) as "invoiceIds"
      from billing.payment_attempt t
      ${accountOf("t")}
      ${cardOf(sql`t.attempt_id`)}
     where t.network_id = ${networkId} and t.tenant_id = ${tenantId} and t.attempt_id = ${attemptId}`.execute(work.db)
  const [found] = rows
  return found && { ...found, retryOn: found.status === "failed" && found.byPerson === null ? await retryOn(work, found.invoiceIds) : null }
}

/** The day on which the dunning tries these again, by the policy of today. */
async function retryOn(work: Work, invoiceIds: readonly string[]): Promise<string | null> {
  const [policy, tenant] = await Promise.all([policyInForce(work), getTenant(work)])
  const collected = (await collectedInvoices(work, tenant.zone)).find((one) => invoiceIds.includes(one.invoiceId))
  if (!collected?.failedOn || !collected.hasMethod) return null
  const tomorrow = businessDate(work.now, tenant.zone).add({ days: 1 })
  const days = Array.from({ length: Math.max(1, ...policy.retryDays) }, (_none, ahead) => tomorrow.add({ days: ahead }).toString())
  return days.find((day) => retryDue(collected, policy, day) === "now") ?? null
}

export type RefundNotice = About & { readonly status: RefundStatus; readonly reason: string; readonly code: string | null; readonly receivedOn: string }

/** One statement; undefined when there is no such refund. */
export async function refundNotice(work: Work, refundId: string): Promise<RefundNotice | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<RefundNotice>`
    select r.account_id as "accountId", a.name as account, r.currency, r.amount_minor as "amountMinor", p.method as "paidBy", m.brand, m.last4, r.status, r.reason, r.code, p.received_on as "receivedOn"
      from billing.refund r
      join billing.payment p on (p.network_id, p.tenant_id, p.account_id, p.payment_id) = (r.network_id, r.tenant_id, r.account_id, r.payment_id)
      ${accountOf("r")}
      ${cardOf(sql`p.attempt_id`)}
     where r.network_id = ${networkId} and r.tenant_id = ${tenantId} and r.refund_id = ${refundId}`.execute(work.db)
  return rows[0]
}

/** What a mail about a dispute says. `answerBy`: until when somebody may answer; null where nothing is asked. */
export type DisputeNotice = About & { readonly ref: string; readonly reason: DisputeReason; readonly answerBy: string | null; readonly feeMinor: bigint; readonly feeCurrency: string }

/** One statement; undefined when there is no such dispute. */
export async function disputeNotice(work: Work, disputeId: string): Promise<DisputeNotice | undefined> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<Omit<DisputeNotice, "reason"> & { readonly reason: string }>`
    select d.account_id as "accountId", a.name as account, d.currency, d.amount_minor as "amountMinor", p.method as "paidBy", m.brand, m.last4, d.dispute_ref as ref, d.reason, (d.evidence_due_at at time zone t.zone)::date as "answerBy", d.fee_minor as "feeMinor", d.fee_currency as "feeCurrency"
      from billing.dispute d
      join billing.payment p on (p.network_id, p.tenant_id, p.account_id, p.payment_id) = (d.network_id, d.tenant_id, d.account_id, d.payment_id)
      join tenancy.tenant t on (t.network_id, t.tenant_id) = (d.network_id, d.tenant_id)
      ${accountOf("d")}
      ${cardOf(sql`p.attempt_id`)}
     where d.network_id = ${networkId} and d.tenant_id = ${tenantId} and d.dispute_id = ${disputeId}`.execute(work.db)
  return rows[0] && { ...rows[0], reason: disputeReason(rows[0].reason) }
}

const accountOf = (alias: string): RawBuilder<unknown> => sql`join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (${sql.ref(`${alias}.network_id`)}, ${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)})`

const cardOf = (attemptId: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  left join billing.payment_attempt tried on (tried.network_id, tried.tenant_id, tried.account_id, tried.attempt_id) = (a.network_id, a.tenant_id, a.account_id, ${attemptId})
  left join billing.payment_method m on (m.network_id, m.tenant_id, m.account_id, m.method_id) = (tried.network_id, tried.tenant_id, tried.account_id, tried.method_id)`
