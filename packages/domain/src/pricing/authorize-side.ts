import type { Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { authorize, may } from "../tenancy/index.ts"
import type { Side } from "./candidates.ts"

/** The distributor's stewards keep both sides of every tenant; a tenant keeps what it asks of its own accounts, and no more. */
export function authorizeSide(work: Work, side: Side): void {
  if (may(work, "network.price.manage")) return
  authorize(work, "price.manage")
  if (side === "supply") throw new Refusal("pricing.supply_is_the_distributors", "forbidden")
}

/** The sides whose prices the actor may look at and change. */
export function sidesOf(work: Work): Side[] {
  if (may(work, "network.price.manage")) return ["sale", "supply"]
  authorize(work, "price.manage")
  return ["sale"]
}
