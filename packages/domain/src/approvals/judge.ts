import type { LevelStatus, PolicyLevel, RequestStatus, Verdict } from "./contract.ts"

/** Who may decide a level now, and for which of its roles. on_behalf_of: whose delegate they are. */
export type Decider = { readonly userId: string; readonly name: string; readonly role: string; readonly onBehalfOf: string | null; readonly bubbled: boolean }
type Vote = { readonly userId: string; readonly roles: readonly string[]; readonly verdict: Verdict }
type OpenLevel = PolicyLevel & { readonly level: number; readonly status: LevelStatus }

export type Judgement =
  | { readonly refused: "not_your_turn" | "own_request" | "already_decided" | "not_pending" }
  | { readonly level: LevelStatus; readonly opens?: number; readonly request: RequestStatus; readonly onBehalfOf: string | null }

export type Ballot = {
  readonly status: RequestStatus
  readonly requestedBy: string
  readonly levels: readonly OpenLevel[]
  /** Votes on the open level so far. */
  readonly votes: readonly Vote[]
  readonly deciders: readonly Decider[]
}

/**
 * What one vote does. Any-of closes with the first approval; all-of when every role has spoken; a rejection ends everything.
 * Nobody decides on their own request, by whichever right, and nobody twice on one level.
 */
export function judge(ballot: Ballot, voter: string, verdict: Verdict): Judgement {
  const open = ballot.levels.find((level) => level.status === "open")
  if (ballot.status !== "pending" || !open) return { refused: "not_pending" }
  if (voter === ballot.requestedBy) return { refused: "own_request" }
  if (ballot.votes.some((vote) => vote.userId === voter)) return { refused: "already_decided" }
  const rights = ballot.deciders.filter((decider) => decider.userId === voter)
  if (rights.length === 0) return { refused: "not_your_turn" }
  const onBehalfOf = rights.some((right) => right.onBehalfOf === null) ? null : (rights[0]?.onBehalfOf ?? null)
  if (verdict === "rejected") return { level: "rejected", request: "rejected", onBehalfOf }
  const spoken = new Set([...ballot.votes.flatMap((vote) => vote.roles), ...rights.map((right) => right.role)])
  if (open.mode === "all" && !open.roles.every((role) => spoken.has(role))) return { level: "open", request: "pending", onBehalfOf }
  const next = ballot.levels.filter((level) => level.level > open.level && level.status === "waiting").sort((a, b) => a.level - b.level)[0]
  return next ? { level: "approved", opens: next.level, request: "pending", onBehalfOf } : { level: "approved", request: "approved", onBehalfOf }
}
