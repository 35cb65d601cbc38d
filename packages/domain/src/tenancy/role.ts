import { scoped, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import type { Reach } from "./permission.ts"

export type Role = { readonly code: string; readonly names: Readonly<Record<string, string>>; readonly reach: Reach; readonly permissions: readonly string[] }

/** The tenant's roles, those of tenant reach first. */
export async function listRoles(work: Work): Promise<Role[]> {
  const rows = await scoped(work, "tenancy.role").select(["code", "names", "reach", "permissions"]).orderBy("reach", "desc").orderBy("code").execute()
  return rows as Role[]
}

/** What of a role goes beyond whoever would grant it: permissions that they lack, or the whole tenant from inside one account. */
export function beyond(granter: { permissions: ReadonlySet<string>; heldToAccount: boolean }, role: Role): { permissions: string[]; reach: boolean } {
  return { permissions: role.permissions.filter((permission) => !granter.permissions.has(permission)), reach: granter.heldToAccount && role.reach === "tenant" }
}

/** The roles that the actor may give to others. */
export function grantable(work: Work, roles: readonly Role[]): Role[] {
  return roles.filter((role) => exceeds(work, role) === undefined)
}

/** Nobody grants beyond what they hold. Throws tenancy.role_not_found, tenancy.role_goes_beyond. */
export function refuseBeyond(work: Work, roles: readonly Role[], codes: readonly string[]): Role[] {
  return codes.map((code) => {
    const role = roles.find((each) => each.code === code)
    if (!role) throw new Refusal("tenancy.role_not_found", "not_found", { role: code })
    if (exceeds(work, role)) throw new Refusal("tenancy.role_goes_beyond", "forbidden", { role: code })
    return role
  })
}

function exceeds(work: Work, role: Role): true | undefined {
  const more = beyond({ permissions: work.actor.permissions, heldToAccount: work.scope.accountId !== undefined }, role)
  return more.permissions.length > 0 || more.reach ? true : undefined
}

/** A role of tenant reach is held at the tenant's own account, so that no customer's account carries it. */
export function refuseMisplaced(role: Role, account: { kind: "house" | "customer" }): void {
  if (role.reach === "tenant" && account.kind !== "house") throw new Refusal("tenancy.role_belongs_to_house_account", "rule", { role: role.code })
}
