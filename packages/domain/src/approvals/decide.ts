import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { RequestStatus, Verdict } from "./contract.ts"
import { judge, type Decider, type Judgement } from "./judge.ts"
import { lockedRequest, type ApprovalRequest, type Subject } from "./request.db.ts"
import { decidersOf } from "./deciders.ts"

export type Decide = { readonly subject: Subject; readonly verdict: Verdict; readonly reason: string }
export type Decided = {
  readonly requestId: string
  readonly status: RequestStatus
  readonly level: string
  /** The people of the level that this vote opened. */
  readonly next: readonly Decider[]
  readonly onBehalfOf: string | null
}

/**
 * One vote of the actor on the level that is open. Refuses `approvals.not_pending`, `own_request`, `already_decided`,
 * `not_your_turn`, and a rejection without a reason: the buyer has to learn what to change.
 */
export async function decide(work: Work, { subject, verdict, reason }: Decide): Promise<Decided> {
  const request = await lockedRequest(work, subject)
  if (!request) throw new Refusal("approvals.not_pending", "conflict")
  if (verdict === "rejected" && reason.trim() === "") throw new Refusal("approvals.reason_is_missing", "invalid")
  const open = request.levels.find((level) => level.status === "open")
  const judgement = judge({ ...request, votes: request.decisions.filter((vote) => vote.level === open?.level) }, work.actor.id, verdict)
  if ("refused" in judgement) throw new Refusal(`approvals.${judgement.refused}`, judgement.refused === "not_your_turn" || judgement.refused === "own_request" ? "forbidden" : "conflict")
  await saveVote(work, request, judgement, open?.level ?? 0, { verdict, reason })
  const opened = request.levels.find((level) => level.level === judgement.opens)
  const [next = []] = opened ? await decidersOf(work, request, [opened]) : []
  return { requestId: request.requestId, status: judgement.request, level: open?.name ?? "", next, onBehalfOf: judgement.onBehalfOf }
}

type Granted = Exclude<Judgement, { refused: string }>

/** The vote, its level, the level that it opens and the request, in one statement. */
async function saveVote(work: Work, request: ApprovalRequest, judgement: Granted, level: number, { verdict, reason }: Pick<Decide, "verdict" | "reason">): Promise<void> {
  const now = work.now.toString()
  const roles = request.deciders.filter((decider) => decider.userId === work.actor.id).map((decider) => decider.role)
  const key = sql`network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and account_id = ${request.accountId} and request_id = ${request.requestId}`
  await sql`
    with vote as (
      insert into approvals.decision (network_id, tenant_id, account_id, request_id, level, user_id, on_behalf_of, roles, verdict, reason, decided_at)
      values (${work.scope.networkId}, ${work.scope.tenantId}, ${request.accountId}, ${request.requestId}, ${level}, ${work.actor.id}, ${judgement.onBehalfOf}, ${roles}, ${verdict}, ${reason.trim()}, ${now})
    ), levels as (
      update approvals.request_level
         set status = case when level = ${level} then ${judgement.level} else 'open' end, opened_at = case when level = ${level} then opened_at else ${now}::timestamptz end
       where ${key} and level = any (${[level, judgement.opens ?? level]}::int[])
    )
    update approvals.request set status = ${judgement.request}, settled_at = case when ${judgement.request}::text <> 'pending' then ${now}::timestamptz end where ${key}`.execute(work.db)
}
