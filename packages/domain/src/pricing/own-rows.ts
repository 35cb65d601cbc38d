import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"

/** The work's network and tenant, named for the table under this alias: hand-written SQL says whose rows it means. */
export function ownRows(work: Work, alias: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and ${sql.ref(`${alias}.tenant_id`)} = ${work.scope.tenantId}`
}
