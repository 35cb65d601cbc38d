import { isCurrency, minorUnits, type MoneyJson } from "@entrepot/kernel"

export type StripeAmount = { readonly amount: number; readonly currency: string }

/**
 * How Stripe writes a currency where it is not how ISO 4217 does, or where not every amount exists: digits after the point,
 * and the step that an amount must be a multiple of. Source: docs.stripe.com/currencies, "special cases".
 */
const ZERO = { digits: 0, step: 1n }
const TENS = { digits: 3, step: 10n }
const HUNDREDS = { digits: 2, step: 100n }
const SPECIAL: Readonly<Record<string, { readonly digits: number; readonly step: bigint }>> = {
  BIF: ZERO, CLP: ZERO, DJF: ZERO, GNF: ZERO, JPY: ZERO, KMF: ZERO, KRW: ZERO, MGA: ZERO, PYG: ZERO, RWF: ZERO, VND: ZERO, VUV: ZERO, XAF: ZERO, XOF: ZERO, XPF: ZERO,
  BHD: TENS, JOD: TENS, KWD: TENS, OMR: TENS, TND: TENS,
  ISK: HUNDREDS, UGX: HUNDREDS,
}

/** The same money as Stripe counts it; undefined where Stripe cannot say exactly this amount. */
export function toStripeAmount({ amount, currency }: MoneyJson): StripeAmount | undefined {
  const granularity = granularityOf(currency)
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
  const granularity = granularityOf(currency)
  if (!granularity || !isCurrency(currency)) throw new Error(`Stripe said an amount in ${currency}, which we do not know.`)
  const scaled = BigInt(amount) * 10n ** BigInt(minorUnits(currency))
  const divisor = 10n ** BigInt(granularity.digits)
  if (scaled % divisor !== 0n) throw new Error(`Stripe said ${amount} ${currency}, which is no whole number of minor units.`)
  return { amount: String(scaled / divisor), currency }
}

/** A currency that ISO writes with other than two digits and that Stripe says nothing special of is one it does not take. */
function granularityOf(currency: string): { readonly digits: number; readonly step: bigint } | undefined {
  return SPECIAL[currency] ?? (isCurrency(currency) && minorUnits(currency) === 2 ? { digits: 2, step: 1n } : undefined)
}
