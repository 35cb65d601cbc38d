import { sql } from "kysely"
import { audit, scoped, type Work } from "@entrepot/db"
import { businessDate, Refusal } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { ApplyCredit, RecordPayment } from "../contract.ts"
import { spendCredit, wasSpent } from "../credits/spend-credit.ts"
import { lockOpenItems } from "./clear.db.ts"
import { meantInvoices } from "./meant.db.ts"
import { planPayment } from "./plan-payment.ts"
import { receivePayment } from "./receive.ts"
import { checkShares, sumOfShares } from "./shares.ts"

/**
 * Records money that came outside of the provider: a bank transfer, a cheque. It goes to the invoices that are named, or to the
 * oldest ones; the rest is credit. A discount is earned by the day on which it was received. Clicking twice is recording once.
 *
 * Refuses what `planPayment` does, `billing.payment_is_in_the_future`.
 */
export async function recordPayment(work: Work, input: RecordPayment): Promise<{ readonly paymentId: string }> {
  authorize(work, "payment.record")
  const ask = RecordPayment.parse(input)
  const items = await lockOpenItems(work, await meantInvoices(work, ask))
  const businessKey = `recorded:${ask.accountId}:${ask.requestKey}`
  const before = await findRecorded(work, businessKey)
  if (before) return { paymentId: before }
  const wanted = planPayment(items, ask)
  const { paymentId, restMinor } = await receivePayment(work, {
    businessKey, accountId: ask.accountId, currency: ask.amount.currency, amountMinor: BigInt(ask.amount.amount), feeMinor: 0n, paidBy: ask.paidBy, attemptId: null, paymentRef: null, reference: ask.reference, receivedOn: ask.receivedOn, wanted, items,
  })
  audit(work, { action: "payment.recorded", subjectKind: "payment", subjectId: paymentId, after: { paidBy: ask.paidBy, reference: ask.reference, amount: ask.amount.amount, unapplied: restMinor.toString() } })
  return { paymentId }
}

/** What the same click recorded before. The second of two waits for the first, also where no invoice is locked. */
async function findRecorded(work: Work, businessKey: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${businessKey}, ${work.scope.networkId ?? 0}))`.execute(work.db)
  const row = await scoped(work, "billing.payment").select("payment_id").where("business_key", "=", businessKey).executeTakeFirst()
  return row?.payment_id
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
