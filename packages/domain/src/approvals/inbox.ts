import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { pageOf } from "@entrepot/kernel"
import { InboxQuery, type Because, type SubjectFacts } from "./contract.ts"
import { iso } from "./request.db.ts"

export type InboxEntry = {
  readonly requestId: string
  readonly accountId: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly requestedAt: string
  readonly requestedBy: string
  readonly requesterName: string
  readonly level: number
  readonly levels: number
  readonly levelName: string
  readonly because: readonly Because[]
  /** The person whose delegate the reader is here. */
  readonly onBehalfOf: string | null
  readonly bubbled: boolean
  readonly facts: SubjectFacts
}
export type InboxPage = { readonly entries: readonly InboxEntry[]; readonly next: { readonly requestedAt: string; readonly requestId: string } | null }

/**
 * What waits for the actor, the oldest first: exactly the requests that `decide` would let them decide; of one kind of subject, or
 * of all. One round trip, paged by key.
 */
export async function inbox(work: Work, query: InboxQuery = {}, kind?: string): Promise<InboxPage> {
  const { limit, after } = InboxQuery.parse(query)
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<InboxEntry>`
    select r.request_id as "requestId", r.account_id as "accountId", r.subject_kind as "subjectKind", r.subject_id as "subjectId", ${iso(sql`r.requested_at`)} as "requestedAt",
           r.requested_by as "requestedBy", u.name as "requesterName", l.level, l.name as "levelName", l.because, behalf.name as "onBehalfOf", mine.bubbled, r.facts,
           (select count(*)::int from approvals.request_level every where (every.network_id, every.tenant_id, every.account_id, every.request_id) = (r.network_id, r.tenant_id, r.account_id, r.request_id)) as levels
      from approvals.request r
      join approvals.request_level l on (l.network_id, l.tenant_id, l.account_id, l.request_id) = (r.network_id, r.tenant_id, r.account_id, r.request_id) and l.status = 'open'
      join tenancy.tenant_user u on u.network_id = r.network_id and u.tenant_id = r.tenant_id and u.user_id = r.requested_by
     cross join lateral (
       select d.on_behalf_of, d.bubbled from approvals.deciders(r.account_id, l.roles, r.requested_by, ${work.now.toString()}, r.permission) d
        where d.user_id = ${work.actor.id} order by d.on_behalf_of nulls first limit 1) mine
      left join tenancy.tenant_user behalf on behalf.network_id = r.network_id and behalf.tenant_id = r.tenant_id and behalf.user_id = mine.on_behalf_of
     where r.network_id = ${networkId} and r.tenant_id = ${tenantId} and r.status = 'pending' and r.requested_by <> ${work.actor.id}
       ${kind ? sql`and r.subject_kind = ${kind}` : sql``} ${accountId ? sql`and r.account_id = ${accountId}` : sql``}
       ${after ? sql`and (date_trunc('milliseconds', r.requested_at), r.request_id) > (${after.requestedAt}::timestamptz, ${after.requestId}::uuid)` : sql``}
       and not exists (select from approvals.decision mine where (mine.network_id, mine.tenant_id, mine.account_id, mine.request_id) = (r.network_id, r.tenant_id, r.account_id, r.request_id) and mine.level = l.level and mine.user_id = ${work.actor.id})
     order by r.requested_at, r.request_id limit ${limit + 1}`.execute(work.db)
  const { page: entries, last } = pageOf(rows, limit)
  return { entries, next: last ? { requestedAt: last.requestedAt, requestId: last.requestId } : null }
}
