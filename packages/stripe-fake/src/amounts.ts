import { invalid } from "./api-error.ts"

const ZERO_DECIMAL = new Set(["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"])
/** Written with three digits, of which the last is always 0. */
const THREE_DECIMAL = new Set(["bhd", "jod", "kwd", "omr", "tnd"])
/** Have no minor unit any more, but are written as if they had two digits. */
const WHOLE_OF_TWO = new Set(["isk", "ugx"])
const TWO_DECIMAL = new Set(("aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr "
  + "jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah usd uyu uzs wst xcd yer zar zmw").split(" "))

/** The least that a card can be charged, in the smallest unit. Source: Stripe's documentation of currencies. */
const LEAST: Readonly<Record<string, number>> = { usd: 50, aed: 200, aud: 50, brl: 50, cad: 50, chf: 50, czk: 1500, dkk: 250, eur: 50, gbp: 30, hkd: 400, huf: 17500, inr: 50, jpy: 50, mxn: 1000, myr: 200, nok: 300, nzd: 50, pln: 200, ron: 200, sek: 300, sgd: 50, thb: 1000 }
/** Digits that an amount may have; eight where nothing is said. */
const DIGITS: Readonly<Record<string, number>> = { idr: 12, cop: 10, huf: 10, jpy: 10, lbp: 10, inr: 9 }

export function checkCurrency(currency: string): void {
  if (currency !== currency.toLowerCase() || ![ZERO_DECIMAL, THREE_DECIMAL, WHOLE_OF_TWO, TWO_DECIMAL].some((set) => set.has(currency))) {
    throw invalid(`Invalid currency: ${currency}. Stripe currently supports these currencies: usd, aed, afn, all, …`, { param: "currency" })
  }
}

/** An amount that this currency can express, and that a card can be charged. */
export function checkAmount(amount: number, currency: string): void {
  if (amount < 1) throw invalid("This value must be greater than or equal to 1.", { param: "amount", code: "parameter_invalid_integer" })
  if (amount >= 10 ** (DIGITS[currency] ?? 8)) throw invalid(`Amount must be no more than ${"9".repeat(DIGITS[currency] ?? 8)} in ${currency}`, { param: "amount", code: "amount_too_large" })
  checkGranularity(amount, currency)
  if (amount < (LEAST[currency] ?? 1)) throw invalid(`Amount must be at least ${LEAST[currency]} in ${currency}`, { param: "amount", code: "amount_too_small" })
}

export function checkGranularity(amount: number, currency: string): void {
  const step = THREE_DECIMAL.has(currency) ? 10 : WHOLE_OF_TWO.has(currency) ? 100 : 1
  if (amount % step !== 0) throw invalid(`Invalid amount: ${amount} is not a multiple of ${step}, which ${currency} needs.`, { param: "amount", code: "invalid_charge_amount" })
}
