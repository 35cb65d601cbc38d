import { sql } from "kysely"
import { handler, type EventHandler, type Work } from "@entrepot/db"
import { orderCancelled, orderConfirmed, orderHeld, orderRejected, orderShipped } from "../ordering/index.ts"
import { userDeactivated } from "../tenancy/index.ts"
import { announceOrdered } from "./run-one.ts"
import type { Collect, Invoicing } from "./contract.ts"
import { handOver } from "./hand-over.ts"

/** An occurrence's order has its own id, so most orders are nobody's occurrence and cost one look. */
async function follow(work: Work, orderId: string, from: readonly string[], to: ReturnType<typeof sql>): Promise<Followed | undefined> {
  const { rows } = await sql<Followed>`
    update subscriptions.occurrence o set ${to}, updated_at = ${work.now.toString()} from subscriptions.subscription s
     where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.order_id = ${orderId} and o.status = any (${[...from]}::text[])
       and (s.network_id, s.tenant_id, s.account_id, s.subscription_id) = (o.network_id, o.tenant_id, o.account_id, o.subscription_id)
    returning o.occurrence_id as "occurrenceId", o.due_on as "dueOn", s.subscription_id as "subscriptionId", s.number, s.account_id as "accountId", s.invoicing, s.collect`.execute(work.db)
  return rows[0]
}
type Followed = { readonly occurrenceId: string; readonly dueOn: string; readonly subscriptionId: string; readonly number: string; readonly accountId: string; readonly invoicing: Invoicing; readonly collect: Collect }

const free = sql`hold_code = null, hold_facts = null, held_at = null, reason = ''`

/** An occurrence follows its order, and an owner who left leaves their subscriptions to a colleague. */
export const handlers: EventHandler[] = [
  handler("subscriptions.follow_confirmed_order", orderConfirmed, async (work, { payload: { orderId } }) => {
    const found = await follow(work, orderId, ["held"], sql`status = 'ordered', ordered_at = ${work.now.toString()}, ${free}`)
    if (found) announceOrdered(work, found, found, orderId)
  }),
  handler("subscriptions.follow_held_order", orderHeld, async (work, { payload: { orderId, code } }) =>
    void (await follow(work, orderId, ["ordered"], sql`status = 'held', was_held = true, hold_code = 'credit', held_at = ${work.now.toString()}, reason = ${code}`))),
  handler("subscriptions.follow_rejected_order", orderRejected, async (work, { payload: { orderId, why } }) => void (await follow(work, orderId, ["held", "ordered"], sql`status = 'cancelled', hold_code = null, hold_facts = null, held_at = null, reason = ${why}`))),
  handler("subscriptions.follow_cancelled_order", orderCancelled, async (work, { payload: { orderId, whole } }) => {
    if (whole) await follow(work, orderId, ["held", "ordered"], sql`status = 'cancelled', hold_code = null, hold_facts = null, held_at = null`)
  }),
  handler("subscriptions.follow_shipped_order", orderShipped, async (work, { payload: { orderId, status } }) => {
    if (status === "shipped" || status === "closed") await follow(work, orderId, ["ordered"], sql`status = 'fulfilled', fulfilled_at = ${work.now.toString()}`)
  }),
  handler("subscriptions.hand_over", userDeactivated, async (work, { payload: { userId } }) => void (await handOver(work, userId))),
]
