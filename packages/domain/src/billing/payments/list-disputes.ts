import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { moneyToJson } from "@entrepot/kernel"
import { may } from "../../tenancy/index.ts"
import { disputeReason, isClosedDispute, type DisputeStatus, type DisputeView } from "../contract.ts"
import { moneyOf } from "./shares.ts"

type Row = Pick<DisputeView, "disputeId" | "paymentId" | "accountId" | "accountName"> & {
  readonly status: DisputeStatus; readonly reason: string; readonly currency: string; readonly amountMinor: bigint; readonly withdrawnMinor: bigint; readonly uncoveredMinor: bigint; readonly feeMinor: bigint; readonly feeCurrency: string
  readonly answerBy: Date | null; readonly openedAt: Date; readonly ref: string
  readonly invoices: DisputeView["invoices"]
}

/** Disputes as pages show them, those that are to be answered first first. The account's own users see that a payment was disputed, and no more. One statement. */
export async function disputesWhere(work: Work, where: RawBuilder<unknown>): Promise<readonly DisputeView[]> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<Row>`
    select d.dispute_id as "disputeId", d.dispute_ref as ref, d.payment_id as "paymentId", d.account_id as "accountId", a.name as "accountName", d.status, d.reason, d.currency, d.amount_minor as "amountMinor", d.withdrawn_minor as "withdrawnMinor",
           d.uncovered_minor as "uncoveredMinor", d.fee_minor as "feeMinor", d.fee_currency as "feeCurrency", d.evidence_due_at as "answerBy", d.opened_at as "openedAt",
           (select coalesce(json_agg(distinct jsonb_build_object('invoiceId', i.invoice_id, 'number', i.number)), '[]') from billing.clearing c join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (c.network_id, c.tenant_id, c.account_id, c.invoice_id)
             where c.network_id = d.network_id and c.tenant_id = d.tenant_id and c.source_id = d.payment_id and c.kind = 'payment') as invoices
      from billing.dispute d join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (d.network_id, d.tenant_id, d.account_id)
     where d.network_id = ${networkId} and d.tenant_id = ${tenantId} ${accountId ? sql`and d.account_id = ${accountId}` : sql``} and ${where}
     order by d.closed_at is not null, d.evidence_due_at nulls last, d.opened_at desc limit 100`.execute(work.db)
  return rows.map((row) => viewOf(row, accountId === undefined && may(work, "payment.record")))
}

function viewOf({ status, reason, currency, amountMinor, withdrawnMinor, uncoveredMinor, feeMinor, feeCurrency, answerBy, openedAt, ref, ...row }: Row, staff: boolean): DisputeView {
  const amount = (minor: bigint, code = currency) => moneyToJson(moneyOf(minor, code))
  return {
    ...row, amount: amount(amountMinor), open: !isClosedDispute(status),
    staff: staff ? { ref, status, reason: disputeReason(reason), answerBy: answerBy?.toISOString() ?? null, withdrawn: amount(withdrawnMinor), uncovered: amount(uncoveredMinor), fee: amount(feeMinor, feeCurrency), openedAt: openedAt.toISOString() } : null,
  }
}

/** Those of payments that cleared an invoice. */
export const ofInvoice = (invoiceId: string): RawBuilder<unknown> => sql`exists (select from billing.clearing x where x.network_id = d.network_id and x.tenant_id = d.tenant_id and x.source_id = d.payment_id and x.kind = 'payment' and x.invoice_id = ${invoiceId})`
