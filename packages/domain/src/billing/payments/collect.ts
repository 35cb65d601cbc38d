import { scoped, type Work } from "@entrepot/db"
import { cardRefusal } from "../contract.ts"
import { openOf } from "../invoices/status.ts"
import { startAttempt, underWay } from "./attempt.db.ts"
import { lockOpenItem } from "./clear.db.ts"
import { methodsOf, takesCards, usable } from "./method.db.ts"
import { isInDispute } from "./paid.db.ts"

export type Collect = { readonly accountId: string; readonly invoiceId: string; readonly cause: "automatic" | "retry"; readonly requestKey?: string }
export type Collecting = { readonly attemptId: string } | { readonly waits: "method" | "cards" | "under_way" | "nothing_open" | "disputed" | "amount" }

/**
 * Charges what is open of an invoice to the account's default method, with nobody in front of a screen. Where there is no
 * method that would do, it waits for one: that is no failure, and spends no retry. What is disputed waits for the decision, and
 * what a card cannot be charged exactly for somebody who pays it another way: no part of it is charged. Asked again for the same cause it starts nothing.
 */
export async function collectAutomatically(work: Work, { accountId, invoiceId, cause, requestKey = `auto:${invoiceId}` }: Collect): Promise<Collecting> {
  const item = await lockOpenItem(work, invoiceId)
  const open = openOf(item)
  if (open === 0n) return { waits: "nothing_open" }
  if (cardRefusal({ amount: open.toString(), currency: item.currency })) return { waits: "amount" }
  const [cards, methods, busy, before, disputed] = await Promise.all([
    takesCards(work), methodsOf(work, accountId), underWay(work, [invoiceId]),
    scoped(work, "billing.payment_attempt").select("attempt_id").where("account_id", "=", accountId).where("request_key", "=", requestKey).executeTakeFirst(),
    isInDispute(work, invoiceId),
  ])
  if (disputed) return { waits: "disputed" }
  if (!cards) return { waits: "cards" }
  if (busy.size > 0 || before) return { waits: "under_way" }
  const method = usable(methods)
  if (!method) return { waits: "method" }
  const invoices = [{ invoiceId, amountMinor: open, discountMinor: 0n }]
  return { attemptId: await startAttempt(work, { accountId, requestKey, cause, onSession: false, currency: item.currency, methodId: method.methodId, returnPath: `/invoices/${invoiceId}`, invoices }) }
}
