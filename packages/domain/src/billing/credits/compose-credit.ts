import { compareQuantities, currency, fromBase, least, money, quantity, Refusal, subtractQuantity, type MoneyJson, type Quantity } from "@entrepot/kernel"
import { shareTax } from "../../pricing/index.ts"
import type { BilledLine, Composed, TaxedLine, TaxRow } from "../invoices/compose.ts"
import type { CreditableLine } from "./creditable.db.ts"

export type CreditAsk = { readonly lineId: string; readonly quantity?: string | undefined; readonly net?: MoneyJson | undefined }
/** A line of a credit note; `quantity` is 0 where only money goes back. */
export type CreditedLine = TaxedLine & { readonly invoiceLineId: string }
export type ComposedCredit = Omit<Composed, "lines"> & { readonly lines: readonly CreditedLine[] }

/** So many micro-units, for shares of amounts. */
const micros = (value: Quantity): bigint => {
  const [whole = "0", places = ""] = value.split(".")
  return BigInt(whole + places.padEnd(6, "0"))
}
/** A share of an amount, rounded half up; both above zero. */
const share = (amount: bigint, part: bigint, whole: bigint): bigint => (whole === 0n ? 0n : (amount * part * 2n + whole) / (whole * 2n))

/**
 * What a credit note takes back: of each line at most what was invoiced and is not credited yet. Goods are taken back at the
 * invoice's price, and the last of a line takes whatever is left of it, so that everything credited is exactly what was charged.
 *
 * Refuses `billing.credit_line_not_found`, `more_than_is_creditable`, `nothing_to_credit`.
 */
export function composeCredit(lines: readonly CreditableLine[], asks: readonly CreditAsk[], code: string): ComposedCredit {
  const credited = asks.map((ask, index) => creditedLine(lines, ask, index + 1, code)).filter((line) => line.netMinor + line.taxMinor > 0n)
  if (credited.length === 0) throw new Refusal("billing.nothing_to_credit", "invalid")
  if (new Set(asks.map((ask) => ask.lineId)).size !== asks.length) throw new Refusal("billing.credit_line_not_found", "invalid")
  return added(credited, code)
}

/** What was composed when it was asked for, and was agreed to. */
export type AgreedLine = { readonly lineId: string; readonly quantity: string; readonly baseQuantity: string; readonly netMinor: bigint; readonly taxMinor: bigint }

/**
 * The same credit note again, to the cent: what others credited or took back meanwhile rounds nothing anew, because somebody agreed
 * to these amounts. Refuses `billing.more_than_is_creditable` where a line has less left than was kept for it.
 */
export function composeAgreed(lines: readonly CreditableLine[], agreed: readonly AgreedLine[], code: string): ComposedCredit {
  return added(agreed.map((kept, index) => {
    const line = lineOf(lines, kept.lineId)
    const left = leftOf(line)
    if (compareQuantities(quantity(kept.baseQuantity), left.base) > 0 || kept.netMinor > left.net || kept.taxMinor > left.tax) throw tooMuch(line)
    return { ...billedLine(line, kept.quantity, quantity(kept.baseQuantity), kept.netMinor), position: index + 1, taxMinor: kept.taxMinor, invoiceLineId: line.lineId }
  }), code)
}

function added(credited: readonly CreditedLine[], code: string): ComposedCredit {
  const unit = currency(code)
  const sum = (pick: (line: CreditedLine) => bigint) => money(credited.reduce((all, line) => all + pick(line), 0n), unit)
  const [net, tax] = [sum((line) => line.netMinor), sum((line) => line.taxMinor)]
  return { lines: credited, taxes: taxesOf(credited, code), net, tax, total: money(net.amount + tax.amount, unit) }
}

function creditedLine(lines: readonly CreditableLine[], ask: CreditAsk, position: number, code: string): CreditedLine {
  const line = lineOf(lines, ask.lineId)
  if (ask.net && ask.net.currency !== code) throw notFound()
  const left = leftOf(line)
  const base = ask.quantity === undefined ? quantity("0") : baseOf(line, quantity(ask.quantity))
  const whole = ask.net ? BigInt(ask.net.amount) === left.net : compareQuantities(base, left.base) === 0
  const netMinor = ask.net ? BigInt(ask.net.amount) : whole ? left.net : least(share(line.netMinor, micros(base), micros(line.baseQuantity)), left.net)
  if (compareQuantities(base, left.base) > 0 || netMinor > left.net) throw tooMuch(line)
  const taxMinor = netMinor === left.net ? left.tax : least(share(line.taxMinor, netMinor, line.netMinor), left.tax)
  return { ...billedLine(line, ask.quantity ?? "0", base, netMinor), position, taxMinor, invoiceLineId: line.lineId }
}

function lineOf(lines: readonly CreditableLine[], lineId: string): CreditableLine {
  const line = lines.find((one) => one.lineId === lineId)
  if (!line) throw notFound()
  return line
}

const notFound = () => new Refusal("billing.credit_line_not_found", "not_found")
const leftOf = (line: CreditableLine) => ({ base: subtractQuantity(line.baseQuantity, line.creditedBase), net: line.netMinor - line.creditedNetMinor, tax: line.taxMinor - line.creditedTaxMinor })

function tooMuch(line: CreditableLine): Refusal {
  const { base, net } = leftOf(line)
  return new Refusal("billing.more_than_is_creditable", "conflict", { sku: line.sku || line.name, quantity: fromBase(base, factorOf(line)), net: net.toString() })
}

function billedLine(line: CreditableLine, asked: string, baseQuantity: Quantity, netMinor: bigint): BilledLine {
  return {
    orderLineId: line.orderLineId, productId: line.productId, sku: line.sku, name: line.name, unit: line.unit, quantity: asked, baseQuantity, unitPrice: line.unitPrice, netMinor,
    taxCategory: line.taxCategory, taxPercent: line.taxPercent, jurisdiction: line.jurisdiction, taxLabel: "", taxParts: line.taxParts, taxTreatment: line.taxTreatment, period: null,
  }
}

/** How many base units one unit of the line is: as it was invoiced. */
function factorOf(line: CreditableLine): Quantity {
  return fromBase(line.baseQuantity, line.quantity)
}

function baseOf(line: CreditableLine, asked: Quantity): Quantity {
  if (compareQuantities(asked, line.quantity) === 0) return line.baseQuantity
  const millionths = (micros(asked) * micros(line.baseQuantity)) / micros(line.quantity)
  const text = millionths.toString().padStart(7, "0")
  return quantity(`${text.slice(0, -6)}.${text.slice(-6)}`)
}

function taxesOf(lines: readonly CreditedLine[], code: string): TaxRow[] {
  const keys = [...new Set(lines.map(keyOf))]
  return keys.map((key) => {
    const of = lines.filter((line) => keyOf(line) === key)
    const sum = (pick: (line: CreditedLine) => bigint) => of.reduce((all, line) => all + pick(line), 0n)
    return { jurisdiction: of[0]!.jurisdiction, taxCategory: of[0]!.taxCategory, percent: of[0]!.taxPercent, label: "", netMinor: sum((line) => line.netMinor), taxMinor: sum((line) => line.taxMinor), parts: shareTax(of, code) }
  })
}

const keyOf = (line: CreditedLine) => `${line.jurisdiction} ${line.taxCategory} ${line.taxPercent}`
