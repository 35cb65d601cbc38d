import { sql } from "kysely"
import { json, type Work } from "@entrepot/db"
import type { PortalPermission } from "../tenancy/index.ts"
import type { PolicyLevel } from "./contract.ts"
import type { Decider } from "./judge.ts"

/** permission: what deciding on the subject takes; the subject names it. */
export type Asked = { readonly accountId: string; readonly requestedBy: string; readonly permission: PortalPermission }

/** Who may decide each of these levels today, in the levels' order. One round trip, none when there is nothing to ask. */
export async function decidersOf(work: Work, { accountId, requestedBy, permission }: Asked, levels: readonly Pick<PolicyLevel, "roles">[]): Promise<readonly (readonly Decider[])[]> {
  if (levels.length === 0) return []
  const { rows } = await sql<Decider & { level: number }>`
    select asked.ordinality::int as level, d.user_id as "userId", d.name, d.role, d.on_behalf_of as "onBehalfOf", d.bubbled
      from jsonb_array_elements(${json(levels.map((level) => level.roles))}::jsonb) with ordinality asked (roles, ordinality)
     cross join lateral approvals.deciders(${accountId}, array(select jsonb_array_elements_text(asked.roles)), ${requestedBy}, ${work.now.toString()}, ${permission}) d
     order by d.name`.execute(work.db)
  return levels.map((_, index) => rows.filter((row) => row.level === index + 1).map(({ level: _level, ...decider }) => decider))
}

/** A level that nobody could ever decide. In all-of every role needs somebody; a role without holders has bubbled up already. */
export function isStranded(level: Pick<PolicyLevel, "mode" | "roles">, deciders: readonly Decider[]): boolean {
  const covered = new Set(deciders.map((decider) => decider.role))
  return level.mode === "all" ? !level.roles.every((role) => covered.has(role)) : covered.size === 0
}
