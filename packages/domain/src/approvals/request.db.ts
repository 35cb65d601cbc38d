import { sql } from "kysely"
import { json, scoped, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import type { PortalPermission } from "../tenancy/index.ts"
import type { Because, LevelStatus, PolicyLevel, RequestStatus, SubjectFacts, Verdict } from "./contract.ts"
import type { Decider } from "./judge.ts"
import type { LevelNeeded } from "./need.ts"

export type Subject = { readonly kind: string; readonly id: string }

export type RequestLevel = PolicyLevel & { readonly level: number; readonly status: LevelStatus; readonly because: readonly Because[]; readonly carried: boolean; readonly openedAt: string | null }
export type Decision = { readonly level: number; readonly userId: string; readonly name: string; readonly onBehalfOf: string | null; readonly roles: readonly string[]; readonly verdict: Verdict; readonly reason: string; readonly decidedAt: string }

export type ApprovalRequest = {
  readonly requestId: string
  readonly accountId: string
  readonly subject: Subject
  readonly permission: PortalPermission
  readonly subjectVersion: number
  readonly status: RequestStatus
  readonly requestedBy: string
  readonly requestedAt: string
  readonly facts: SubjectFacts
  readonly levels: readonly RequestLevel[]
  readonly decisions: readonly Decision[]
  /** Who may decide the open level now; empty when none is open. */
  readonly deciders: readonly Decider[]
}

/** The request as it stands. Lock first where it is going to be written: a lock taken in the same statement would read old levels. */
export async function findRequests(work: Work, subject: Subject, statuses: readonly RequestStatus[]): Promise<readonly ApprovalRequest[]> {
  const { networkId, tenantId } = work.scope
  const { rows } = await sql<ApprovalRequest>`
    select r.request_id as "requestId", r.account_id as "accountId", json_build_object('kind', r.subject_kind, 'id', r.subject_id) as subject,
           r.permission, r.subject_version as "subjectVersion", r.status, r.requested_by as "requestedBy", ${iso(sql`r.requested_at`)} as "requestedAt", r.facts,
           ${levelsJson} as levels, ${decisionsJson} as decisions,
           coalesce((select json_agg(json_build_object('userId', d.user_id, 'name', d.name, 'role', d.role, 'onBehalfOf', d.on_behalf_of, 'bubbled', d.bubbled) order by d.name)
                       from approvals.request_level open
                      cross join lateral approvals.deciders(r.account_id, open.roles, r.requested_by, ${work.now.toString()}, r.permission) d
                      where r.status = 'pending' and (open.network_id, open.tenant_id, open.account_id, open.request_id) = (r.network_id, r.tenant_id, r.account_id, r.request_id) and open.status = 'open'), '[]') as deciders
      from approvals.request r
     where r.network_id = ${networkId} and r.tenant_id = ${tenantId} and r.subject_id = ${subject.id} and r.subject_kind = ${subject.kind} and r.status = any (${statuses as string[]})
     order by r.requested_at desc, r.request_id desc`.execute(work.db)
  return rows
}

/** Locks what is pending about a subject, so that two approvers decide one after the other. Send it together with the read that follows. */
export async function lockPending(work: Work, subject: Subject): Promise<void> {
  await scoped(work, "approvals.request").select("request_id").where("subject_id", "=", subject.id).where("subject_kind", "=", subject.kind).where("status", "=", "pending").forUpdate().execute()
}

export async function lockedRequest(work: Work, subject: Subject): Promise<ApprovalRequest | undefined> {
  const [, requests] = await Promise.all([lockPending(work, subject), findRequests(work, subject, ["pending"])])
  return requests[0]
}

export type NewRequest = {
  readonly accountId: string
  readonly subject: Subject
  readonly permission: PortalPermission
  readonly subjectVersion: number
  readonly requestedBy: string
  readonly facts: SubjectFacts
  readonly levels: readonly (LevelNeeded & { readonly carried: boolean })[]
  readonly replaces?: string
}

/** Writes the request and its levels in one statement. Carried levels stand approved; the first other one opens. */
export async function insertRequest(work: Work, request: NewRequest): Promise<{ requestId: string; status: RequestStatus; opened: number | undefined }> {
  const requestId = newId<"approval">(work.now.epochMilliseconds)
  const first = request.levels.findIndex((level) => !level.carried)
  const status: RequestStatus = first < 0 ? "approved" : "pending"
  const now = work.now.toString()
  const levels = request.levels.map(({ name, mode, roles, because, carried }, index) => ({ level: index + 1, name, mode, roles, because, carried, status: carried ? "approved" : index === first ? "open" : "waiting" }))
  await sql`
    with request as (
      insert into approvals.request (network_id, tenant_id, account_id, request_id, subject_kind, subject_id, permission, subject_version, status, requested_by, requested_at, facts, replaces, settled_at)
      values (${work.scope.networkId}, ${work.scope.tenantId}, ${request.accountId}, ${requestId}, ${request.subject.kind}, ${request.subject.id}, ${request.permission}, ${request.subjectVersion}, ${status},
              ${request.requestedBy}, ${now}, ${json(request.facts)}, ${request.replaces ?? null}, ${status === "approved" ? now : null})
    )
    insert into approvals.request_level (network_id, tenant_id, account_id, request_id, level, name, mode, roles, because, carried, status, opened_at)
    select ${work.scope.networkId}, ${work.scope.tenantId}, ${request.accountId}, ${requestId}, l.level, l.name, l.mode, l.roles, l.because, l.carried, l.status,
           case when l.status = 'open' then ${now}::timestamptz end
      from jsonb_to_recordset(${json(levels)}::jsonb) l (level int, name text, mode text, roles text[], because jsonb, carried boolean, status text)`.execute(work.db)
  return { requestId, status, opened: first < 0 ? undefined : first + 1 }
}

/** Settles a request without a vote: withdrawn or expired. */
export async function settleRequests(work: Work, requestIds: readonly string[], status: "withdrawn" | "expired"): Promise<void> {
  if (requestIds.length === 0) return
  await sql`update approvals.request set status = ${status}, settled_at = ${work.now.toString()}
     where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and request_id = any (${requestIds as string[]}::uuid[]) and status in ('pending', 'approved')`.execute(work.db)
}

/** ISO text of an instant inside JSON, to the millisecond, as `Date.toISOString` writes it. */
export const iso = (column: ReturnType<typeof sql>) => sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const ofRequest = (alias: string) => sql`(${sql.ref(`${alias}.network_id`)}, ${sql.ref(`${alias}.tenant_id`)}, ${sql.ref(`${alias}.account_id`)}, ${sql.ref(`${alias}.request_id`)}) = (r.network_id, r.tenant_id, r.account_id, r.request_id)`

const levelsJson = sql<readonly RequestLevel[]>`coalesce((select json_agg(json_build_object('level', l.level, 'name', l.name, 'mode', l.mode, 'roles', l.roles, 'because', l.because,
  'carried', l.carried, 'status', l.status, 'openedAt', ${iso(sql`l.opened_at`)}) order by l.level) from approvals.request_level l where ${ofRequest("l")}), '[]')`

const decisionsJson = sql<readonly Decision[]>`coalesce((select json_agg(json_build_object('level', d.level, 'userId', d.user_id, 'name', u.name, 'onBehalfOf', behalf.name, 'roles', d.roles,
  'verdict', d.verdict, 'reason', d.reason, 'decidedAt', ${iso(sql`d.decided_at`)}) order by d.decided_at, d.user_id)
  from approvals.decision d
  join tenancy.tenant_user u on u.network_id = d.network_id and u.tenant_id = d.tenant_id and u.user_id = d.user_id
  left join tenancy.tenant_user behalf on behalf.network_id = d.network_id and behalf.tenant_id = d.tenant_id and behalf.user_id = d.on_behalf_of
 where ${ofRequest("d")}), '[]')`
