import { sql } from "kysely"
import type { Work } from "@entrepot/db"

/** A plan that the template no longer has, and how many subscriptions are on it. */
export type DroppedPlan = { readonly name: string; readonly subscriptions: number }

/** What a mail about dropped plans says of them; those that were decided of meanwhile are left out, where the partner decides. One statement. */
export async function droppedPlans(work: Work, { planIds, decides }: { readonly planIds: readonly string[]; readonly decides: boolean }): Promise<readonly DroppedPlan[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<DroppedPlan>`
    select p.name, (select count(*)::int from subscriptions.subscription s where (s.network_id, s.tenant_id, s.plan_id) = (p.network_id, p.tenant_id, p.plan_id) and s.status in ('active', 'paused')) as subscriptions
      from subscriptions.plan p where p.network_id = ${networkId} and p.tenant_id = ${tenantId} and p.plan_id = any (${[...planIds]}::uuid[]) ${decides ? sql`and p.template_code is not null` : sql``} order by p.name`.execute(work.db)
  return rows
}
