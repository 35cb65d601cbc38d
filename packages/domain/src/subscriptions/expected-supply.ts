import type { Work } from "@entrepot/db"
import { currency, extend, money, moneyToJson, quantity, type MoneyJson } from "@entrepot/kernel"
import { supplyPrices, type LineAsk } from "../pricing/index.ts"
import { comingDates } from "./future.db.ts"

export type Period = { readonly from: string; readonly to: string }
/** What subscriptions will take of the distributor in a period: how many deliveries, and what they cost the partner before tax. */
export type ExpectedSupply = Period & { readonly dates: number; readonly supply: MoneyJson }

const keyOf = ({ productId, unit, quantity: wanted }: LineAsk) => `${productId} ${unit} ${wanted}`

/**
 * What a partner's subscriptions will take of the distributor and nobody has ordered yet, for each of some periods that follow each other, at today's
 * transfer prices. Both sides may know it: no sale price is read. Four statements, and one more for every 500 kinds of lines.
 */
export async function expectedSupply(work: Work, tenantId: number, periods: readonly Period[]): Promise<readonly ExpectedSupply[]> {
  const [first, last] = [periods[0], periods.at(-1)]
  if (!first || !last) return []
  const coming = await comingDates(work, { tenantId, from: first.from, to: last.to })
  const asks = [...new Map(coming.flatMap(({ lines }) => lines.map(({ productId, unit, quantity: wanted }) => ({ productId, unit, quantity: wanted })).map((line) => [keyOf(line), line] as const))).values()]
  const { currency: code, prices } = await supplyPrices(work, tenantId, asks)
  const unit = currency(code)
  const costs = new Map(asks.map((ask, place) => [keyOf(ask), prices[place] ? extend(prices[place], quantity(ask.quantity), unit).amount : 0n]))
  return periods.map(({ from, to }) => {
    const within = coming.filter(({ on }) => on >= from && on <= to)
    return { from, to, dates: within.length, supply: moneyToJson(money(within.reduce((sum, { lines }) => sum + lines.reduce((all, line) => all + costs.get(keyOf(line))!, 0n), 0n), unit)) }
  })
}
