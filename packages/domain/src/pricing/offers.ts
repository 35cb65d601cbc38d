import { applyPercent, comparePrices, compareQuantities, quantity, type Quantity, type UnitPrice } from "@entrepot/kernel"
import type { PriceKind, PriceMaking, PriceSource } from "./answer.ts"
import type { ListFacts, PriceCandidates, RuleFacts, Side, UnitFacts } from "./candidates.ts"
import { leastHolding, tiersIn } from "./units.ts"

/** One price that a source offers from one quantity on, in the unit that was asked for. */
export type Offer = PriceMaking & {
  readonly source: PriceSource
  /** Place on the ladder: the smaller one wins. No two sources share one. */
  readonly rank: number
  readonly min: Quantity
  readonly unitPrice: UnitPrice
  readonly exclusive: boolean
  readonly endsOn: string | null
}

const RUNG: Readonly<Record<PriceKind, number>> = { contract: 0, account_list: 1, group_list: 2, tenant_list: 3, rule: 4, base: 5 }
const NOTHING = quantity("0")
const EXACTNESS: Readonly<Record<RuleFacts["target"], number>> = { product: 0, brand: 1, category: 2, all: 3 }

/** What rules build on: the merged base offers, and the merged offers of the supply side, worked out only if a rule asks. */
type Basis = Readonly<Record<"base" | "supply", () => readonly Offer[]>>

/** One side of the ladder in one unit. `decisive` leaves out what could never win; `everyAt` has one offer of each source. */
export type SideOffers = { readonly decisive: readonly Offer[]; readonly everyAt: (wanted: Quantity) => readonly Offer[] }

/**
 * The offers of one side in one unit, ranked by the ladder: contract, account list, group list, the tenant's list, rules,
 * network base. Inside a rung the newer list ranks first, the more exact rule, then the id; never the order of rows.
 * `supply` are the merged offers of the supply side, which a rule of the sale side may build on.
 */
export function offersOf(candidates: PriceCandidates, asked: UnitFacts, side: Side, supply: () => readonly Offer[]): SideOffers {
  const lists = sorted(candidates.lists.filter((list) => list.side === side), byLadder)
  const rules = sorted(candidates.rules.filter((rule) => rule.side === side), byExactness)
  const listed = lists.flatMap((list, rank) => listOffers(candidates, list, asked, rank))
  const base = baseOffers(candidates, asked, lists.length + rules.length)
  const basis: Basis = { base: once(() => mergeOffers(base)), supply }
  return {
    decisive: [...listed, ...ruleOffers(rules, asked, basis, lists.length), ...base],
    everyAt: (wanted) => [...sourcesAt([...listed, ...base], wanted), ...rules.flatMap((rule, index) => ruleOfferAt(rule, startOf(rule, asked), basis, wanted, lists.length + index))],
  }
}

/** What each list, and the base, asks for a quantity, or where it starts. */
function sourcesAt(offers: readonly Offer[], wanted: Quantity): Offer[] {
  const bySource = new Map<number, Offer[]>()
  for (const offer of offers) {
    const known = bySource.get(offer.rank)
    if (known) known.push(offer)
    else bySource.set(offer.rank, [offer])
  }
  return [...bySource.values()].map((own) => offerAt(mergeOffers(own), wanted) ?? own.toSorted(byQuantity)[0]!)
}

export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function sorted<T>(rows: T[], order: (left: T, right: T) => number): T[] {
  return rows.length > 1 ? rows.sort(order) : rows
}

/**
 * One list of volume tiers out of all offers. At each quantity break the highest rung that names it decides, and the break
 * counts only if it is cheaper than the one before it, so that a bigger quantity never costs more per unit. From an
 * exclusive list's first quantity on, nothing from further down the ladder joins.
 */
export function mergeOffers(offers: readonly Offer[]): Offer[] {
  const ordered = offers.length > 1 ? [...offers].sort(byQuantity) : offers
  const merged: Offer[] = []
  let [decided, lowestRank] = ["", Infinity]
  for (const offer of ordered) {
    if (offer.min === decided || offer.rank > lowestRank) continue
    decided = offer.min
    if (offer.exclusive) lowestRank = Math.min(lowestRank, offer.rank)
    const before = merged.at(-1)
    if (!before || comparePrices(offer.unitPrice, before.unitPrice) < 0) merged.push(offer)
  }
  return merged
}

/** By quantity, then down the ladder. Two breaks of one source may meet at one box: the cheaper one is reached. */
function byQuantity(left: Offer, right: Offer): number {
  return compareQuantities(left.min, right.min) || left.rank - right.rank || comparePrices(left.unitPrice, right.unitPrice)
}

