import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { PortalPermission } from "../tenancy/index.ts"
import type { RequestStatus, SubjectFacts } from "./contract.ts"
import { decidersOf, isStranded, type Asked } from "./deciders.ts"
import type { Decider } from "./judge.ts"
import { levelsNeeded, stillStands, type LevelNeeded, type Policy } from "./need.ts"
import { findRequests, insertRequest, lockPending, settleRequests, type Subject } from "./request.db.ts"

export type RequestApproval = {
  readonly subject: Subject
  /** What deciding takes: the subject names it, because approvals does not know what it is about. */
  readonly permission: PortalPermission
  readonly subjectVersion: number
  readonly accountId: string
  /** The person who may not decide. */
  readonly requestedBy: string
  readonly facts: SubjectFacts
  readonly levels: readonly LevelNeeded[]
}
export type Requested = { readonly requestId: string; readonly status: RequestStatus; readonly approvers: readonly Decider[] }

/**
 * Asks for approval and opens the first level. Two round trips. Refuses `approvals.nobody_can_approve` rather than to let a
 * document wait for a person who does not exist.
 */
export async function requestApproval(work: Work, { levels, ...request }: RequestApproval): Promise<Requested> {
  const deciders = await mustHaveDeciders(work, request, levels)
  const { requestId, status } = await insertRequest(work, { ...request, levels: levels.map((level) => ({ ...level, carried: false })) })
  return { requestId, status, approvers: deciders[0] ?? [] }
}

/**
 * After a change: puts the earlier request aside and asks anew for the levels that the change touches; an approval that still
 * covers what stands there now is carried over. Answers nothing when no approval is needed any more.
 */
export async function reopenLevels(work: Work, { policies, ...request }: Omit<RequestApproval, "levels"> & { readonly policies: readonly Policy[] }): Promise<Requested | undefined> {
  const needed = levelsNeeded(policies, request.facts)
  const [, earlier] = await Promise.all([lockPending(work, request.subject), findRequests(work, request.subject, ["pending", "approved"])])
  const last = earlier[0]
  const settled = last?.levels.map((level) => ({ ...level, approved: level.status === "approved" })) ?? []
  const levels = needed.map((level) => ({ ...level, carried: last !== undefined && stillStands(level, settled, policies, last.facts, request.facts) }))
  const deciders = await mustHaveDeciders(work, request, levels.filter((level) => !level.carried))
  await settleRequests(work, earlier.map((one) => one.requestId), "withdrawn")
  if (levels.length === 0) return undefined
  const { requestId, status } = await insertRequest(work, { ...request, levels, ...(last && { replaces: last.requestId }) })
  return { requestId, status, approvers: deciders[0] ?? [] }
}

/** Takes back what is pending about a subject. Nothing pending is nothing to do. */
export async function withdraw(work: Work, subject: Subject): Promise<void> {
  const [, pending] = await Promise.all([lockPending(work, subject), findRequests(work, subject, ["pending"])])
  await settleRequests(work, pending.map((request) => request.requestId), "withdrawn")
}

async function mustHaveDeciders(work: Work, asked: Asked, levels: readonly LevelNeeded[]): Promise<readonly (readonly Decider[])[]> {
  const deciders = await decidersOf(work, asked, levels)
  const stranded = levels.find((level, index) => isStranded(level, deciders[index] ?? []))
  if (stranded) throw new Refusal("approvals.nobody_can_approve", "rule", { level: stranded.name, policy: stranded.because[0]?.name ?? "" })
  return deciders
}
