import { sql } from "kysely"
import type { Work } from "@entrepot/db"

/** What an order's invoices so far, and its subscription, mean for the next one. */
export type OrderContext = {
  /** An invoice with the asked business key is there already. */
  readonly invoiced: boolean
  readonly subscriptionId: string | null; readonly occurrenceId: string | null
  readonly invoicing: "at_order" | "at_shipment"; readonly collect: "automatic" | "terms"
}

/** One statement; send it together with the order's lock. */
export async function orderContext(work: Work, orderId: string, sourceKey: string): Promise<OrderContext> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<OrderContext>`
    select exists (select from billing.invoice i where i.network_id = ${networkId} and i.tenant_id = ${tenantId} and i.source_key = ${sourceKey}) as invoiced,
           s.subscription_id as "subscriptionId", o.occurrence_id as "occurrenceId", coalesce(s.invoicing, 'at_shipment') as invoicing, coalesce(s.collect, 'terms') as collect
      from (select 1) one
      left join subscriptions.occurrence o on o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.order_id = ${orderId}
      left join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (o.network_id, o.tenant_id, o.account_id, o.subscription_id)
     limit 1`.execute(work.db)
  return rows[0]!
}
