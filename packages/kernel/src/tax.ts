import { divideRounded } from "./decimal.ts"
import { money, type Money } from "./money.ts"
import { HUNDRED_PERCENT, parsePercent } from "./percent.ts"

/** The tax on a net amount at a rate such as "19" or "8.875", rounded once, half away from zero. */
export function taxOf(net: Money, ratePercent: string): Money {
  return money(divideRounded(net.amount * parsePercent(ratePercent), HUNDRED_PERCENT), net.currency)
}
