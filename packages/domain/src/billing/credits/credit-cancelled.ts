import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { compareQuantities, fromBase, newId, quantity, smallerQuantity, subtractQuantity, type Quantity } from "@entrepot/kernel"
import { lockOrderToInvoice } from "../../ordering/index.ts"
import { findIssuer } from "../invoices/issuer.db.ts"
import { documentWords } from "../invoices/words.ts"
import { lockOpenItem } from "../payments/clear.db.ts"
import { composeCredit } from "./compose-credit.ts"
import { creditableLines } from "./creditable.db.ts"
import { issueCredit } from "./issue-credit.ts"
import { writeRequest } from "./request-credit.ts"

/**
 * What was invoiced at the order and then cancelled, or taken out of it by a change, is credited by itself: nobody pays for what
 * will not come. Counted from the whole order, so that hearing of it again credits nothing more.
 */
export async function creditCancelled(work: Work, { orderId, cause }: { readonly orderId: string; readonly cause: string }): Promise<void> {
  const { rows } = await sql<{ invoiceId: string }>`select invoice_id as "invoiceId" from billing.invoice where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and source_key = ${`order:${orderId}`}`.execute(work.db)
  const invoiceId = rows[0]?.invoiceId
  if (!invoiceId) return
  await lockOrderToInvoice(work, orderId)
  const item = await lockOpenItem(work, invoiceId)
  const [lines, issuer, over] = await Promise.all([creditableLines(work, invoiceId), findIssuer(work, item.accountId), tooMuch(work, orderId)])
  const asks = lines.flatMap((line) => {
    const left = smallerQuantity(over.get(line.orderLineId ?? "") ?? NOTHING, subtractQuantity(line.baseQuantity, line.creditedBase))
    return compareQuantities(left, NOTHING) > 0 ? [{ lineId: line.lineId, quantity: fromBase(left, fromBase(line.baseQuantity, line.quantity)) }] : []
  })
  if (asks.length === 0 || !issuer) return
  const composed = composeCredit(lines, asks, item.currency)
  const creditNoteId = newId<"credit_note">(work.now.epochMilliseconds)
  const ask = { invoiceId, reasonCode: "cancelled", reason: documentWords(issuer.locale).cancelled, apply: true } as const
  await writeRequest(work, { creditNoteId, businessKey: `cancelled:${orderId}:${cause}`, item, composed, status: "issued", ask })
  await issueCredit(work, { ...ask, creditNoteId, item, issuer, composed })
}

/**
 * By line of the order: what stands on invoices beyond what is still ordered, less what was credited as cancelled, in base units. What
 * was credited for another reason had left, and says nothing of what will not come.
 */
async function tooMuch(work: Work, orderId: string): Promise<ReadonlyMap<string, Quantity>> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ lineId: string; base: string }>`
    select l.line_id as "lineId", trim_scale(l.invoiced_base - coalesce(k.base, 0) - case when l.cancelled_at is not null then l.shipped_base else l.quantity * l.unit_factor - l.cancelled_base end)::text as base
      from ordering.order_line l
      left join lateral (
        select sum(a.base_quantity) as base
          from billing.invoice_line i
          join billing.credit_request r on (r.network_id, r.tenant_id, r.account_id, r.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)
          cross join lateral jsonb_to_recordset(r.lines) a (invoice_line_id uuid, base_quantity numeric)
         where i.network_id = l.network_id and i.order_line_id = l.line_id and i.tenant_id = l.tenant_id and a.invoice_line_id = i.line_id and r.reason_code = 'cancelled' and r.status in ('awaiting_approval', 'issued')) k on true
     where l.network_id = ${networkId} and l.tenant_id = ${tenantId} and l.order_id = ${orderId}`.execute(work.db)
  return new Map(rows.map((row) => [row.lineId, quantity(row.base)]))
}

const NOTHING = quantity("0")
