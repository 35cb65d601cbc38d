import { fromMicros, grouped, toMicros, type Quantity } from "@entrepot/kernel"
import { classesOf, type Claim } from "./allocation.ts"
import type { AllocationPolicy } from "./contract.ts"

export type ProductClaim = Claim & { readonly productId: string }

/** What each of the ranked claims on one product gets of what is there: never more than it wants, all together never more than there is. */
export function shareOut(ranked: readonly Claim[], available: Quantity, policy: AllocationPolicy): readonly Quantity[] {
  return shareAll(ranked.map((claim) => ({ ...claim, productId: "" })), () => available, policy)
}

/**
 * The same of several products at once, in one order of claims. Who takes parts gets a fair one of its class, or all of it in its turn. An order that takes only
 * everything is served at its rank: when all that it wants of each product fits in what its class is due, less what those before it get. Otherwise it is passed
 * over in every product, and its share is given on to the others. Pure, and the same for the same claims.
 */
export function shareAll(ranked: readonly ProductClaim[], availableOf: (productId: string) => Quantity, policy: AllocationPolicy): readonly Quantity[] {
  const products = grouped(ranked, (claim) => claim.productId)
  const orders = grouped(ranked.filter(({ whole }) => whole !== null), (claim) => claim.whole!)
  const passed = new Set<string>()
  const shares = new Map<Claim, bigint>()
  const wants = (claim: Claim) => toMicros(claim.wanted)
  let again: Iterable<string> = products.keys()
  for (;;) {
    for (const productId of again) for (const [claim, share] of shareOne(products.get(productId)!, toMicros(availableOf(productId)), policy, passed)) shares.set(claim, share)
    const missed = [...orders].filter(([order, claims]) => !passed.has(order) && claims.some((claim) => shares.get(claim) !== wants(claim)))
    if (missed.length === 0) return ranked.map((claim) => fromMicros(shares.get(claim) ?? 0n))
    // What a passed order held of another product is free again: those after it are asked anew before they are passed over too.
    const holding = missed.findIndex(([, claims]) => claims.some((claim) => shares.get(claim) === wants(claim)))
    const gone = holding < 0 ? missed : missed.slice(0, holding + 1)
    for (const [order] of gone) passed.add(order)
    again = new Set(gone.flatMap(([, claims]) => claims.map((claim) => claim.productId)))
  }
}

type Want = { readonly claim: Claim; readonly want: bigint }

/** One product, class by class: the better one is served whole before the next one gets anything. */
function shareOne(ranked: readonly Claim[], available: bigint, policy: AllocationPolicy, passed: ReadonlySet<string>): ReadonlyMap<Claim, bigint> {
  const given = new Map<Claim, bigint>(ranked.map((claim) => [claim, 0n]))
  const open = ranked.filter(({ whole }) => whole === null || !passed.has(whole))
  const classes = policy.sharing === "in_turn" ? open.map((claim) => [claim]) : classesOf(open, policy)
  let left = available > 0n ? available : 0n
  for (const equals of classes) {
    for (const [claim, share] of amongEquals(equals.map((claim) => ({ claim, want: toMicros(claim.wanted) })), left)) {
      given.set(claim, share)
      left -= share
    }
  }
  return given
}

/** Equals in their order. Up to the first who takes only everything, each has its part among all of them; then it is served or not, and the rest share what is left. */
function amongEquals(equals: readonly Want[], due: bigint): readonly (readonly [Claim, bigint])[] {
  const served: (readonly [Claim, bigint])[] = []
  let [rest, left] = [equals, due]
  while (rest.length > 0) {
    const enough = rest.reduce((sum, { want }) => sum + want, 0n) <= left
    const at = enough ? -1 : rest.findIndex(({ claim }) => claim.whole !== null)
    const parts = enough ? rest.map(({ want }) => want) : at === 0 ? [] : partsOf(rest.map(({ want }) => want), left)
    const before = at < 0 ? rest : rest.slice(0, at)
    before.forEach(({ claim }, index) => served.push([claim, parts[index]!]))
    if (at < 0) break
    left -= parts.slice(0, at).reduce((sum, part) => sum + part, 0n)
    const one = rest[at]!
    const share = one.want <= left ? one.want : 0n
    served.push([one.claim, share])
    ;[rest, left] = [rest.slice(at + 1), left - share]
  }
  return served
}

const UNIT = 1_000_000n

/** Less than all want, in whole base units by largest remainder; a part of a unit that is left goes to the first. Adds up to what is there. */
function partsOf(wants: readonly bigint[], there: bigint): readonly bigint[] {
  const total = wants.reduce((sum, want) => sum + want, 0n)
  if (total === 0n) return wants
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
  return parts
}
