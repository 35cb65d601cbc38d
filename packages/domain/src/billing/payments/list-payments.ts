import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { moneyToJson, pageOf } from "@entrepot/kernel"
import { authorize, may } from "../../tenancy/index.ts"
import { ListPayments, type DisputeView, type PaidBy, type PaymentPage, type PaymentRow } from "../contract.ts"
import { cursorOf, exactly, parseCursor } from "../cursor.ts"
import { disputesWhere } from "./list-disputes.ts"
import { moneyOf } from "./shares.ts"

type Row = {
  readonly paymentId: string; readonly accountId: string; readonly accountName: string; readonly paidBy: PaidBy; readonly reference: string; readonly currency: string; readonly amountMinor: bigint; readonly receivedOn: string; readonly recordedAt: Date; readonly by: string; readonly sortKey: string
  readonly invoices: readonly { readonly invoiceId: string; readonly number: string; readonly amountMinor: string }[]
  readonly creditMinor: bigint
  readonly refunds: readonly { readonly refundId: string; readonly status: PaymentRow["refunds"][number]["status"]; readonly amountMinor: string; readonly reason: string; readonly source: PaymentRow["refunds"][number]["source"] }[]
}

/** Money that arrived, the latest first, with what it settled and what went back, and what is disputed. Two statements. */
export async function listPayments(work: Work, input: ListPayments = {}): Promise<PaymentPage> {
  authorize(work, "invoice.view")
  const { accountId, paymentId, from, to, cursor, limit } = ListPayments.parse(input)
  const { networkId, tenantId } = work.scope
  const account = work.scope.accountId ?? accountId
  const after = parseCursor(cursor)
  const { rows } = await sql<Row>`
    select p.payment_id as "paymentId", p.account_id as "accountId", a.name as "accountName", p.method as "paidBy", p.reference, p.currency, p.amount_minor as "amountMinor", p.received_on as "receivedOn", p.recorded_at as "recordedAt", p.actor ->> 'name' as by, coalesce(b.balance_minor, 0)::bigint as "creditMinor", ${exactly("p.recorded_at")} as "sortKey",
           (select coalesce(json_agg(json_build_object('invoiceId', c.invoice_id, 'number', i.number, 'amountMinor', c.amount_minor::text) order by i.number), '[]')
              from billing.clearing c join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (c.network_id, c.tenant_id, c.account_id, c.invoice_id)
             where c.network_id = p.network_id and c.tenant_id = p.tenant_id and c.source_id = p.payment_id and c.kind = 'payment') as invoices,
           (select coalesce(json_agg(json_build_object('refundId', r.refund_id, 'status', r.status, 'amountMinor', r.amount_minor::text, 'reason', r.reason, 'source', r.source) order by r.created_at), '[]')
              from billing.refund r where r.network_id = p.network_id and r.tenant_id = p.tenant_id and r.payment_id = p.payment_id) as refunds
      from billing.payment p join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (p.network_id, p.tenant_id, p.account_id)
      left join billing.credit_balance b on (b.network_id, b.tenant_id, b.account_id) = (p.network_id, p.tenant_id, p.account_id) and b.currency = p.currency
     where p.network_id = ${networkId} and p.tenant_id = ${tenantId} ${account ? sql`and p.account_id = ${account}` : sql``} ${paymentId ? sql`and p.payment_id = ${paymentId}` : sql``} ${from ? sql`and p.received_on >= ${from}::date` : sql``} ${to ? sql`and p.received_on <= ${to}::date` : sql``}
       ${after ? sql`and (p.recorded_at, p.payment_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
     order by p.recorded_at desc, p.payment_id desc limit ${limit + 1}`.execute(work.db)
  const { page, last } = pageOf(rows, limit)
  const disputes = page.length > 0 ? await disputesWhere(work, sql`d.payment_id = any (${page.map((row) => row.paymentId)}::uuid[])`) : []
  return { rows: page.map((row) => rowOf(row, disputes.filter((one) => one.paymentId === row.paymentId), may(work, "payment.record"))), nextCursor: last ? cursorOf(last.sortKey, last.paymentId) : null }
}

function rowOf({ currency, amountMinor, recordedAt, invoices, refunds, creditMinor, sortKey: _key, ...row }: Row, disputes: readonly DisputeView[], records: boolean): PaymentRow {
  const amount = (minor: bigint) => moneyToJson(moneyOf(minor, currency))
  const applied = invoices.reduce((sum, one) => sum + BigInt(one.amountMinor), 0n)
  const refunded = refunds.filter((one) => one.status !== "failed").reduce((sum, one) => sum + BigInt(one.amountMinor), 0n)
  const left = amountMinor - refunded - disputes.reduce((sum, one) => sum + BigInt(one.staff?.withdrawn.amount ?? "0"), 0n)
  return {
    ...row, amount: amount(amountMinor), applied: amount(applied), unapplied: amount(amountMinor - applied), refunded: amount(refunded), recordedAt: recordedAt.toISOString(),
    invoices: invoices.map((one) => ({ invoiceId: one.invoiceId, number: one.number, amount: amount(BigInt(one.amountMinor)) })), refunds: refunds.map((one) => ({ refundId: one.refundId, status: one.status, amount: amount(BigInt(one.amountMinor)), reason: one.reason, source: one.source })), disputes,
    refund: refundOf(records, left, creditMinor), refundable: amount(left < creditMinor ? left : creditMinor),
  }
}

/** Only what an account has to its credit goes back, and no more of a payment than is left of it. */
function refundOf(records: boolean, left: bigint, credit: bigint): PaymentRow["refund"] {
  if (!records) return { allowed: false, why: "tenancy.not_permitted" }
  if (left <= 0n) return { allowed: false, why: "billing.refund_is_more_than_paid" }
  return credit > 0n ? { allowed: true } : { allowed: false, why: "billing.not_enough_credit" }
}
