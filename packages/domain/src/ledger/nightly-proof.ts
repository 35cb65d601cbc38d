import { sql } from "kysely"
import { json, record, type Work } from "@entrepot/db"
import { Temporal } from "@entrepot/kernel"
import { PROOF_IS_OLD_AFTER_HOURS, type BookProof, type NightOfBooks, type ProofCheck } from "./contract.ts"
import { authorizeBooks, entityOf } from "./entity.ts"
import { booksDiffer } from "./events.ts"

/** What one check said: the marks of what it found in which books (0: the distributor's), and of which it could not say, with the error. Books that are not named agree. */
export type CheckResult = { readonly check: ProofCheck; readonly found: ReadonlyMap<number, readonly string[]>; readonly failed: ReadonlyMap<number, string> }
export type NightsProof = { readonly tookMillis: number; readonly results: readonly CheckResult[] }
/** Over all sets of books of a network: how many there are, differ, and could not be proven whole. */
export type ProvenBooks = { readonly books: number; readonly differing: number; readonly failed: number }

type Known = Readonly<Partial<Record<ProofCheck, readonly string[]>>>
type BooksBefore = { readonly entity: number; readonly known: Known | null; readonly differed: boolean }
type Judged = { readonly entity: number; readonly known: Known; readonly checks: NightOfBooks["checks"]; readonly differences: number; readonly added: number; readonly failed: number }

/**
 * Keeps what a night's proof of a network came to, for each set of books and check. A difference that was not there the night before is
 * announced, once, whatever older ones stand. A check that failed says nothing: what it knew stands. In the network's scope, in three statements.
 */
export async function keepProof(work: Work, night: NightsProof): Promise<ProvenBooks> {
  const judged = (await booksBefore(work)).map((before) => judge(before, night))
  await write(work, night, judged)
  for (const { entity, differences, added } of judged) if (added > 0) record(work, booksDiffer, { entity, differences, added }, entity)
  return { books: judged.length, differing: judged.filter(({ differences }) => differences > 0).length, failed: judged.filter(({ failed }) => failed > 0).length }
}

/** What a night says of one set of books, after what was known of it. */
function judge({ entity, known, differed }: BooksBefore, { results }: NightsProof): Judged {
  const checks = results.map(({ check, found, failed }) => {
    const before = known?.[check] ?? []
    const error = failed.get(entity)
    const marks = error === undefined ? (found.get(entity) ?? []) : before
    // What differed before marks were kept is not announced again.
    const added = known === null && differed ? 0 : marks.filter((mark) => !before.includes(mark)).length
    return { check, marks, differences: marks.length, added, ...(error !== undefined && { error }) }
  })
  const sum = (of: (each: (typeof checks)[number]) => number) => checks.reduce((total, each) => total + of(each), 0)
  return {
    entity, known: Object.fromEntries(checks.filter(({ marks }) => marks.length > 0).map(({ check, marks }) => [check, marks])), checks: checks.map(({ marks: _marks, ...each }) => each),
    differences: sum((each) => each.differences), added: sum((each) => each.added), failed: checks.filter((each) => "error" in each).length,
  }
}

async function booksBefore(work: Work): Promise<readonly BooksBefore[]> {
  const { networkId } = work.scope
  const { rows } = await sql<BooksBefore>`
    select own.tenant_id as entity, p.known, p.differs_since is not null as differed
      from (select 0 as tenant_id union all select tenant_id from tenancy.tenant where network_id = ${networkId}) own
      left join ledger.proof p on p.network_id = ${networkId} and p.tenant_id = own.tenant_id order by 1`.execute(work.db)
  return rows
}

async function write(work: Work, { tookMillis }: NightsProof, judged: readonly Judged[]): Promise<void> {
  const { networkId } = work.scope
  const [at, took] = [sql`${work.now.toString()}::timestamptz`, Math.round(tookMillis)]
  const sets = json(judged.map(({ entity, known, checks, differences, failed }) => ({ entity, known, checks, differences, failed })))
  await sql`
    with said as materialized (select * from jsonb_to_recordset(${sets}::jsonb) s (entity integer, known jsonb, checks jsonb, differences integer, failed integer)),
    facts as (insert into ledger.proof_fact (network_id, tenant_id, tried_at, took_ms, checks) select ${networkId}::integer, entity, ${at}, ${took}::integer, checks from said)
    insert into ledger.proof as p (network_id, tenant_id, tried_at, proven_at, took_ms, differences, failed, known, differs_since)
    select ${networkId}::integer, entity, ${at}, case when failed = 0 then ${at} end, ${took}::integer, differences, failed, known, case when differences > 0 then ${at} end from said
    on conflict (network_id, tenant_id) do update
      set tried_at = excluded.tried_at, proven_at = coalesce(excluded.proven_at, p.proven_at), took_ms = excluded.took_ms, differences = excluded.differences, failed = excluded.failed, known = excluded.known,
          differs_since = case when excluded.differences > 0 then coalesce(p.differs_since, excluded.differs_since) end`.execute(work.db)
}

/** What the last night said of the reader's books, and whether the last whole proof is too old to rely on; null before the first one. */
export async function lastProof(work: Work): Promise<BookProof | null> {
  authorizeBooks(work, "view")
  const { rows } = await sql<{ triedAt: Date; provenAt: Date | null; tookMillis: number; differences: number; failed: number; since: Date | null }>`
    select tried_at as "triedAt", proven_at as "provenAt", took_ms as "tookMillis", differences, failed, differs_since as since from ledger.proof where network_id = ${work.scope.networkId} and tenant_id = ${entityOf(work)}`.execute(work.db)
  const [row] = rows
  if (!row) return null
  const oldest = work.now.subtract({ hours: PROOF_IS_OLD_AFTER_HOURS })
  const isOld = Temporal.Instant.compare(Temporal.Instant.fromEpochMilliseconds((row.provenAt ?? row.triedAt).getTime()), oldest) < 0
  return { ...row, triedAt: row.triedAt.toISOString(), provenAt: row.provenAt?.toISOString() ?? null, since: row.since?.toISOString() ?? null, isOld }
}

/** The last nights of the reader's books, the latest first. */
export async function proofHistory(work: Work): Promise<readonly NightOfBooks[]> {
  authorizeBooks(work, "view")
  const { rows } = await sql<Omit<NightOfBooks, "triedAt"> & { triedAt: Date }>`
    select tried_at as "triedAt", took_ms as "tookMillis", checks from ledger.proof_fact where network_id = ${work.scope.networkId} and tenant_id = ${entityOf(work)} order by tried_at desc limit 30`.execute(work.db)
  return rows.map((row) => ({ ...row, triedAt: row.triedAt.toISOString() }))
}
