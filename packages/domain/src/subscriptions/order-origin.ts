import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { authorize } from "../tenancy/index.ts"
import type { OrderOrigin } from "./views.ts"

/** The subscription and the date that made an order; nothing where somebody placed it. One statement. */
export async function orderOrigin(work: Work, { orderId }: { readonly orderId: string }): Promise<OrderOrigin | null> {
  authorize(work, "subscription.view")
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<OrderOrigin>`
    select s.subscription_id as "subscriptionId", s.number, s.name, o.due_on as "dueOn"
      from subscriptions.occurrence o
      join subscriptions.subscription s on (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (o.network_id, o.tenant_id, o.account_id, o.subscription_id)
     where o.network_id = ${networkId} and o.tenant_id = ${tenantId} ${accountId ? sql`and o.account_id = ${accountId}` : sql``} and o.order_id = ${orderId} order by o.due_on limit 1`.execute(work.db)
  return rows[0] ?? null
}
