import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { postJournals } from "../../ledger/index.ts"
import { appliedJournal } from "../invoices/journals.ts"
import { openOf } from "../invoices/status.ts"
import { clearInvoices } from "../payments/clear.db.ts"
import type { Share } from "../payments/shares.ts"
import { enterCredit } from "./credit.db.ts"

export type SpendCredit = { readonly requestKey: string; readonly shares: readonly Share[]; readonly atMostMinor: bigint; readonly on: string }
export type SpentCredit = { readonly spent: bigint; readonly rest: readonly Share[] }

const byDueDay = (left: Share, right: Share) => (left.item.dueOn < right.item.dueOn || (left.item.dueOn === right.item.dueOn && left.item.invoiceId < right.item.invoiceId) ? -1 : 1)

/**
 * Takes credit off invoices that are locked, the one due first first, and answers what is left to pay of each. One that is
 * covered whole in time earns its discount. Refuses
 * `billing.not_enough_credit`. Three statements.
 */
export async function spendCredit(work: Work, { requestKey, shares, atMostMinor, on }: SpendCredit): Promise<SpentCredit> {
  let left = atMostMinor
  const taken = [...shares].sort(byDueDay).map((share) => {
    const amountMinor = share.amountMinor < left ? share.amountMinor : left
    left -= amountMinor
    return { share, amountMinor, key: `applied:${requestKey}:${share.item.invoiceId}` }
  })
  const used = taken.filter((one) => one.amountMinor > 0n)
  const first = used[0]?.share.item
  if (!first) return { spent: 0n, rest: shares }
  const earned = used.filter(({ share, amountMinor }) => amountMinor === share.amountMinor && share.discountMinor > 0n)
  const clearings = [
    ...used.map(({ share, amountMinor, key }) => ({ invoiceId: share.item.invoiceId, kind: "credit" as const, sourceId: null, businessKey: key, amountMinor })),
    ...earned.map(({ share, key }) => ({ invoiceId: share.item.invoiceId, kind: "discount" as const, sourceId: null, businessKey: `discount:${key}`, amountMinor: share.discountMinor })),
  ]
  const entries = used.map(({ share, amountMinor, key }) => ({ accountId: first.accountId, currency: first.currency, kind: "applied" as const, businessKey: key, sourceId: share.item.invoiceId, invoiceId: share.item.invoiceId, amountMinor: -amountMinor }))
  await enterCredit(work, entries, on)
  await clearInvoices(work, shares.map((share) => share.item), clearings, on)
  let drawn = 0n
  const journals = used.map(({ share, amountMinor, key }) => {
    drawn += amountMinor
    return appliedJournal({ id: share.item.invoiceId, number: share.item.number, accountId: first.accountId, on, currency: first.currency }, key, { amountMinor, discountMinor: amountMinor === share.amountMinor ? share.discountMinor : 0n, before: share.item.totalMinor - openOf(share.item), drawn: drawn - amountMinor })
  })
  await postJournals(work, journals)
  return { spent: atMostMinor - left, rest: taken.map((one) => restOf(one.share, one.amountMinor)).filter((share) => share.amountMinor > 0n) }
}

/** The invoice as it stands after the credit, and what is still to be paid of it. */
function restOf(share: Share, amountMinor: bigint): Share {
  return { ...share, item: { ...share.item, creditedMinor: share.item.creditedMinor + amountMinor }, amountMinor: share.amountMinor - amountMinor }
}

/** How much the same click took from credit before. */
export async function wasSpent(work: Work, accountId: string, requestKey: string): Promise<bigint> {
  const { rows } = await sql<{ spent: bigint }>`
    select coalesce(-sum(amount_minor), 0)::bigint as spent from billing.credit_entry e
     where e.network_id = ${work.scope.networkId} and e.tenant_id = ${work.scope.tenantId} and e.account_id = ${accountId} and e.kind = 'applied' and e.business_key ^@ ${`applied:${requestKey}:`}`.execute(work.db)
  return rows[0]?.spent ?? 0n
}
