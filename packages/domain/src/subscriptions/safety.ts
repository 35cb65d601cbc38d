import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { Facts } from "@entrepot/kernel"
import type { RecurringSettings } from "./contract.ts"

/** What a tenant's runs have made within a day, and what is usual for one subscription, in minor units. */
export type Safety = { readonly orders: number; readonly valueMinor: bigint; readonly usualMinor: bigint | null; readonly earlier: number }

const WINDOW_HOURS = 24
const USUAL_OF = 6

/** One statement: what was ordered in the last 24 hours, and the average of a subscription's latest orders. */
export async function safetyOf(work: Work, accountId: string, subscriptionId: string): Promise<Safety> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<{ orders: number; value: string; usual: string | null; earlier: number }>`
    select d.orders, d.value, u.usual, u.earlier
      from (select count(*)::int as orders, coalesce(sum(r.total_minor), 0)::bigint::text as value from subscriptions.occurrence o
              join ordering.order r on (r.network_id, r.tenant_id, r.account_id, r.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)
             where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.ordered_at > ${work.now.subtract({ hours: WINDOW_HOURS }).toString()}::timestamptz) d,
           (select avg(q.total)::bigint::text as usual, count(*)::int as earlier from (select r.total_minor as total from subscriptions.occurrence o
              join ordering.order r on (r.network_id, r.tenant_id, r.account_id, r.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id)
             where o.network_id = ${networkId} and o.tenant_id = ${tenantId} and o.account_id = ${accountId} and o.subscription_id = ${subscriptionId} and o.ordered_at is not null
             order by o.ordered_at desc limit ${USUAL_OF}) q) u`.execute(work.db)
  const { orders, value, usual, earlier } = rows[0]!
  return { orders, valueMinor: BigInt(value), usualMinor: usual === null ? null : BigInt(usual), earlier }
}

const ENOUGH_TO_KNOW = 2

/** Why an order is not made without a person's word, if so: more of them, or more money, than the tenant expects of a day, or far above what is usual here. Pure. */
export function unusual({ orders, valueMinor, usualMinor, earlier }: Safety, settings: RecurringSettings, totalMinor: bigint | null): Facts | null {
  if (orders >= settings.mostOrdersPerDay) return { why: "orders_per_day", orders, most: settings.mostOrdersPerDay }
  if (totalMinor === null) return null
  if (settings.mostValuePerDay !== null && valueMinor + totalMinor > BigInt(settings.mostValuePerDay)) return { why: "value_per_day", value: String(valueMinor + totalMinor), most: settings.mostValuePerDay }
  if (usualMinor !== null && earlier >= ENOUGH_TO_KNOW && totalMinor > usualMinor * BigInt(settings.mostTimesUsual)) return { why: "far_above_usual", total: String(totalMinor), usual: String(usualMinor) }
  return null
}
