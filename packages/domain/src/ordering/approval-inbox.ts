import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, money, moneyToJson, type MoneyJson } from "@entrepot/kernel"
import { inbox, type InboxEntry } from "../approvals/index.ts"
import type { InboxQuery } from "../approvals/contract.ts"
import { seesMargins } from "../pricing/index.ts"
import { authorize } from "../tenancy/index.ts"

export type OrderToApprove = Pick<InboxEntry, "requestId" | "requestedAt" | "requesterName" | "level" | "levels" | "levelName" | "because" | "onBehalfOf" | "bubbled"> & {
  readonly orderId: string; readonly number: string; readonly version: number; readonly accountName: string; readonly poNumber: string; readonly total: MoneyJson; readonly lineCount: number; readonly newAddress: boolean
  /** Only for who may see margins. */
  readonly marginPercent: number | null
}
export type ApprovalInbox = { readonly entries: readonly OrderToApprove[]; readonly next: { readonly requestedAt: string; readonly requestId: string } | null }

type Head = { readonly orderId: string; readonly number: string; readonly version: number; readonly accountName: string; readonly house: boolean; readonly poNumber: string; readonly amount: bigint; readonly currency: string; readonly lineCount: number }

/** The orders that wait for the actor's word, the oldest first, paged by key. Two round trips. */
export async function approvalInbox(work: Work, query: InboxQuery = {}): Promise<ApprovalInbox> {
  authorize(work, "order.approve")
  const { entries, next } = await inbox(work, query, "order")
  const heads = await headsOf(work, entries.map(({ subjectId }) => subjectId))
  return { next, entries: entries.flatMap((entry) => orderEntry(entry, heads.get(entry.subjectId), seesMargins(work))) }
}

async function headsOf(work: Work, orderIds: readonly string[]): Promise<ReadonlyMap<string, Head>> {
  if (orderIds.length === 0) return new Map()
  const { rows } = await sql<Head>`
    select o.order_id as "orderId", o.number, o.version, a.name as "accountName", a.kind = 'house' as house, o.po_number as "poNumber", o.total_minor as amount, o.currency,
           (select count(*)::int from ordering.order_line l where (l.network_id, l.tenant_id, l.account_id, l.order_id) = (o.network_id, o.tenant_id, o.account_id, o.order_id) and l.cancelled_at is null) as "lineCount"
      from ordering.order o join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (o.network_id, o.tenant_id, o.account_id)
     where o.network_id = ${work.scope.networkId} and o.tenant_id = ${work.scope.tenantId} and o.order_id = any (${orderIds as string[]}::uuid[])`.execute(work.db)
  return new Map(rows.map((row) => [row.orderId, row]))
}

function orderEntry(entry: InboxEntry, head: Head | undefined, sees: boolean): readonly OrderToApprove[] {
  if (!head) return []
  const { requestId, requestedAt, requesterName, level, levels, levelName, because, onBehalfOf, bubbled, facts } = entry
  const { amount, currency: code, house, ...order } = head
  return [{
    requestId, requestedAt, requesterName, level, levels, levelName, because, onBehalfOf, bubbled, ...order, total: moneyToJson(money(amount, currency(code))),
    newAddress: facts.new_address, marginPercent: sees && !house ? facts.margin : null,
  }]
}
