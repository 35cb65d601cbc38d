import { sql, type RawBuilder } from "kysely"
import { scoped, type Work } from "@entrepot/db"
import { AllocationPolicy, type AllocationStep } from "./contract.ts"
import { DEFAULT_POLICY } from "./allocation.ts"

export type SavedPolicy = { readonly version: number; readonly policy: AllocationPolicy }

/** What counts now; version 0 is what counts without anybody's decision. */
export async function currentPolicy(work: Work): Promise<SavedPolicy> {
  const row = await scoped(work, "ordering.allocation_policy").select(["version", "policy"]).orderBy("version", "desc").limit(1).executeTakeFirst()
  return row ? { version: row.version, policy: AllocationPolicy.parse(row.policy) } : { version: 0, policy: DEFAULT_POLICY }
}

/**
 * The policy as an order of rows, for a query with the queue as `b`, its order as `o` and its account as `a`. It says who is read first where more wait than
 * are read at once; `rankClaims` says the same of those who were read.
 */
export function rankOrder({ steps }: AllocationPolicy): RawBuilder<unknown> {
  return sql.join([...steps.map(orderOf), sql`b.queued_at`, sql`b.order_id`])
}

function orderOf(step: AllocationStep): RawBuilder<unknown> {
  switch (step.by) {
    case "partners": return sql`array_position(${step.tenantIds}::integer[], b.tenant_id) nulls last`
    case "groups": return sql`array_position(${step.codes}::text[], a.account_group) nulls last`
    case "subscriptions": return sql`o.standing desc`
    case "orders": return sql`o.standing`
    case "promised": return sql`b.promise_on nulls last`
    case "queued": return sql`b.queued_at`
    case "largest": return sql`b.base_quantity desc`
    case "smallest": return sql`b.base_quantity`
  }
}
