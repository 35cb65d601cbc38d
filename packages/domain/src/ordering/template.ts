import { scopedInsert, type Work } from "@entrepot/db"
import { parseMoney, type Currency } from "@entrepot/kernel"

/** What a template says of orders: the numbers of documents, and the first account's credit in the tenant's currency. */
export type OrderingPart = { readonly currency: string; readonly documentNumbers: readonly { readonly kind: string; readonly prefix: string }[]; readonly account: { readonly creditLimit: string | null } }

/** Writes a new tenant's number series and its house account's credit line: two statements. */
export async function stampOrdering(work: Work, accountId: string, { currency, documentNumbers, account }: OrderingPart): Promise<void> {
  const limit = account.creditLimit === null ? null : parseMoney(account.creditLimit, currency as Currency).amount
  await Promise.all([
    scopedInsert(work, "ordering.document_number", documentNumbers).execute(),
    scopedInsert(work, "ordering.credit_line", { account_id: accountId, currency, limit_minor: limit, updated_at: work.now.toString() }).execute(),
  ])
}
