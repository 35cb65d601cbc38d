import { addQuantity, compareQuantities, isZeroQuantity, quantity, subtractQuantity, sumOfQuantities, type Quantity } from "@entrepot/kernel"
import { nearestFirst, type Destination, type Sited } from "./distance.ts"
import type { Strategy } from "./strategy.ts"


/** What one order line needs, in base units. `shipComplete`: this line is worth nothing in parts. */
export type DemandLine = {
  readonly orderLineId: string
  readonly productId: string
  readonly baseQuantity: Quantity
  readonly destination: Destination
  readonly shipComplete?: boolean | undefined
}

export type SourceWarehouse = Sited & { readonly warehouseId: string }
/** What is unreserved in one warehouse, in base units. */
export type StockLevel = { readonly productId: string; readonly warehouseId: string; readonly available: Quantity }
export type Supply = { readonly warehouses: readonly SourceWarehouse[]; readonly stock: readonly StockLevel[] }

/** Rules come in the order of their position. `shipToCountry` "" matches every ship-to; no warehouses named means all. */
export type SourcingRule = {
  readonly ruleId: string
  readonly name: string
  readonly shipToCountry: string
  readonly strategy: Strategy
  readonly warehouseIds: readonly string[]
}

/**
 * Why a line was allocated as it was: one warehouse had every line of the ship-to; the nearest ones each gave what they
 * had; the listed ones did, in the order of the list; nobody had anything; or it may not be served in parts and was not whole.
 */
export type AllocationWhy = "one_warehouse_has_everything" | "nearest_first" | "listed_order" | "no_stock" | "not_whole"

export type LineAllocation = {
  readonly orderLineId: string
  readonly allocations: readonly { readonly warehouseId: string; readonly quantity: Quantity }[]
  readonly short: Quantity
  /** `ruleId` and `name` are null where no rule matched and the nearest warehouse with everything was looked for. */
  readonly rule: { readonly ruleId: string | null; readonly name: string | null; readonly strategy: Strategy; readonly why: AllocationWhy }
}

const ZERO = quantity("0")

/** Which warehouse gives how much to each line. Pure: the same lines, stock and rules give the same answer. */
export function allocate(lines: readonly DemandLine[], supply: Supply, rules: readonly SourcingRule[], shipComplete = false): LineAllocation[] {
  const shelf = new Shelf(supply.stock)
  const allocated = new Map<string, LineAllocation>()
  for (const group of byDestination(lines)) {
    for (const line of allocateGroup(group, supply.warehouses, rules, shelf)) allocated.set(line.orderLineId, line)
  }
  const answers = lines.map((line) => allocated.get(line.orderLineId)!)
  const incomplete = shipComplete && answers.some(({ short }) => !isZeroQuantity(short))
  return incomplete ? answers.map((answer, i) => withheld(answer, lines[i]!)) : answers
}

/** The first rule that matches the ship-to's country. */
export function ruleFor(country: string, rules: readonly SourcingRule[]): SourcingRule | undefined {
  return rules.find(({ shipToCountry }) => shipToCountry === "" || shipToCountry === country)
}

function allocateGroup(lines: readonly DemandLine[], warehouses: readonly SourceWarehouse[], rules: readonly SourcingRule[], shelf: Shelf): LineAllocation[] {
  const { destination } = lines[0]!
  const rule = ruleFor(destination.country, rules)
  const strategy = rule?.strategy ?? "nearest_complete"
  const candidates = candidatesOf(warehouses, rule, destination)
  const complete = strategy === "nearest_complete" ? candidates.find(({ warehouseId }) => shelf.holdsAll(warehouseId, lines)) : undefined
  const why = complete ? "one_warehouse_has_everything" : strategy === "listed" ? "listed_order" : "nearest_first"
  return lines.map((line) => {
    const allocations = shelf.take(line, complete ? [complete] : candidates)
    const short = subtractQuantity(line.baseQuantity, sumOfQuantities(allocations.map(({ quantity: taken }) => taken)))
    const answer: LineAllocation = {
      orderLineId: line.orderLineId, allocations, short,
      rule: { ruleId: rule?.ruleId ?? null, name: rule?.name ?? null, strategy, why: allocations.length === 0 ? "no_stock" : why },
    }
    if (!line.shipComplete || isZeroQuantity(short)) return answer
    shelf.putBack(line.productId, allocations)
    return withheld(answer, line)
  })
}

/** What may not be served in parts is not served at all; what was simply not there keeps saying so. */
function withheld(answer: LineAllocation, line: DemandLine): LineAllocation {
  const why = answer.allocations.length === 0 ? answer.rule.why : "not_whole"
  return { ...answer, allocations: [], short: line.baseQuantity, rule: { ...answer.rule, why } }
}

function candidatesOf(warehouses: readonly SourceWarehouse[], rule: SourcingRule | undefined, destination: Destination): SourceWarehouse[] {
  const named = rule?.warehouseIds ?? []
  if (rule?.strategy === "listed") return named.flatMap((id) => warehouses.filter(({ warehouseId }) => warehouseId === id))
  return nearestFirst(named.length === 0 ? warehouses : warehouses.filter(({ warehouseId }) => named.includes(warehouseId)), destination)
}

/** Lines that go to the same place are looked at together, in the order in which the places first appear. */
function byDestination(lines: readonly DemandLine[]): DemandLine[][] {
  const groups = new Map<string, DemandLine[]>()
  for (const line of lines) {
    const { country, latitude, longitude } = line.destination
    const key = `${country} ${latitude ?? ""} ${longitude ?? ""}`
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups.values()]
}

/** What is left while lines take from it, one after the other. */
class Shelf {
  readonly #left = new Map<string, Quantity>()

  constructor(stock: readonly StockLevel[]) {
    for (const { productId, warehouseId, available } of stock) this.#left.set(`${warehouseId} ${productId}`, available)
  }

  left(warehouseId: string, productId: string): Quantity {
    return this.#left.get(`${warehouseId} ${productId}`) ?? ZERO
  }

  holdsAll(warehouseId: string, lines: readonly DemandLine[]): boolean {
    const needed = new Map<string, Quantity>()
    for (const { productId, baseQuantity } of lines) needed.set(productId, addQuantity(needed.get(productId) ?? ZERO, baseQuantity))
    return [...needed].every(([productId, total]) => compareQuantities(this.left(warehouseId, productId), total) >= 0)
  }

  take({ productId, baseQuantity }: DemandLine, from: readonly SourceWarehouse[]): { warehouseId: string; quantity: Quantity }[] {
    const taken: { warehouseId: string; quantity: Quantity }[] = []
    let missing = baseQuantity
    for (const { warehouseId } of from) {
      if (isZeroQuantity(missing)) break
      const left = this.left(warehouseId, productId)
      const part = compareQuantities(left, missing) < 0 ? left : missing
      if (compareQuantities(part, ZERO) <= 0) continue
      this.#left.set(`${warehouseId} ${productId}`, subtractQuantity(left, part))
      missing = subtractQuantity(missing, part)
      taken.push({ warehouseId, quantity: part })
    }
    return taken
  }

  putBack(productId: string, parts: readonly { readonly warehouseId: string; readonly quantity: Quantity }[]): void {
    for (const { warehouseId, quantity: part } of parts) this.#left.set(`${warehouseId} ${productId}`, addQuantity(this.left(warehouseId, productId), part))
  }
}
