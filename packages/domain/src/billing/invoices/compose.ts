import { currency, money, taxDocument, type Money } from "@entrepot/kernel"
import type { TaxPart } from "../../pricing/index.ts"
import { shareTax, type SharedPart } from "./tax-parts.ts"

/** A line as it is to be billed. Money in minor units; `jurisdiction` is a country, or a country and a region ("US-CA"). */
export type BilledLine = {
  readonly orderLineId: string | null; readonly productId: string | null; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string; readonly baseQuantity: string; readonly unitPrice: string
  readonly netMinor: bigint; readonly taxCategory: string; readonly taxPercent: string; readonly jurisdiction: string; readonly taxLabel: string
  /** Whose rates the line's own is made of, where it is known. */
  readonly taxParts?: readonly TaxPart[]
  /** From its first up to and without its last day. */
  readonly period: { readonly from: string; readonly until: string; /** Of a service, by which version of its fee. */ readonly feeVersion?: number } | null
}
export type TaxedLine = BilledLine & { readonly position: number; readonly taxMinor: bigint }
export type TaxRow = { readonly jurisdiction: string; readonly taxCategory: string; readonly percent: string; readonly label: string; readonly netMinor: bigint; readonly taxMinor: bigint; readonly parts?: readonly SharedPart[] }
export type Composed = { readonly lines: readonly TaxedLine[]; readonly taxes: readonly TaxRow[]; readonly net: Money; readonly tax: Money; readonly total: Money }

/** Taxes lines by rate and jurisdiction, as the tenant's policy says. The rates add up to the tax, the lines to their rate. */
export function compose(lines: readonly BilledLine[], rounding: "per_line" | "per_invoice", code: string): Composed {
  const unit = currency(code)
  const taxed = taxDocument(lines.map((line) => ({ net: money(line.netMinor, unit), category: keyOf(line), percent: line.taxPercent })), rounding, unit)
  const sum = (amounts: readonly bigint[]) => amounts.reduce((all, amount) => all + amount, 0n)
  const net = money(sum(lines.map((line) => line.netMinor)), unit)
  const tax = money(sum(taxed.groups.map((group) => group.tax.amount)), unit)
  const of = lines.map((line, index) => ({ ...line, position: index + 1, taxMinor: taxed.lines[index]!.amount }))
  return {
    lines: of,
    taxes: taxed.groups.map((group) => {
      const { jurisdiction, taxCategory, taxLabel } = lines.find((line) => keyOf(line) === group.category)!
      return { jurisdiction, taxCategory, percent: group.percent, label: taxLabel, netMinor: group.taxable.amount, taxMinor: group.tax.amount, parts: shareTax(of.filter((line) => keyOf(line) === group.category && samePercent(line.taxPercent, group.percent)), code) }
    }),
    net, tax, total: money(net.amount + tax.amount, unit),
  }
}

const samePercent = (one: string, other: string) => Number(one) === Number(other)
const keyOf = (line: Pick<BilledLine, "jurisdiction" | "taxCategory">) => `${line.jurisdiction} ${line.taxCategory}`
