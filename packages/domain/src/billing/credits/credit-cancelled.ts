import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { newId, quantity, fromBase } from "@entrepot/kernel"
import { lockOrderToInvoice } from "../../ordering/index.ts"
import { findIssuer } from "../invoices/issuer.db.ts"
import { documentWords } from "../invoices/words.ts"
import { lockOpenItem } from "../payments/clear.db.ts"
import { composeCredit } from "./compose-credit.ts"
import { creditableLines } from "./creditable.db.ts"
import { issueCredit } from "./issue-credit.ts"
import { writeRequest } from "./request-credit.ts"

/**
 * What was invoiced at the order and then cancelled is credited by itself: nobody pays for what will not come. Counted from the
 * whole order, so that hearing of it again credits nothing more.
 */
export async function creditCancelled(work: Work, { orderId, cause }: { readonly orderId: string; readonly cause: string }): Promise<void> {
  const { rows } = await sql<{ invoiceId: string }>`select invoice_id as "invoiceId" from billing.invoice where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and source_key = ${`order:${orderId}`}`.execute(work.db)
  const invoiceId = rows[0]?.invoiceId
  if (!invoiceId) return
  await lockOrderToInvoice(work, orderId)
  const item = await lockOpenItem(work, invoiceId)
  const [lines, issuer, over] = await Promise.all([creditableLines(work, invoiceId), findIssuer(work, item.accountId), tooMuch(work, orderId)])
  const asks = lines.flatMap((line) => {
    const base = over.get(line.orderLineId ?? "") ?? 0
    const left = Math.min(base - Number(line.creditedBase), Number(line.baseQuantity) - Number(line.creditedBase))
    return left > 0 ? [{ lineId: line.lineId, quantity: fromBase(quantity(String(left)), fromBase(line.baseQuantity, line.quantity)) }] : []
  })
  if (asks.length === 0 || !issuer) return
  const composed = composeCredit(lines, asks, item.currency)
  const creditNoteId = newId<"credit_note">(work.now.epochMilliseconds)
  const ask = { invoiceId, reasonCode: "cancelled", reason: documentWords(issuer.locale).cancelled, apply: true } as const
  await writeRequest(work, { creditNoteId, businessKey: `cancelled:${orderId}:${cause}`, item, composed, status: "issued", ask })
  await issueCredit(work, { ...ask, creditNoteId, item, issuer, composed })
}

/** By line of the order: what stands on invoices beyond what is still ordered, in base units. */
async function tooMuch(work: Work, orderId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ lineId: string; base: string }>`
    select l.line_id as "lineId", (l.invoiced_base - case when l.cancelled_at is not null then l.shipped_base else l.quantity * l.unit_factor - l.cancelled_base end)::text as base
      from ordering.order_line l where l.network_id = ${work.scope.networkId} and l.tenant_id = ${work.scope.tenantId} and l.order_id = ${orderId}`.execute(work.db)
  return new Map(rows.map((row) => [row.lineId, Number(row.base)]))
}
