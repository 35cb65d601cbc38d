import type { Work } from "@entrepot/db"
import { currency, money, moneyToJson, Refusal, Temporal, toDecimalString } from "@entrepot/kernel"
import { candidateFee, feeOn, feeView } from "../../subscriptions/index.ts"
import type { PreviewFee } from "../../subscriptions/contract.ts"
import type { ChargedDays, FeePreview, TaxedAmount } from "../contract.ts"
import { composeCredit } from "../credits/compose-credit.ts"
import { creditableLines } from "../credits/creditable.db.ts"
import { compose } from "../invoices/compose.ts"
import { billed } from "../invoices/written-lines.ts"
import { findIssuer, type Issuer } from "../invoices/issuer.db.ts"
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
  const issuer = await findIssuer(work, service.accountId)
  if (!issuer) throw new Error(`Account ${service.accountId} is gone.`)
  const taxed = (pieces: readonly TermDays[]) => together(work, then, issuer, pieces)
  const [kept, credited, charged, next] = [await taxed(keptOf(then, anchor, planned)), await creditedOf(work, then, planned), await taxed(planned.missing.filter((days) => days.from >= then.today)), await taxed(nextOf(then, anchor))]
  return { ...shown, kept, credited, charged, next, unbilled: null }
}

type TermDays = Days & { readonly term: FeeTerm }

/** Of the period in which the day lies, what the fee before charges up to it. */
function keptOf(then: ServiceToBill, anchor: string, { kept, missing }: Planned<BilledDays>): readonly TermDays[] {
  const term = termAt(anchor, then.fees, Temporal.PlainDate.from(then.today).subtract({ days: 1 }).toString())
  if (!term) return []
  const { from } = periodAt(term.anchor, Temporal.PlainDate.from(then.today).subtract({ days: 1 }).toString(), term.everyMonths)
  return [...kept, ...missing].filter((piece) => piece.from >= from && piece.until <= then.today)
}

async function creditedOf(work: Work, { currency: code, today }: ServiceToBill, { stopped }: Planned<BilledDays>): Promise<TaxedAmount | null> {
  let [net, tax] = [0n, 0n]
  for (const { piece, term, on } of stopped.filter((one) => one.on >= today)) {
    const lines = await creditableLines(work, piece.invoiceId)
    const [line] = lines
    const [unused, left] = [costInTerm(code, term, { from: on, until: piece.until }), line ? line.netMinor - line.creditedNetMinor : 0n]
    const back = unused < left ? unused : left
    if (!line || back <= 0n) continue
    net += back
    tax += composeCredit(lines, [{ lineId: line.lineId, net: { amount: back.toString(), currency: code } }], code).tax.amount
  }
  return net === 0n ? null : amountsOf(code, net, tax)
}

/** The first whole period that begins after the day. */
function nextOf(then: ServiceToBill, anchor: string): readonly TermDays[] {
  const term = termAt(anchor, then.fees, then.today)
  if (!term) return []
  const { until } = periodAt(term.anchor, then.today, term.everyMonths)
  const next = dueDays(then, term.everyMonths, until, term).find((days) => days.from >= until)
  return next ? [{ ...next, term }] : []
}

/** Each piece is an invoice of its own, taxed as it is billed. */
async function together(work: Work, { currency: code }: ServiceToBill, issuer: Issuer, pieces: readonly TermDays[]): Promise<ChargedDays | null> {
  const [first, last] = [pieces.map(({ from }) => from).sort()[0], pieces.map(({ until }) => until).sort().at(-1)]
  if (first === undefined || last === undefined) return null
  let [net, tax] = [0n, 0n]
  for (const { term, from, until } of pieces) {
    const cost = costInTerm(code, term, { from, until })
    net += cost
    const lines = await billed(work, issuer, [{ sku: "", name: term.name, unit: "each", quantity: "1", unitPrice: toDecimalString(money(cost, currency(code))), taxCategory: term.taxCategory }])
    tax += compose(lines, issuer.taxRounding, code).tax.amount
  }
  return { from: first, to: Temporal.PlainDate.from(last).subtract({ days: 1 }).toString(), ...amountsOf(code, net, tax) }
}

function amountsOf(code: string, net: bigint, tax: bigint): TaxedAmount {
  const amount = (minor: bigint) => moneyToJson(money(minor, currency(code)))
  return { amount: amount(net), tax: amount(tax), total: amount(net + tax) }
}
