import { actorRecord, json, scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import type { PolicyLevel } from "./contract.ts"

/** What a template says of approvals. */
export type ApprovalsPart = { readonly approvalPolicies: readonly { readonly name: string; readonly condition: string; readonly levels: readonly PolicyLevel[] }[] }

/** Writes a new tenant's policies, in the template's order: one statement. */
export async function stampApprovals(work: Work, { approvalPolicies }: ApprovalsPart): Promise<void> {
  if (approvalPolicies.length === 0) return
  await scopedInsert(work, "approvals.policy", approvalPolicies.map(({ name, condition, levels }, at) => ({
    policy_id: newId(work.now.epochMilliseconds), version: 1, name, condition, levels: json(levels), position: at + 1,
    valid_from: work.now.toString(), created_by: json(actorRecord(work.actor)),
  }))).execute()
}
