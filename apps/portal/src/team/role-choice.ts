/** A role of the tenant in the reader's language. */
export type RoleChoice = { readonly code: string; readonly name: string; readonly reach: "tenant" | "account"; /** Whether whoever looks may give it. */ readonly grantable: boolean }

/** The roles that can be held at an account of this kind: those that see the whole tenant belong to the house account. */
export function rolesAt(roles: readonly RoleChoice[], kind: "house" | "customer"): RoleChoice[] {
  return roles.filter((role) => role.reach === "account" || kind === "house")
}
