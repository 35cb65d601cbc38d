import { isCurrency, minorUnits, money, toDecimalString, type Currency, type MoneyJson } from "@entrepot/kernel"

/*
 * What a card can be charged. Source of every figure: docs.stripe.com/currencies ("Zero-decimal", "Three-decimal", "Special cases", "Minimum and
 * maximum charge amounts").
 */

/** How the provider writes a currency where it is not how ISO 4217 does, or where not every amount exists: digits after the point, and the step that an amount must be a multiple of. */
export type CardGranularity = { readonly digits: number; readonly step: bigint }
const ZERO: CardGranularity = { digits: 0, step: 1n }
const TENS: CardGranularity = { digits: 3, step: 10n }
const HUNDREDS: CardGranularity = { digits: 2, step: 100n }
const SPECIAL: Readonly<Record<string, CardGranularity>> = {
  BIF: ZERO, CLP: ZERO, DJF: ZERO, GNF: ZERO, JPY: ZERO, KMF: ZERO, KRW: ZERO, MGA: ZERO, PYG: ZERO, RWF: ZERO, VND: ZERO, VUV: ZERO, XAF: ZERO, XOF: ZERO, XPF: ZERO,
  BHD: TENS, JOD: TENS, KWD: TENS, OMR: TENS, TND: TENS,
  ISK: HUNDREDS, UGX: HUNDREDS,
}
/** The least that is charged, in minor units: by the currency that the provider pays out, which is the invoice's own unless it has to be exchanged. */
const LEAST: Readonly<Record<string, bigint>> = {
  USD: 50n, AED: 200n, AUD: 50n, BRL: 50n, CAD: 50n, CHF: 50n, CZK: 1500n, DKK: 250n, EUR: 50n, GBP: 30n, HKD: 400n, HUF: 17500n, INR: 50n, JPY: 50n, MXN: 1000n, MYR: 200n, NOK: 300n, NZD: 50n, PLN: 200n, RON: 200n, SEK: 300n, SGD: 50n, THB: 1000n,
}
/** Digits that an amount may have as the provider writes it; eight where nothing is said. */
const DIGITS: Readonly<Record<string, number>> = { IDR: 12, COP: 10, HUF: 10, JPY: 10, LBP: 10, INR: 9 }

/** Undefined for a currency that ISO writes with other than two digits and of which the provider says nothing: it does not take that. */
export function cardGranularity(code: string): CardGranularity | undefined {
  return SPECIAL[code] ?? (isCurrency(code) && minorUnits(code) === 2 ? { digits: 2, step: 1n } : undefined)
}

/** What is wrong with an amount for a card, as a refusal says it; amounts in its facts are decimal text in the same currency. */
export type CardRefusal = { readonly code: "billing.card_takes_no_such_currency" | "billing.card_amount_is_too_small" | "billing.card_amount_is_too_large" | "billing.card_amount_is_too_fine" | "billing.refund_is_too_fine"; readonly facts: Readonly<Record<string, string>> }

/** Why a card cannot be charged exactly this; nothing where it can. The amount that it could be charged instead is never more. */
export function cardRefusal({ amount, currency: code }: MoneyJson): CardRefusal | undefined {
  const limits = limitsOf(code)
  if (!limits) return { code: "billing.card_takes_no_such_currency", facts: { currency: code } }
  const { currency, step, least, most } = limits
  const minor = BigInt(amount)
  const facts = (figure: bigint) => ({ currency: code, amount: toDecimalString(money(figure, currency)) })
  if (minor < least) return { code: "billing.card_amount_is_too_small", facts: facts(least) }
  if (minor > most) return { code: "billing.card_amount_is_too_large", facts: facts(most) }
  return minor % step === 0n ? undefined : { code: "billing.card_amount_is_too_fine", facts: facts(minor - (minor % step)) }
}

/** The same of what is to be paid back to a card: there is no least amount. */
export function cardRefundRefusal({ amount, currency: code }: MoneyJson): CardRefusal | undefined {
  const limits = limitsOf(code)
  if (!limits) return { code: "billing.card_takes_no_such_currency", facts: { currency: code } }
  const over = BigInt(amount) % limits.step
  return over === 0n ? undefined : { code: "billing.refund_is_too_fine", facts: { currency: code, amount: toDecimalString(money(BigInt(amount) - over, limits.currency)) } }
}

type Limits = { readonly currency: Currency; /** All in our minor units. */ readonly step: bigint; readonly least: bigint; readonly most: bigint }

function limitsOf(code: string): Limits | undefined {
  const granularity = cardGranularity(code)
  if (!granularity || !isCurrency(code)) return undefined
  const [ours, theirs] = [10n ** BigInt(minorUnits(code)), 10n ** BigInt(granularity.digits)]
  // The smallest step that both can write.
  const step = atLeast(granularity.step * ours / theirs, 1n)
  const most = (10n ** BigInt(DIGITS[code] ?? 8) - 1n) * ours / theirs
  return { currency: code, step, least: atLeast(LEAST[code] ?? 1n, step), most: most - (most % step) }
}

const atLeast = (one: bigint, other: bigint) => (one > other ? one : other)
