import type { Currency } from "./currency.ts"
import { compareIntegers, divideRounded } from "./decimal.ts"
import { grouped } from "./grouped.ts"
import { add, money, subtract, sumOf, zero, type Money } from "./money.ts"
import { HUNDRED_PERCENT, parsePercent } from "./percent.ts"

/** The tax on a net amount at a rate such as "19" or "8.875", rounded once, half away from zero. */
export function taxOf(net: Money, ratePercent: string): Money {
  return money(divideRounded(net.amount * parsePercent(ratePercent), HUNDRED_PERCENT), net.currency)
}

/**
 * per_line: each line's tax is rounded, and a rate's tax is their sum. per_invoice: the tax of each category and rate is
 * rounded once, and its lines share it.
 */
export type TaxMethod = "per_line" | "per_invoice"

/** `before`: what stands of the same line on earlier documents of the same deal. Its tax is part of them; the rounding goes on from there. */
export type Taxed<Category extends string = string> = { readonly net: Money; readonly category: Category; readonly percent: string; readonly before?: Money }

export type TaxGroup<Category extends string = string> = { readonly category: Category; readonly percent: string; readonly taxable: Money; readonly tax: Money }

/**
 * The tax of a document: of each line, in the order given, and of each category and rate, in the order of their first line.
 * A group's lines always add up to it. All lines are in one currency. With `before`, each tax is that of everything so far less that of
 * what was before: it is the exact tax rounded to a neighbour, and the documents of a deal add up to the deal.
 */
export function taxDocument<Category extends string>(
  lines: readonly Taxed<Category>[], method: TaxMethod, currency: Currency,
): { lines: Money[]; groups: TaxGroup<Category>[] } {
  const taxes = lines.map(() => zero(currency))
  // "19" and "19.0" are one rate.
  const rates = grouped(lines.map((line, index) => ({ line, index })), ({ line }) => `${line.category} ${parsePercent(line.percent)}`)
  const groups = [...rates.values()].map((members) => {
    const { category, percent } = members[0]!.line
    const nets = members.map(({ line }) => line.net)
    const befores = members.map(({ line }) => line.before ?? zero(currency))
    const shares = method === "per_line" ? nets.map((net, place) => taxAfter(befores[place]!, net, percent)) : sharedTax(nets, sumOf(befores, currency), percent)
    for (const [place, { index }] of members.entries()) taxes[index] = shares[place]!
    return { category, percent, taxable: sumOf(nets, currency), tax: sumOf(shares, currency) }
  })
  return { lines: taxes, groups }
}

/** The tax on a net amount that follows another of the same deal. */
function taxAfter(before: Money, net: Money, percent: string): Money {
  return before.amount === 0n ? taxOf(net, percent) : subtract(taxOf(add(before, net), percent), taxOf(before, percent))
}

/**
 * The tax on the sum of the lines, given out by largest remainder: each line gets its exact tax rounded down, and the units that
 * are left go to those that lost most. Lines may differ in sign. A document turned around gets the same taxes turned around.
 */
function sharedTax(nets: readonly Money[], before: Money, percent: string): Money[] {
  const { currency } = before
  const total = nets.reduce((sum, { amount }) => sum + amount, 0n)
  const turned = total < 0n || (total === 0n && (nets.find(({ amount }) => amount !== 0n)?.amount ?? 0n) < 0n)
  const sign = turned ? -1n : 1n
  const shares = nets.map(({ amount }, index) => {
    const exact = sign * amount * parsePercent(percent)
    const units = floorOf(exact, HUNDRED_PERCENT)
    return { index, units, rest: exact - units * HUNDRED_PERCENT }
  })
  const tax = sign * taxAfter(before, money(total, currency), percent).amount
  const left = Number(shares.reduce((rest, { units }) => rest - units, tax))
  const byRest = [...shares].sort((one, other) => compareIntegers(other.rest, one.rest) || one.index - other.index)
  for (const share of byRest.slice(0, left)) share.units += 1n
  return shares.map(({ units }) => money(sign * units, currency))
}

function floorOf(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  return numerator % denominator < 0n ? quotient - 1n : quotient
}