/** The offer that holds for a quantity; none below the first break. */
export function offerAt(merged: readonly Offer[], wanted: Quantity): Offer | undefined {
  return merged.findLast((offer) => compareQuantities(offer.min, wanted) <= 0)
}

export function kindOf({ kind, target }: Pick<ListFacts, "kind" | "target">): PriceKind {
  return kind === "contract" ? "contract" : target === "account" ? "account_list" : target === "group" ? "group_list" : "tenant_list"
}

function byLadder(left: ListFacts, right: ListFacts): number {
  return RUNG[kindOf(left)] - RUNG[kindOf(right)] || compareText(right.from, left.from) || compareText(left.id, right.id)
}

/**
 * The more exact rule first: product, brand, the longest category path, everything; one account group before every group;
 * the bigger quantity; then the position that was given on purpose, the later start, the id.
 */
export function byExactness(left: RuleFacts, right: RuleFacts): number {
  return EXACTNESS[left.target] - EXACTNESS[right.target] || right.depth - left.depth || Number(left.group === "") - Number(right.group === "")
    || compareQuantities(quantity(right.min), quantity(left.min)) || left.position - right.position || compareText(right.from, left.from) || compareText(left.id, right.id)
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : Number(left > right)
}

function listOffers({ units }: PriceCandidates, list: ListFacts, asked: UnitFacts, rank: number): Offer[] {
  const source: PriceSource = { kind: kindOf(list), id: list.id, name: list.name, version: list.version }
  return tiersIn(units, list.entries.map(([unit, min, price]) => ({ unit, min, price })), asked).map(({ min, unitPrice, convertedFrom }) =>
    ({ source, rank, min, unitPrice, exclusive: list.exclusive, endsOn: list.to, convertedFrom, rule: undefined }))
}

function baseOffers({ units, base }: PriceCandidates, asked: UnitFacts, rank: number): Offer[] {
  return tiersIn(units, newestOf(base), asked).map(({ named, min, unitPrice, convertedFrom }) =>
    ({ source: { kind: "base", id: `${named.unit}/${named.min}/${named.from}`, name: "", version: named.version }, rank, min, unitPrice, exclusive: false, endsOn: named.to, convertedFrom, rule: undefined }))
}

/** Of two base prices for one unit and quantity the one that became valid later holds. */
function newestOf(base: PriceCandidates["base"]): PriceCandidates["base"] {
  const superseded = base.filter((row) => base.some((other) => other.from > row.from && other.unit === row.unit && other.min === row.min))
  return superseded.length === 0 ? base : base.filter((row) => !superseded.includes(row))
}

/** What rules make of the price below them, at each break that could matter: there, only the most exact one can win. */
function ruleOffers(rules: readonly RuleFacts[], asked: UnitFacts, basis: Basis, firstRank: number): Offer[] {
  if (rules.length === 0) return []
  const starts = rules.map((rule) => startOf(rule, asked))
  const breaks = new Set(starts)
  for (const { min } of basis.base()) breaks.add(min)
  if (rules.some((rule) => rule.basis === "supply")) for (const { min } of basis.supply()) breaks.add(min)
  const offers: Offer[] = []
  for (const min of breaks) {
    const index = rules.findIndex((rule, at) => compareQuantities(starts[at]!, min) <= 0 && offerAt(basis[rule.basis](), min) !== undefined)
    const rule = rules[index]
    if (rule) offers.push(ruleOffer(rule, offerAt(basis[rule.basis](), min)!, min, firstRank + index))
  }
  return offers
}

function ruleOfferAt(rule: RuleFacts, start: Quantity, basis: Basis, wanted: Quantity, rank: number): Offer[] {
  const below = offerAt(basis[rule.basis](), compareQuantities(start, wanted) > 0 ? start : wanted)
  return below ? [ruleOffer(rule, below, compareQuantities(start, below.min) > 0 ? start : below.min, rank)] : []
}

/** A rule's quantity counts base units; its start is the least orderable quantity of the unit that holds so many. */
function startOf({ min }: RuleFacts, asked: UnitFacts): Quantity {
  return min === "1" ? NOTHING : leastHolding(quantity(min), asked)
}

function ruleOffer(rule: RuleFacts, below: Offer, min: Quantity, rank: number): Offer {
  return {
    source: { kind: "rule", id: rule.id, name: rule.name, version: rule.version }, rank, min, exclusive: false, endsOn: rule.to,
    unitPrice: applyPercent(below.unitPrice, rule.percent), rule: { percent: rule.percent, basis: rule.basis, basisPrice: below.unitPrice },
    convertedFrom: below.convertedFrom,
  }
}
