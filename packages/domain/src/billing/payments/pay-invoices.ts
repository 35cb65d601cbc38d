import { audit, type Work } from "@entrepot/db"
import { businessDate, moneyToJson, Refusal } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { cardRefusal, PayInvoices, type Paying } from "../contract.ts"
import { spendCredit, wasSpent } from "../credits/spend-credit.ts"
import { findByRequest, paymentIsUnderWay, startAttempt, underWay } from "./attempt.db.ts"
import { lockOpenItems } from "./clear.db.ts"
import { getMethod, mustTakeCards } from "./method.db.ts"
import { checkShares, moneyOf, sumOfShares, type Share } from "./shares.ts"

/**
 * Pays invoices, one or several, whole or in part: first with credit, the rest with a saved method. The answer is an attempt,
 * which the worker makes; the page watches it. Clicking twice is paying once: the key of the click finds what it did before.
 *
 * Refuses what `checkShares` and `spendCredit` do, `billing.payment_is_under_way`, `billing.no_payment_method`,
 * `billing.method_not_found`, `billing.cards_are_not_offered`, and what a card cannot be charged (`cardRefusal`).
 */
export async function payInvoices(work: Work, input: PayInvoices): Promise<Paying> {
  authorize(work, "invoice.pay")
  const ask = PayInvoices.parse(input)
  const [items, tenant] = await Promise.all([lockOpenItems(work, ask.invoices.map((one) => one.invoiceId)), getTenant(work)])
  const [first] = items
  const before = first && (await findDone(work, first.accountId, first.currency, ask))
  if (before) return before
  const today = businessDate(work.now, tenant.zone).toString()
  const shares = checkShares(items, ask.invoices, today)
  const busy = await underWay(work, items.map((item) => item.invoiceId))
  if (busy.size > 0) throw paymentIsUnderWay()
  const currency = items[0]!.currency
  const wanted = ask.credit ? BigInt(ask.credit.amount) : 0n
  if (ask.credit && ask.credit.currency !== currency) throw new Refusal("billing.invoices_of_several_currencies", "invalid")
  const { rest, spent } = wanted > 0n ? await spendCredit(work, { requestKey: ask.requestKey, shares, atMostMinor: wanted, on: today }) : { rest: shares, spent: 0n }
  const attempt = await charge(work, ask, rest)
  audit(work, { action: "invoice.payment_started", subjectKind: "account", subjectId: items[0]!.accountId, after: { invoices: items.map((item) => item.number), attemptId: attempt ?? "" } })
  return { attemptId: attempt, status: attempt ? "created" : "succeeded", charged: moneyToJson(moneyOf(attempt ? sumOfShares(rest) : 0n, currency)), credited: moneyToJson(moneyOf(spent, currency)) }
}

async function charge(work: Work, ask: { readonly requestKey: string; readonly methodId?: string | null | undefined; readonly returnPath: string }, shares: readonly Share[]): Promise<string | null> {
  const [first] = shares
  if (!first) return null
  await mustTakeCards(work)
  const refused = cardRefusal(moneyToJson(moneyOf(sumOfShares(shares), first.item.currency)))
  if (refused) throw new Refusal(refused.code, "rule", refused.facts)
  const method = await getMethod(work, first.item.accountId, ask.methodId)
  return startAttempt(work, {
    accountId: first.item.accountId, requestKey: ask.requestKey, cause: "person", onSession: true, currency: first.item.currency, methodId: method.methodId, returnPath: ask.returnPath,
    invoices: shares.map((share) => ({ invoiceId: share.item.invoiceId, amountMinor: share.amountMinor, discountMinor: share.discountMinor })),
  })
}

/** What the same click did before; looked for under the invoices' locks, so that the second of two waits for the first. */
async function findDone(work: Work, accountId: string, currency: string, ask: Pick<PayInvoices, "requestKey">): Promise<Paying | undefined> {
  const [attempt, spent] = await Promise.all([findByRequest(work, accountId, ask.requestKey), wasSpent(work, accountId, ask.requestKey)])
  if (!attempt && spent === 0n) return undefined
  return { attemptId: attempt?.attemptId ?? null, status: attempt?.status ?? "succeeded", charged: moneyToJson(moneyOf(attempt?.amountMinor ?? 0n, currency)), credited: moneyToJson(moneyOf(spent, currency)) }
}
