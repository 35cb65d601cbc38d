import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { quantity } from "@entrepot/kernel"
import { planSourcing, type TriedOrder, type TriedSourcing } from "../inventory/index.ts"
import type { TrySourcing } from "../inventory/contract.ts"

export type TriedRules = { readonly orders: readonly (TriedSourcing & { readonly number: string; readonly tenantName: string; readonly submittedAt: string; readonly skus: Readonly<Record<string, string>> })[]; readonly differing: number }

type Raw = { readonly orderId: string; readonly number: string; readonly tenantName: string; readonly submittedAt: Date; readonly shipComplete: boolean; readonly lines: (TriedOrder["lines"][number] & { sku: string })[]; readonly held: TriedOrder["held"] }

/**
 * "What would these rules do?": the latest open and shipped orders, sourced by the rules as they are and by these, against the
 * stock of this moment. Changes nothing. Two statements.
 */
export async function trySourcing(work: Work, { rules, orders: most }: TrySourcing): Promise<TriedRules> {
  const recent = await recentOrders(work, most)
  const orders = recent.map(({ orderId, shipComplete, lines, held }) => ({
    orderId, shipComplete,
    lines: lines.map(({ sku: _sku, ...line }) => ({ ...line, baseQuantity: quantity(line.baseQuantity) })),
    held: held.map((part) => ({ ...part, quantity: quantity(part.quantity) })),
  }))
  const tried = await planSourcing(work, { orders, rules: rules.map((rule, i) => ({ ruleId: `try-${i + 1}`, ...rule })) })
  const answers = tried.map((order, i) => {
    const { number, tenantName, submittedAt, lines } = recent[i]!
    return { ...order, number, tenantName, submittedAt: submittedAt.toISOString(), skus: Object.fromEntries(lines.map(({ orderLineId, sku }) => [orderLineId, sku])) }
  })
  return { orders: answers, differing: answers.filter(({ differs }) => differs).length }
}

async function recentOrders(work: Work, most: number): Promise<Raw[]> {
  const { rows } = await sql<Raw>`
    with recent as (
      select o.* from unnest(array['confirmed', 'partly_shipped', 'shipped']) as s(status)
       cross join lateral (
         select network_id, tenant_id, account_id, order_id, number, ship_to_id, ship_complete, submitted_at from ordering.order
          where network_id = ${work.scope.networkId} and status = s.status and status <> 'draft' order by submitted_at desc limit ${most}) o
       order by o.submitted_at desc limit ${most})
    select o.order_id as "orderId", o.number, t.name as "tenantName", o.submitted_at as "submittedAt", o.ship_complete as "shipComplete",
           (select json_agg(json_build_object('orderLineId', l.line_id, 'productId', l.product_id, 'sku', l.sku, 'baseQuantity', round(l.quantity * l.unit_factor - l.cancelled_base, 6)::text,
                     'destination', json_build_object('country', coalesce(a.country, ''), 'latitude', a.latitude, 'longitude', a.longitude)) order by l.position)
              from ordering.order_line l
              left join tenancy.address a on (a.network_id, a.tenant_id, a.account_id, a.address_id) = (l.network_id, l.tenant_id, l.account_id, coalesce(l.ship_to_id, o.ship_to_id))
             where (l.network_id, l.tenant_id, l.account_id, l.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id) and l.quantity * l.unit_factor > l.cancelled_base) as lines,
           (select coalesce(json_agg(json_build_object('productId', r.product_id, 'warehouseId', r.warehouse_id, 'quantity', r.quantity::text)), '[]')
              from inventory.reservation r where r.network_id = o.network_id and r.tenant_id = o.tenant_id and r.order_id = o.order_id and r.settled_at is null) as held
      from recent o join tenancy.tenant t on (t.network_id, t.tenant_id) = (o.network_id, o.tenant_id)
     order by o.submitted_at desc`.execute(work.db)
  return rows.filter(({ lines }) => lines !== null)
}
