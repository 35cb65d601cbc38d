import { scoped, type Work } from "@entrepot/db"
import type { PolicyLevel } from "./contract.ts"
import { formOf, type PolicyForm } from "./form.ts"
import type { Policy } from "./need.ts"

export type PolicyRow = Policy & {
  readonly active: boolean
  readonly form: PolicyForm | null
  readonly validFrom: string
  readonly createdBy: string
}

const COLUMNS = ["policy_id", "version", "name", "condition", "form", "levels", "position", "active", "valid_from", "created_by"] as const

/** The policies in force: the current version of each that is switched on. One round trip. */
export async function activePolicies(work: Work): Promise<readonly Policy[]> {
  return (await listPolicies(work)).filter((policy) => policy.active)
}

/** Every policy in its current version, in the order in which they are judged. */
export async function listPolicies(work: Work): Promise<readonly PolicyRow[]> {
  const rows = await scoped(work, "approvals.policy").select(COLUMNS).where("retired_at", "is", null).orderBy("position").orderBy("policy_id").execute()
  return rows.map(policyOf)
}

/** All versions of one policy, the newest first. */
export async function policyVersions(work: Work, policyId: string): Promise<readonly PolicyRow[]> {
  const rows = await scoped(work, "approvals.policy").select(COLUMNS).where("policy_id", "=", policyId).orderBy("version", "desc").execute()
  return rows.map(policyOf)
}

/** Locks the current version of a policy. */
export async function lockPolicy(work: Work, policyId: string): Promise<PolicyRow | undefined> {
  const row = await scoped(work, "approvals.policy").select(COLUMNS).where("policy_id", "=", policyId).where("retired_at", "is", null).forUpdate().executeTakeFirst()
  return row && policyOf(row)
}

type Row = {
  readonly policy_id: string; readonly version: number; readonly name: string; readonly condition: string; readonly form: unknown
  readonly levels: unknown; readonly position: number; readonly active: boolean; readonly valid_from: Date; readonly created_by: unknown
}

function policyOf(row: Row): PolicyRow {
  return {
    policyId: row.policy_id, version: row.version, name: row.name, condition: row.condition, form: formOf(row.form) ?? null,
    levels: row.levels as readonly PolicyLevel[], position: row.position, active: row.active,
    validFrom: row.valid_from.toISOString(), createdBy: (row.created_by as { name?: string }).name ?? "",
  }
}
