import { compareQuantities, type Quantity } from "@entrepot/kernel"
import type { AllocationPolicy, AllocationStep } from "./contract.ts"

/** Somebody who waits for a product, with everything that a policy may rank by. Quantities are in base units. */
export type Claim = {
  readonly id: string
  readonly tenantId: number; readonly accountGroup: string
  /** It came of a subscription. */
  readonly standing: boolean
  readonly promisedOn: string | null
  readonly queuedAt: string
  readonly wanted: Quantity
  /** The order that takes everything at once or nothing; null takes a part. */
  readonly whole: string | null
}

/** What counts until somebody decides otherwise: a promise is kept first, and among equals the queue. */
export const DEFAULT_POLICY: AllocationPolicy = { steps: [{ by: "promised" }, { by: "queued" }], sharing: "in_turn" }

type Ranking = (one: Claim, other: Claim) => number

const text = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
const placeIn = (list: readonly (string | number)[], value: string | number) => (list.includes(value) ? list.indexOf(value) : list.length)

function rankingOf(step: AllocationStep): Ranking {
  switch (step.by) {
    case "partners": return (one, other) => placeIn(step.tenantIds, one.tenantId) - placeIn(step.tenantIds, other.tenantId)
    case "groups": return (one, other) => placeIn(step.codes, one.accountGroup) - placeIn(step.codes, other.accountGroup)
    case "subscriptions": return (one, other) => Number(other.standing) - Number(one.standing)
    case "orders": return (one, other) => Number(one.standing) - Number(other.standing)
    case "promised": return (one, other) => text(one.promisedOn ?? "9999", other.promisedOn ?? "9999")
    case "queued": return (one, other) => text(one.queuedAt, other.queuedAt)
    case "largest": return (one, other) => compareQuantities(other.wanted, one.wanted)
    case "smallest": return (one, other) => compareQuantities(one.wanted, other.wanted)
  }
}

const firstOf = (rankings: readonly Ranking[]): Ranking => (one, other) => rankings.reduce((order, ranking) => order || ranking(one, other), 0)

/** Everybody in the policy's order; who is equal by all of it, as they were queued, so that the answer is the same each time. */
export function rankClaims<T extends Claim>(claims: readonly T[], { steps }: AllocationPolicy): readonly T[] {
  return [...claims].sort(firstOf([...steps.map(rankingOf), rankingOf({ by: "queued" }), (one, other) => text(one.id, other.id)]))
}

const CLASSES: ReadonlySet<AllocationStep["by"]> = new Set(["partners", "groups", "subscriptions", "orders"])

/** Those who are equal by partner, group and kind, better ones first: a fair share is fair among them. */
export function classesOf<T extends Claim>(ranked: readonly T[], { steps }: AllocationPolicy): readonly (readonly T[])[] {
  const same = firstOf(steps.filter(({ by }) => CLASSES.has(by)).map(rankingOf))
  const classes: T[][] = []
  for (const claim of [...ranked].sort(same)) {
    const last = classes.at(-1)
    if (last && same(last[0]!, claim) === 0) last.push(claim)
    else classes.push([claim])
  }
  return classes
}
