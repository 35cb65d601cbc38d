import { sql } from "kysely"
import type { Work } from "@entrepot/db"

/** Opens a new tenant's books with the whole chart: one statement. Tenants from before have theirs opened by their first journal. */
export async function stampLedger(work: Work): Promise<void> {
  await sql`select ledger.open_books(${work.scope.tenantId}::integer)`.execute(work.db)
}
