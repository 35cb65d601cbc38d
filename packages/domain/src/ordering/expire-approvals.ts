import { inTenant, record, scoped, type Work } from "@entrepot/db"
import { expireRequests } from "../approvals/index.ts"
import { orderRejected } from "./events.ts"
import { lockOrder } from "./order.db.ts"
import { about } from "./proceed.ts"
import { saveOrder } from "./save-order.db.ts"

/**
 * Ends orders that nobody decided within `days`, in every tenant that the work sees: they are rejected, their credit is free
 * again, and the buyer may order anew. For the worker's clock; at most 100 orders a tenant in one work.
 */
export async function expireApprovals(work: Work, { days }: { readonly days: number }): Promise<number> {
  const before = work.now.subtract({ hours: 24 * days })
  const tenants = await scoped(work, "approvals.request").select("tenant_id").distinct().where("status", "=", "pending").where("requested_at", "<", new Date(before.epochMilliseconds)).execute()
  let expired = 0
  for (const { tenant_id } of tenants) {
    const there = inTenant(work, tenant_id)
    for (const subject of (await expireRequests(there, { kind: "order", before }))) {
      const order = await lockOrder(there, subject.id)
      const saved = await saveOrder(there, { order: { ...order, approval: "expired" }, facts: [{ kind: "approval_expired", detail: { days } }] })
      record(work, orderRejected, { ...about(saved), why: "expired" }, tenant_id)
      expired += 1
    }
  }
  return expired
}
