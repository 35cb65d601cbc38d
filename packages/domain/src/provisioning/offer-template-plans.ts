import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { offerPlans } from "../subscriptions/index.ts"
import { planInWords } from "../subscriptions/contract.ts"
import { ReleaseBody } from "./contract.ts"

type Behind = { readonly tenantId: number; readonly locale: "en" | "de" | "fr"; readonly template: string; readonly release: number; readonly plans: unknown }

const MOST_TENANTS = 500

/**
 * Tells the tenants of a network what the newest release of their template says of plans, where they have not heard it. For the worker's clock: whoever
 * was stamped from an older release, or while one was published, is found as well, and so is a plan whose index series the distributor has come to keep. Answers how many plans were offered or dropped; four statements at most.
 */
export async function offerTemplatePlans(work: Work): Promise<number> {
  const { rows } = await sql<Behind>`
    with newest as materialized (
      select distinct on (r.template_id) r.template_id, r.version, m.code, r.body -> 'plans' as plans
        from provisioning.template_release r join provisioning.template m on m.template_id = r.template_id order by r.template_id, r.version desc)
    select t.tenant_id as "tenantId", t.locale, n.code as template, n.version as release, n.plans
      from tenancy.tenant t join provisioning.template_release own on own.release_id = t.release_id join newest n on n.template_id = own.template_id
     where t.network_id = ${work.scope.networkId} and t.status = 'active' and (exists (
       select from jsonb_array_elements(n.plans -> 'value') p where not exists (
         select from subscriptions.template_plan o where o.network_id = t.network_id and o.tenant_id = t.tenant_id and o.code = p ->> 'code' and o.release >= n.version)
            and (p -> 'pricePolicy' ->> 'seriesCode' is null or exists (select from pricing.network_index_series s where s.network_id = t.network_id and s.code = p -> 'pricePolicy' ->> 'seriesCode')))
       or (jsonb_typeof(n.plans -> 'value') = 'array' and exists (
         select from subscriptions.template_plan o where o.network_id = t.network_id and o.tenant_id = t.tenant_id and o.template = n.code and o.dropped_release is null and o.release < n.version
            and not exists (select from jsonb_array_elements(n.plans -> 'value') p where p ->> 'code' = o.code))))
     order by t.tenant_id limit ${MOST_TENANTS}`.execute(work.db)
  return offerPlans(work, rows.map(({ tenantId, locale, template, release, plans }) => {
    const { mode, value } = ReleaseBody.shape.plans.parse(plans)
    return { tenantId, template, release, mode, plans: value.map((plan) => planInWords(plan, locale)) }
  }))
}
