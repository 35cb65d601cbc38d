import { compareQuantities, fromMicros, quantity, subtractQuantity, sumOfQuantities, toMicros, type Quantity } from "@entrepot/kernel"
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

/** What each of the ranked claims gets of what is there: never more than it wants, all together never more than there is. */
export function shareOut(ranked: readonly Claim[], available: Quantity, policy: AllocationPolicy): readonly Quantity[] {
  const classes = policy.sharing === "in_turn" ? ranked.map((claim) => [claim]) : classesOf(ranked, policy)
  let left = compareQuantities(available, quantity("0")) > 0 ? available : quantity("0")
  const given = new Map<Claim, Quantity>()
  for (const equals of classes) {
    const wanted = sumOfQuantities(equals.map((claim) => claim.wanted))
    const shares = compareQuantities(left, wanted) >= 0 ? equals.map((claim) => claim.wanted) : partsOf(equals.map((claim) => claim.wanted), left)
    equals.forEach((claim, at) => given.set(claim, shares[at]!))
    left = subtractQuantity(left, sumOfQuantities(shares))
  }
  return ranked.map((claim) => given.get(claim)!)
}

/** Those who are equal by partner, group and kind, better ones first: a fair share is fair among them. */
function classesOf(ranked: readonly Claim[], { steps }: AllocationPolicy): readonly (readonly Claim[])[] {
  const same = firstOf(steps.filter(({ by }) => CLASSES.has(by)).map(rankingOf))
  const classes: Claim[][] = []
  for (const claim of [...ranked].sort(same)) {
    const last = classes.at(-1)
    if (last && same(last[0]!, claim) === 0) last.push(claim)
    else classes.push([claim])
  }
  return classes
}

const UNIT = 1_000_000n

/** Less than all want, in whole base units by largest remainder; a part of a unit that is left goes to the first. Adds up to what is there. */
function partsOf(wanted: readonly Quantity[], available: Quantity): readonly Quantity[] {
  const [there, wants] = [toMicros(available), wanted.map(toMicros)]
  const total = wants.reduce((sum, want) => sum + want, 0n)
  if (total === 0n) return wanted
  const exact = wants.map((want) => (want * there) / total)
  const parts = exact.map((part) => part - (part % UNIT))
  let left = there - parts.reduce((sum, part) => sum + part, 0n)
  const byRest = exact.map((part, at) => ({ at, rest: part % UNIT })).sort((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : a.at - b.at))
  while (left > 0n) {
    const before = left
    for (const { at } of byRest) {
      const room = wants[at]! - parts[at]!
      const more = [UNIT, room, left].reduce((least, one) => (one < least ? one : least))
      parts[at]! += more
      left -= more
    }
    if (left === before) break
  }
  return parts.map(fromMicros)
}
