import { currency as currencyOf } from "@entrepot/kernel"
import { feeOn, sameFee, type ChargedFee, type FeeVersion } from "../../subscriptions/index.ts"
import { anchorOf, costOf, dueDays, missingDays, stopsOn, type Days, type Service } from "./coverage.ts"

/**
 * The days on which one fee holds, and the day from which its periods are counted. Another price keeps the periods that there are, and what is left of the one
 * that runs is charged by days; another length of period, or a fee after none, begins anew on its own day.
 */
export type FeeTerm = Days & ChargedFee & { readonly anchor: string }
export type Billed = Days & { readonly feeVersion: number }
export type FeedService<B extends Billed = Billed> = Service & { readonly currency: string; readonly today: string; readonly fees: readonly FeeVersion[]; readonly billed: readonly B[] }

const FOREVER = "9999-12-31"

/** Every fee from the first day on, in order; days without one are in none. Versions that change nothing for the customer are one with what was before. */
export function feeTerms(anchor: string, fees: readonly FeeVersion[]): readonly FeeTerm[] {
  const days = [anchor, ...new Set(fees.flatMap(({ from }) => (from !== null && from > anchor ? [from] : [])))].sort()
  return days.reduce<readonly FeeTerm[]>((terms, from, at) => {
    const until = days[at + 1] ?? FOREVER
    const fee = feeOn(fees, from)
    if (!fee) return terms
    const before = terms.at(-1)?.until === from ? terms.at(-1)! : undefined
    if (before && sameFee(before, fee)) return [...terms.slice(0, -1), { ...before, until }]
    return [...terms, { ...fee, from, until, anchor: before?.everyMonths === fee.everyMonths ? before.anchor : from }]
  }, [])
}

/** What a version meant when it was billed: what was decided after it does not change what that cost. */
function termOf(anchor: string, fees: readonly FeeVersion[], version: number): FeeTerm | undefined {
  const known = fees.filter((one) => one.version <= version)
  const from = known.find((one) => one.version === version)?.from ?? anchor
  return feeTerms(anchor, known).findLast((term) => term.from <= (from > anchor ? from : anchor))
}

export const costInTerm = (currency: string, term: FeeTerm, days: Days): bigint => costOf({ amountMinor: term.amountMinor, everyMonths: term.everyMonths, currency: currencyOf(currency) }, term.anchor, days)

export type Stopped<B extends Billed = Billed> = { readonly piece: B; readonly on: string; readonly term: FeeTerm }
export type Planned<B extends Billed = Billed> = {
  /** What is billed and not given any more by that fee, from a day on: it is credited. */
  readonly stopped: readonly Stopped<B>[]
  readonly kept: readonly (B & { readonly term: FeeTerm })[]
  /** What is given and stands on no invoice. */
  readonly missing: readonly (Days & { readonly term: FeeTerm })[]
}

/** What is to be done of a service today, so that what is billed is what is given. Pure: the preview asks the same of a day to come. */
export function planBilling<B extends Billed>(service: FeedService<B>): Planned<B> {
  const anchor = anchorOf(service)
  if (!anchor) return { stopped: [], kept: [], missing: [] }
  const { fees, today, billed } = service
  const reached = feeTerms(anchor, fees.filter(({ from }) => from === null || from <= today))
  const pieces = billed.flatMap((piece) => {
    const term = termOf(anchor, fees, piece.feeVersion)
    return term ? [{ piece, term, on: earliest(stopsOn(service, piece), leavesOn(reached, term, piece)) }] : []
  })
  const kept = pieces.map(({ piece, term, on }) => ({ ...piece, term, until: on ?? piece.until })).filter(({ from, until }) => from < until)
  const missing = feeTerms(anchor, fees).flatMap((term) => missingDays(dueDays(service, term.everyMonths, today, term), kept).map((days) => ({ ...days, term })))
  return { stopped: pieces.flatMap(({ piece, term, on }) => (on === undefined ? [] : [{ piece, term, on }])), kept, missing }
}

const earliest = (one: string | undefined, other: string | undefined) => (one === undefined || (other !== undefined && other < one) ? other : one)

/** The first of a piece's days that has another fee by now, or none. */
function leavesOn(reached: readonly FeeTerm[], own: FeeTerm, piece: Days): string | undefined {
  const at = reached.findIndex((term) => term.from <= piece.from && piece.from < term.until)
  let until = at < 0 ? piece.from : reached[at]!.from
  for (const term of at < 0 ? [] : reached.slice(at)) {
    if (!costsTheSame(term, own) || until !== term.from) break
    until = term.until
  }
  if (until <= piece.from) return piece.from
  return until < piece.until ? until : undefined
}

/** Another name alone is nothing to credit and bill again: what stands on an invoice keeps the name that it was billed by. */
const costsTheSame = (one: FeeTerm, other: FeeTerm) => one.amountMinor === other.amountMinor && one.everyMonths === other.everyMonths && one.anchor === other.anchor

/** The fee that holds on a day. */
export function termAt(anchor: string, fees: readonly FeeVersion[], day: string): FeeTerm | undefined {
  return feeTerms(anchor, fees).find(({ from, until }) => from <= day && day < until)
}
