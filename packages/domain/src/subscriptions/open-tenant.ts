import { sql, type RawBuilder } from "kysely"

/** Only of tenants that are open: while a portal is closed nobody can skip or answer anything, so nothing comes, is announced or ends. `alias` names the row's table. */
export function ofOpenTenants(alias: string): RawBuilder<unknown> {
  return sql`exists (select from tenancy.tenant t where t.network_id = ${sql.ref(`${alias}.network_id`)} and t.tenant_id = ${sql.ref(`${alias}.tenant_id`)} and t.status = 'active')`
}
