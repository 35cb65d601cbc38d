import { sql, type RawBuilder } from "kysely"
import { actorRecord, json, record, type Work } from "@entrepot/db"
import { newId, Refusal } from "@entrepot/kernel"
import { bookedOn } from "../../ledger/index.ts"
import { changeUnpaid } from "../../ordering/index.ts"
import { releaseOccurrence } from "../../subscriptions/index.ts"
import type { ClearingKind } from "../contract.ts"
import { invoiceSettled } from "../events.ts"
import { openOf, statusOf, type Cleared } from "../invoices/status.ts"

/** A finalised invoice with what is open of it, locked. */
export type OpenItem = Cleared & {
  readonly invoiceId: string; readonly number: string; readonly accountId: string; readonly currency: string; readonly dueOn: string; readonly issuedOn: string; readonly discountMinor: bigint; readonly discountUntil: string | null
  readonly orderId: string | null; readonly subscriptionId: string | null; readonly occurrenceId: string | null; readonly collect: "automatic" | "terms"; readonly version: number
}
export type Clearing = {
  readonly invoiceId: string; readonly kind: ClearingKind; readonly sourceId: string | null
  /** The same key twice is refused by the database. Below zero it opens the invoice again. */
  readonly businessKey: string; readonly amountMinor: bigint; readonly reason?: string
}

export const invoiceNotFound = () => new Refusal("billing.invoice_not_found", "not_found")

/** Locks the open items of invoices, in the order of their ids, so that two payments cannot wait for each other. One statement. */
export async function lockOpenItems(work: Work, invoiceIds: readonly string[]): Promise<readonly OpenItem[]> {
  return readOpenItems(work, invoiceIds, sql`for no key update of o`)
}

/** The same without a lock, for whoever only looks. */
export async function findOpenItems(work: Work, invoiceIds: readonly string[]): Promise<readonly OpenItem[]> {
  return readOpenItems(work, invoiceIds, sql``)
}

async function readOpenItems(work: Work, invoiceIds: readonly string[], lock: RawBuilder<unknown>): Promise<readonly OpenItem[]> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<OpenItem>`
    select o.invoice_id as "invoiceId", i.number, o.account_id as "accountId", o.currency, o.due_on as "dueOn", o.issued_on as "issuedOn", i.discount_minor as "discountMinor", i.discount_until as "discountUntil",
           i.order_id as "orderId", i.subscription_id as "subscriptionId", i.occurrence_id as "occurrenceId", i.collect, o.version, o.total_minor as "totalMinor", o.paid_minor as "paidMinor", o.credited_minor as "creditedMinor",
           o.discounted_minor as "discountedMinor", o.written_off_minor as "writtenOffMinor", o.voided_minor as "voidedMinor"
      from billing.open_item o
      join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (o.network_id, o.tenant_id, o.account_id, o.invoice_id)
     where o.network_id = ${networkId} and o.tenant_id = ${tenantId} ${accountId ? sql`and o.account_id = ${accountId}` : sql``} and o.invoice_id = any (${invoiceIds as string[]}::uuid[])
     order by o.invoice_id ${lock}`.execute(work.db)
  return rows
}

/** Locks one, or refuses `billing.invoice_not_found`. */
export async function lockOpenItem(work: Work, invoiceId: string): Promise<OpenItem> {
  const [item] = await lockOpenItems(work, [invoiceId])
  if (!item) throw invoiceNotFound()
  return item
}

/** What is taken back of a payment, below zero, makes less of what is paid. */
const COUNTER = { payment: "paidMinor", dispute: "paidMinor", refund: "paidMinor", credit: "creditedMinor", discount: "discountedMinor", write_off: "writtenOffMinor", void: "voidedMinor" } as const satisfies Record<ClearingKind, keyof Cleared>

