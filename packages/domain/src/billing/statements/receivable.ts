import { sql } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { businessDate, moneyToJson } from "@entrepot/kernel"
import { authorize, getAccount, getTenant } from "../../tenancy/index.ts"
import { AskReceivable, type AttemptStatus, type DunningStage, type InvoiceStatus, type ReceivableItem, type ReceivableView } from "../contract.ts"
import { actionOf, giveUpActions } from "../invoices/actions.ts"
import { disputesWhere } from "../payments/list-disputes.ts"
import { isDisputed } from "../payments/paid.db.ts"
import { moneyOf } from "../payments/shares.ts"
import { bucketOf, rowOf, totalsOf } from "./ageing.ts"

const MOST = 500

/**
 * What an account owes and has to its credit today, with each open invoice, those that are due first first, and what the
 * reader may do about it. Six statements. Refuses `tenancy.account_not_found`.
 */
export async function receivable(work: Work, input: AskReceivable): Promise<ReceivableView> {
  authorize(work, "invoice.view")
  const { accountId } = AskReceivable.parse(input)
  const [account, tenant, cases] = await Promise.all([getAccount(work, accountId), getTenant(work), scoped(work, "billing.dunning_case").select(["currency", "stage"]).where("account_id", "=", accountId).execute()])
  const today = businessDate(work.now, tenant.zone).toString()
  const [sums, rows, disputes] = await Promise.all([totalsOf(work, { on: today, today, accountId }), openRows(work, accountId, today), disputesWhere(work, sql`d.account_id = ${accountId} and d.closed_at is null`)])
  const balances = sums.map((sum) => ({
    ...rowOf(sum), currency: sum.currency, oldestDueOn: rows.find((row) => row.currency === sum.currency)?.dueOn ?? null, stage: (cases.find((one) => one.currency === sum.currency)?.stage ?? "none") as DunningStage,
    applyCredit: actionOf(work, "invoice.pay", (sum.credit <= 0n && "billing.no_credit_in_hand") || (sum.invoices === 0 && "billing.nothing_is_open")),
  }))
  return {
    accountId, accountNumber: account.number, accountName: account.name, today, currency: tenant.currency, balances, record: actionOf(work, "payment.record", account.kind === "house" && "billing.house_account_is_not_invoiced"),
    disputes, items: rows.slice(0, MOST).map((row) => itemOf(work, row)), more: rows.length > MOST,
  }
}

type Row = Pick<ReceivableItem, "invoiceId" | "number" | "issuedOn" | "dueOn" | "poNumber"> & {
  readonly status: InvoiceStatus; readonly currency: string; readonly orderId: string | null; readonly subscriptionId: string | null; readonly totalMinor: bigint; readonly openMinor: bigint; readonly late: number; readonly discountMinor: bigint; readonly discountUntil: string | null; readonly attempt: AttemptStatus | null; readonly waits: boolean; readonly disputed: boolean
}

async function openRows(work: Work, accountId: string, today: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select o.invoice_id as "invoiceId", i.number, o.status, o.currency, i.order_id as "orderId", i.subscription_id as "subscriptionId", i.po_number as "poNumber", o.issued_on as "issuedOn", o.due_on as "dueOn", ${today}::date - o.due_on as late, o.total_minor as "totalMinor", o.open_minor as "openMinor",
           i.discount_minor as "discountMinor", i.discount_until as "discountUntil",
           (select t.status from billing.attempt_invoice x join billing.payment_attempt t on (t.network_id, t.tenant_id, t.account_id, t.attempt_id) = (x.network_id, x.tenant_id, x.account_id, x.attempt_id)
             where x.network_id = o.network_id and x.tenant_id = o.tenant_id and x.account_id = o.account_id and x.invoice_id = o.invoice_id and x.unfinished) as attempt,
           exists (select from billing.write_off_request r where r.network_id = o.network_id and r.tenant_id = o.tenant_id and r.invoice_id = o.invoice_id and r.status = 'awaiting_approval') as waits, ${isDisputed} as disputed
      from billing.open_item o join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (o.network_id, o.tenant_id, o.account_id, o.invoice_id)
     where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.account_id = ${accountId} and o.open_minor > 0 order by o.due_on, o.invoice_id limit ${MOST + 1}`.execute(work.db)
  return rows
}

function itemOf(work: Work, row: Row): ReceivableItem {
  const { invoiceId, number, status, currency, poNumber, issuedOn, dueOn, late, totalMinor, openMinor, discountMinor, discountUntil, attempt } = row
  const amount = (minor: bigint) => moneyToJson(moneyOf(minor, currency))
  return {
    invoiceId, number, status, poNumber, issuedOn, dueOn, overdueDays: Math.max(0, late), bucket: bucketOf(late), total: amount(totalMinor), open: amount(openMinor), attempt,
    discount: discountUntil !== null && discountMinor > 0n && openMinor === totalMinor ? { amount: amount(discountMinor), until: discountUntil } : null, actions: giveUpActions(work, row, { busy: attempt !== null, waits: row.waits, disputed: row.disputed }),
  }
}
