import type { Work } from "@entrepot/db"
import { currency, money, moneyToJson, Refusal, Temporal, type MoneyJson } from "@entrepot/kernel"
import { candidateFee, feeOn, feeView } from "../../subscriptions/index.ts"
import type { PreviewFee } from "../../subscriptions/contract.ts"
import type { ChargedDays, FeePreview } from "../contract.ts"
import { creditableLines } from "../credits/creditable.db.ts"
import { anchorOf, dueDays, periodAt, type Days } from "./coverage.ts"
import { costInTerm, planBilling, termAt, type FeeTerm, type Planned } from "./fee-terms.ts"
import { findService, type BilledDays, type ServiceToBill } from "./service.db.ts"

/**
 * What a change of a subscription's fee, or of its plan, would make of what is billed: decided by the same functions as the billing itself, on the day from
 * which it holds. Null where the fee stays as it is. Nothing is written. Refuses `subscriptions.subscription_not_found`.
 */
export async function previewFee(work: Work, input: PreviewFee): Promise<FeePreview | null> {
  const candidate = await candidateFee(work, input)
  const service = await findService(work, input.subscriptionId)
  if (!service) throw new Refusal("subscriptions.subscription_not_found", "not_found")
  if (!candidate) return null
  const anchor = anchorOf(service)
  const from = [candidate.from ?? service.today, service.today, anchor ?? service.startsOn].sort().at(-1)!
  const before = feeOn(service.fees, Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()) ?? feeOn(service.fees, service.today)
  const shown = { from, before: feeView(before, service.currency), after: feeView(feeOn([candidate], from), service.currency), kept: null, credited: null, charged: null, next: null }
  if (!anchor) return { ...shown, unbilled: "draft" }
  if (service.accountKind === "house") return { ...shown, unbilled: "own" }
  const then: ServiceToBill = { ...service, fees: [...service.fees, candidate], today: from }
  const planned = planBilling(then)
  return { ...shown, kept: keptOf(then, anchor, planned), credited: await creditedOf(work, then, planned), charged: chargedOf(then, planned), next: nextOf(then, anchor), unbilled: null }
}

/** Of the period in which the day lies, what the fee before charges up to it. */
function keptOf(then: ServiceToBill, anchor: string, { kept, missing }: Planned<BilledDays>): ChargedDays | null {
  const term = termAt(anchor, then.fees, Temporal.PlainDate.from(then.today).subtract({ days: 1 }).toString())
  if (!term) return null
  const { from } = periodAt(term.anchor, Temporal.PlainDate.from(then.today).subtract({ days: 1 }).toString(), term.everyMonths)
  return together(then, [...kept, ...missing].filter((piece) => piece.from >= from && piece.until <= then.today))
}

async function creditedOf(work: Work, { currency: code, today }: ServiceToBill, { stopped }: Planned<BilledDays>): Promise<MoneyJson | null> {
  let sum = 0n
  for (const { piece, term, on } of stopped.filter((one) => one.on >= today)) {
    const [line] = await creditableLines(work, piece.invoiceId)
    const [unused, left] = [costInTerm(code, term, { from: on, until: piece.until }), line ? line.netMinor - line.creditedNetMinor : 0n]
    sum += unused < left ? unused : left
  }
  return sum === 0n ? null : moneyToJson(money(sum, currency(code)))
}

function chargedOf(then: ServiceToBill, { missing }: Planned<BilledDays>): ChargedDays | null {
  return together(then, missing.filter(({ from }) => from >= then.today))
}

/** The first whole period that begins after the day. */
function nextOf(then: ServiceToBill, anchor: string): ChargedDays | null {
  const term = termAt(anchor, then.fees, then.today)
  if (!term) return null
  const { until } = periodAt(term.anchor, then.today, term.everyMonths)
  const next = dueDays(then, term.everyMonths, until, term).find((days) => days.from >= until)
  return next ? together(then, [{ ...next, term }]) : null
}

function together({ currency: code }: ServiceToBill, pieces: readonly (Days & { readonly term: FeeTerm })[]): ChargedDays | null {
  const [first, last] = [pieces.map(({ from }) => from).sort()[0], pieces.map(({ until }) => until).sort().at(-1)]
  if (first === undefined || last === undefined) return null
  const sum = pieces.reduce((all, { term, from, until }) => all + costInTerm(code, term, { from, until }), 0n)
  return { from: first, to: Temporal.PlainDate.from(last).subtract({ days: 1 }).toString(), amount: moneyToJson(money(sum, currency(code))) }
}