/** The item after what is taken off it. More than is open is a defect of the caller, who holds the lock. */
function after(item: OpenItem, clearings: readonly Clearing[]): OpenItem {
  const cleared = clearings.filter((one) => one.invoiceId === item.invoiceId).reduce((at: OpenItem, { kind, amountMinor }) => ({ ...at, [COUNTER[kind]]: at[COUNTER[kind]] + amountMinor }), item)
  if (openOf(cleared) < 0n) throw new Error(`More is taken off invoice ${item.number} than is open.`)
  return cleared
}

/**
 * Takes clearings off items that the caller has locked: facts, projection and what the account owes, in two statements.
 * Says so where nothing is open any more.
 */
export async function clearInvoices(work: Work, items: readonly OpenItem[], clearings: readonly Clearing[], on: string): Promise<readonly OpenItem[]> {
  const given = clearings.filter((one) => one.amountMinor !== 0n)
  const touched = items.filter((item) => given.some((one) => one.invoiceId === item.invoiceId))
  const cleared = touched.map((item) => after(item, given))
  const [first] = touched
  if (!first) return []
  await Promise.all([writeClearings(work, cleared, given, on), changeUnpaid(work, { accountId: first.accountId, currency: first.currency, amountMinor: -given.reduce((sum, one) => sum + one.amountMinor, 0n) })])
  for (const item of cleared.filter((one) => openOf(one) === 0n)) {
    if (item.occurrenceId) await releaseOccurrence(work, item.occurrenceId)
    record(work, invoiceSettled, { invoiceId: item.invoiceId, number: item.number, accountId: item.accountId, orderId: item.orderId, subscriptionId: item.subscriptionId, occurrenceId: item.occurrenceId })
  }
  return cleared
}

async function writeClearings(work: Work, cleared: readonly OpenItem[], clearings: readonly Clearing[], on: string): Promise<void> {
  const now = work.now.toString()
  const facts = clearings.map((one) => {
    const item = cleared.find(({ invoiceId }) => invoiceId === one.invoiceId)
    if (!item) throw new Error("A clearing names an invoice that is not locked.")
    return { clearing_id: newId(), account_id: item.accountId, invoice_id: item.invoiceId, kind: one.kind, source_id: one.sourceId, business_key: one.businessKey, currency: item.currency, amount_minor: String(one.amountMinor), reason: one.reason ?? "" }
  })
  const rows = cleared.map((item) => ({
    account_id: item.accountId, invoice_id: item.invoiceId, status: statusOf(item), paid: String(item.paidMinor), credited: String(item.creditedMinor), discounted: String(item.discountedMinor), written_off: String(item.writtenOffMinor), voided: String(item.voidedMinor),
    settled_at: openOf(item) === 0n ? now : null,
  }))
  await sql`
    with facts as (
      insert into billing.clearing (network_id, tenant_id, clearing_id, account_id, invoice_id, kind, source_id, business_key, currency, amount_minor, reason, actor, occurred_on, booked_on, occurred_at)
      select ${work.scope.networkId}::int, ${work.scope.tenantId}::int, f.*, ${json(actorRecord(work.actor))}::jsonb, ${on}::date, ${bookedOn(on)}, ${now}::timestamptz
        from jsonb_to_recordset(${json(facts)}::jsonb) f (clearing_id uuid, account_id uuid, invoice_id uuid, kind text, source_id uuid, business_key text, currency text, amount_minor bigint, reason text))
    update billing.open_item o
       set status = r.status, paid_minor = r.paid, credited_minor = r.credited, discounted_minor = r.discounted, written_off_minor = r.written_off, voided_minor = r.voided, settled_at = r.settled_at, version = o.version + 1, updated_at = ${now}::timestamptz
      from jsonb_to_recordset(${json(rows)}::jsonb) r (account_id uuid, invoice_id uuid, status text, paid bigint, credited bigint, discounted bigint, written_off bigint, voided bigint, settled_at timestamptz)
     where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.account_id = r.account_id and o.invoice_id = r.invoice_id`.execute(work.db)
}
