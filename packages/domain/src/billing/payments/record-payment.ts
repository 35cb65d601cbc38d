import { sql } from "kysely"
import { audit, scoped, type Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { authorize, getAccount, getTenant } from "../../tenancy/index.ts"
import { ApplyCredit, RecordPayment } from "../contract.ts"
import { spendCredit, wasSpent } from "../credits/spend-credit.ts"
import { openOf } from "../invoices/status.ts"
import { lockOpenItems, type OpenItem } from "./clear.db.ts"
import { receivePayment } from "./receive.ts"
import { checkShares, discountToday, sumOfShares } from "./shares.ts"

/**
 * Records money that came outside of the provider: a bank transfer, a cheque. It goes to the invoices that are named, or to the
 * oldest ones; the rest is credit. A discount is earned by the day on which it was received. Clicking twice is recording once.
 *
 * Refuses what `checkShares` does, `billing.payment_is_in_the_future`, `billing.shares_are_more_than_paid`.
 */
export async function recordPayment(work: Work, input: RecordPayment): Promise<{ readonly paymentId: string }> {
  authorize(work, "payment.record")
  const ask = RecordPayment.parse(input)
  const [, tenant] = await Promise.all([getAccount(work, ask.accountId), getTenant(work)])
  if (ask.receivedOn > businessDate(work.now, tenant.zone).toString()) throw new Refusal("billing.payment_is_in_the_future", "invalid")
  const items = await lockOpenItems(work, ask.invoices?.map((one) => one.invoiceId) ?? (await openInvoices(work, ask.accountId, ask.amount.currency)))
  const businessKey = `recorded:${ask.accountId}:${ask.requestKey}`
  const before = await scoped(work, "billing.payment").select("payment_id").where("business_key", "=", businessKey).executeTakeFirst()
  if (before) return { paymentId: before.payment_id }
  const wanted = ask.invoices && ask.invoices.length > 0 ? named(items, ask) : ask.invoices ? [] : oldest(items, ask.receivedOn)
  const { paymentId, restMinor } = await receivePayment(work, {
    businessKey, accountId: ask.accountId, currency: ask.amount.currency, amountMinor: BigInt(ask.amount.amount), feeMinor: 0n, paidBy: ask.paidBy, attemptId: null, paymentRef: null, reference: ask.reference, receivedOn: ask.receivedOn, wanted, items,
  })
  audit(work, { action: "payment.recorded", subjectKind: "payment", subjectId: paymentId, after: { paidBy: ask.paidBy, reference: ask.reference, amount: ask.amount.amount, unapplied: restMinor.toString() } })
  return { paymentId }
}

async function openInvoices(work: Work, accountId: string, currency: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select invoice_id as id from billing.open_item o where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.account_id = ${accountId} and o.currency = ${currency} and o.open_minor > 0
     order by o.due_on, o.invoice_id limit 500`.execute(work.db)
  return rows.map((row) => row.id)
}

type Wanted = { readonly invoiceId: string; readonly amountMinor: bigint; readonly discountMinor: bigint }

function named(items: readonly OpenItem[], ask: RecordPayment): readonly Wanted[] {
  const shares = checkShares(items, ask.invoices ?? [], ask.receivedOn)
  if (shares[0]!.item.accountId !== ask.accountId) throw new Refusal("billing.invoice_not_found", "not_found")
  if (sumOfShares(shares) > BigInt(ask.amount.amount)) throw new Refusal("billing.shares_are_more_than_paid", "invalid")
  return shares.map((share) => ({ invoiceId: share.item.invoiceId, amountMinor: share.amountMinor, discountMinor: share.discountMinor }))
}

function oldest(items: readonly OpenItem[], on: string): readonly Wanted[] {
  return [...items].sort((left, right) => (left.dueOn < right.dueOn || (left.dueOn === right.dueOn && left.invoiceId < right.invoiceId) ? -1 : 1)).map((item) => {
    const discountMinor = discountToday(item, on)
    return { invoiceId: item.invoiceId, amountMinor: openOf(item) - discountMinor, discountMinor }
  })
}

/** Sets an account's credit against invoices. Clicking twice is doing it once. Refuses what `checkShares` and `spendCredit` do. */
export async function applyCredit(work: Work, input: ApplyCredit): Promise<{ readonly appliedMinor: string }> {
  authorize(work, "invoice.pay")
  const ask = ApplyCredit.parse(input)
  const [items, tenant] = await Promise.all([lockOpenItems(work, ask.invoices.map((one) => one.invoiceId)), getTenant(work)])
  const accountId = items[0]?.accountId
  if (accountId && ask.accountId && accountId !== ask.accountId) throw new Refusal("billing.invoice_not_found", "not_found")
  const before = accountId ? await wasSpent(work, accountId, ask.requestKey) : 0n
  if (before > 0n) return { appliedMinor: before.toString() }
  const today = businessDate(work.now, tenant.zone).toString()
  const shares = checkShares(items, ask.invoices, today)
  const { spent } = await spendCredit(work, { requestKey: ask.requestKey, shares, atMostMinor: sumOfShares(shares), on: today })
  audit(work, { action: "credit.applied", subjectKind: "account", subjectId: accountId ?? "", after: { invoices: items.map((item) => item.number), amount: spent.toString() } })
  return { appliedMinor: spent.toString() }
}
