import type { Audience } from "./roles.ts"

/** Whose walls we are inside. What is left out is not held to: a network's staff sees every tenant of the network. */
export type Scope = {
  readonly audience: Audience
  readonly networkId?: number
  readonly tenantId?: number
  readonly accountId?: string
}

export type ActorKind = "user" | "staff" | "operator" | "api_key" | "automation"

/** Who acts, and what they may do. Permissions come from the roles of the scope that the actor is in. */
export type Actor = {
  readonly kind: ActorKind
  readonly id: string
  readonly name: string
  readonly permissions: ReadonlySet<string>
  readonly roles: readonly string[]
  /** The account that a portal's user acts for. Staff of the tenant choose one; an account's user is held to theirs. */
  readonly accountId?: string
}

/** An actor as events, facts and audit entries keep it. */
export type ActorRecord = { readonly kind: ActorKind; readonly id: string; readonly name: string }

export function actorRecord({ kind, id, name }: Actor): ActorRecord {
  return { kind, id, name }
}

/** The system itself, named by what it does: "worker", "import", "seed". It may do what its job needs. */
export function automation(name: string, permissions: Iterable<string> = []): Actor {
  return { kind: "automation", id: `automation:${name}`, name, permissions: new Set(permissions), roles: [] }
}
