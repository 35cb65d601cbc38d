import type { Work } from "@entrepot/db"
import { add, currency as currencyOf, extend, moneyToJson, subtract, zero, type MoneyJson } from "@entrepot/kernel"
import { authorizeSide } from "./authorize-side.ts"
import { SimulatePrices } from "./contract.ts"
import { linesFor, type LinePrice } from "./price-lines.ts"

export type SimulatedLine = LinePrice & { readonly net: MoneyJson | null; readonly supplyNet: MoneyJson | null }
export type Simulation = { readonly lines: readonly SimulatedLine[]; readonly net: MoneyJson; readonly supply: MoneyJson; readonly margin: MoneyJson; readonly unpriced: number }

/**
 * What any account would pay, on any day, for any basket, and why: the same resolver as every other door, and it writes
 * nothing. With `previewListId` a draft counts as published. `supply` and `margin` leave out lines without a price.
 */
export async function simulatePrices(work: Work, input: SimulatePrices): Promise<Simulation> {
  const { accountId, on, lines: asked, previewListId } = SimulatePrices.parse(input)
  authorizeSide(work, "sale")
  const priced = await linesFor(work, { accountId, on, lines: asked, preview: previewListId })
  const currency = currencyOf(priced[0]!.currency)
  let [net, supply] = [zero(currency), zero(currency)]
  const lines = priced.map((line) => {
    const own = line.price && extend(line.price.unitPrice, line.quantity, currency)
    const cost = line.supply && extend(line.supply.unitPrice, line.quantity, currency)
    if (own) [net, supply] = [add(net, own), add(supply, cost ?? zero(currency))]
    return { ...line, net: own && moneyToJson(own), supplyNet: cost && moneyToJson(cost) }
  })
  return { lines, net: moneyToJson(net), supply: moneyToJson(supply), margin: moneyToJson(subtract(net, supply)), unpriced: lines.filter(({ price }) => price === null).length }
}

