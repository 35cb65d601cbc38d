import { currency, money, moneyToJson, type MoneyJson } from "@entrepot/kernel"
import type { DeliveryTerms, SaleTreatment, TermsBy } from "../pricing/contract.ts"
import { shareTax, type TaxPart } from "../pricing/index.ts"
import { taxesOf, type Order, type OrderLine } from "./order.ts"

/** The tax of an order at one rate of one jurisdiction, with whose it is. `treatment` says why; null of an order from before that was kept. */
export type OrderTax = {
  readonly jurisdiction: string; readonly percent: string; readonly treatment: SaleTreatment | null; readonly terms: DeliveryTerms | null; /** Whose word that is; null of an order from before it was kept. */ readonly termsBy: TermsBy | null; readonly net: MoneyJson; readonly tax: MoneyJson
  readonly parts: readonly (TaxPart & { readonly tax: MoneyJson })[]
}

/** The taxes of an order, the highest rate first. What costs nothing is left out where anything else is there. */
export function orderTaxes(order: Pick<Order, "lines" | "currency" | "taxRounding">, taxes = taxesOf(order)): OrderTax[] {
  const lines = order.lines.map((line) => ({ line, taxMinor: taxes.get(line.lineId) ?? 0n }))
  const rows = [...new Set(order.lines.map(keyOf))].map((key) => rowOf(lines.filter(({ line }) => keyOf(line) === key), order.currency))
  const charged = rows.filter(({ net, tax }) => net.amount !== "0" || tax.amount !== "0")
  return (charged.length > 0 ? charged : rows).sort((a, b) => Number(b.percent) - Number(a.percent) || a.jurisdiction.localeCompare(b.jurisdiction))
}

const keyOf = ({ taxJurisdiction, taxPercent, taxBasis }: OrderLine) => `${taxJurisdiction} ${taxPercent} ${taxBasis?.treatment ?? ""} ${taxBasis?.termsBy ?? ""}`

function rowOf(lines: readonly { readonly line: OrderLine; readonly taxMinor: bigint }[], code: string): OrderTax {
  const { taxJurisdiction, taxPercent, taxBasis } = lines[0]!.line
  const amount = (minor: bigint) => moneyToJson(money(minor, currency(code)))
  const parts = shareTax(lines.map(({ line, taxMinor }) => ({ taxParts: line.taxBasis?.parts ?? [], taxMinor })), code)
  return {
    jurisdiction: taxJurisdiction, percent: taxPercent, treatment: taxBasis?.treatment ?? null, terms: taxBasis?.terms ?? null, termsBy: taxBasis?.termsBy ?? null,
    net: amount(lines.reduce((sum, { line }) => sum + line.netMinor, 0n)), tax: amount(lines.reduce((sum, { taxMinor }) => sum + taxMinor, 0n)),
    parts: parts.map(({ taxMinor, ...part }) => ({ ...part, tax: amount(taxMinor) })),
  }
}
