import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { closeOccurrence } from "../../subscriptions/index.ts"

/**
 * A date of a subscription is over when its order has left whole, everything that left is invoiced, and nothing of those invoices is open. Whichever of it comes
 * last says so; most orders are nobody's date and cost one look.
 */
export async function closeIfOver(work: Work, orderId: string): Promise<void> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ id: string }>`
    select o.occurrence_id as id from subscriptions.occurrence o
      join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (o.network_id, o.tenant_id, o.account_id, o.subscription_id)
      join ordering."order" d on (d.network_id, d.tenant_id, d.account_id, d.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)
     where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.order_id = ${orderId} and o.status in ('ordered', 'fulfilled') and d.status in ('shipped', 'closed')
       and (s.invoicing = 'at_order' or not exists (select from fulfilment.shipment p where (p.network_id, p.tenant_id, p.account_id, p.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id) and p.shipped_at is not null
         and not exists (select from billing.invoice i where (i.network_id, i.tenant_id, i.account_id, i.shipment_id) = (p.network_id, p.tenant_id, p.account_id, p.shipment_id))))
       and (select bool_and(t.settled_at is not null) from billing.invoice i
         join billing.open_item t on (t.network_id, t.tenant_id, t.account_id, t.invoice_id) = (i.network_id, i.tenant_id, i.account_id, i.invoice_id)
        where (i.network_id, i.tenant_id, i.account_id, i.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id))`.execute(work.db)
  if (rows[0]) await closeOccurrence(work, rows[0].id)
}
