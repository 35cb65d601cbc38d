import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { Permission } from "./permission.ts"

/**
 * Refuses unless the actor holds the permission. Where the scope is held to one account the database holds the row to it as
 * well; a subject of another account is therefore not found, never forbidden.
 */
export function authorize(work: Work, permission: Permission): void {
  if (!may(work, permission)) throw new Refusal("tenancy.not_permitted", "forbidden", { permission })
}

export function may(work: Work, permission: Permission): boolean {
  return work.actor.permissions.has(permission)
}
