import { cardGranularity } from "@entrepot/domain/billing/contract"
import { isCurrency, minorUnits, type MoneyJson } from "@entrepot/kernel"

export type StripeAmount = { readonly amount: number; readonly currency: string }

/** The same money as Stripe counts it; undefined where Stripe cannot say exactly this amount. */
export function toStripeAmount({ amount, currency }: MoneyJson): StripeAmount | undefined {
  const granularity = cardGranularity(currency)
  if (!granularity || !isCurrency(currency)) return undefined
  const scaled = BigInt(amount) * 10n ** BigInt(granularity.digits)
  const divisor = 10n ** BigInt(minorUnits(currency))
  if (scaled % divisor !== 0n) return undefined
  const exact = scaled / divisor
  if (exact % granularity.step !== 0n || exact > BigInt(Number.MAX_SAFE_INTEGER) || exact < -BigInt(Number.MAX_SAFE_INTEGER)) return undefined
  return { amount: Number(exact), currency: currency.toLowerCase() }
}

/** Stripe's amount as money. Throws where it says more digits than the currency has: money is never rounded here. */
export function fromStripeAmount({ amount, currency: lower }: StripeAmount): MoneyJson {
  const currency = lower.toUpperCase()
  const granularity = cardGranularity(currency)
  if (!granularity || !isCurrency(currency)) throw new Error(`Stripe said an amount in ${currency}, which we do not know.`)
  const scaled = BigInt(amount) * 10n ** BigInt(minorUnits(currency))
  const divisor = 10n ** BigInt(granularity.digits)
  if (scaled % divisor !== 0n) throw new Error(`Stripe said ${amount} ${currency}, which is no whole number of minor units.`)
  return { amount: String(scaled / divisor), currency }
}
