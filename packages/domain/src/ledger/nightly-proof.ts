import { sql } from "kysely"
import { json, record, type Work } from "@entrepot/db"
import type { BookProof } from "./contract.ts"
import { authorizeBooks, entityOf } from "./entity.ts"
import { booksDiffer } from "./events.ts"

/** How many differences a night's proof found in which books; 0 is the distributor's. Books that are not named agree. */
export type NightsProof = { readonly tookMillis: number; readonly differences: ReadonlyMap<number, number> }

/**
 * Keeps what a night's proof of a network came to, for each set of books. Books that agreed the night before and do not any more are announced, once: as long as
 * they go on differing nobody is told again. In the network's scope, in one statement.
 */
export async function keepProof(work: Work, { tookMillis, differences }: NightsProof): Promise<void> {
  const { networkId } = work.scope
  const found = json([...differences].map(([tenant, count]) => ({ tenant, count })))
  const at = sql`${work.now.toString()}::timestamptz`
  const { rows } = await sql<{ entity: number; differences: number; isNew: boolean }>`
    insert into ledger.proof as p (network_id, tenant_id, proven_at, took_ms, differences, differs_since)
    select ${networkId}, own.tenant_id, ${at}, ${Math.round(tookMillis)}, coalesce(f.count, 0), case when f.count > 0 then ${at} end
      from (select 0 as tenant_id union all select tenant_id from tenancy.tenant where network_id = ${networkId}) own left join jsonb_to_recordset(${found}::jsonb) f (tenant integer, count integer) on f.tenant = own.tenant_id
    on conflict (network_id, tenant_id) do update
      set proven_at = excluded.proven_at, took_ms = excluded.took_ms, differences = excluded.differences, differs_since = case when excluded.differences > 0 then coalesce(p.differs_since, excluded.differs_since) end
    returning tenant_id as entity, differences, differs_since is not distinct from ${at} as "isNew"`.execute(work.db)
  for (const { entity, differences: count, isNew } of rows) if (isNew) record(work, booksDiffer, { entity, differences: count }, entity)
}

/** What the last night said of the reader's books; null before the first one. */
export async function lastProof(work: Work): Promise<BookProof | null> {
  authorizeBooks(work, "view")
  const { rows } = await sql<{ provenAt: Date; tookMillis: number; differences: number; since: Date | null }>`
    select proven_at as "provenAt", took_ms as "tookMillis", differences, differs_since as since from ledger.proof where network_id = ${work.scope.networkId} and tenant_id = ${entityOf(work)}`.execute(work.db)
  const [row] = rows
  return row ? { ...row, provenAt: row.provenAt.toISOString(), since: row.since?.toISOString() ?? null } : null
}
