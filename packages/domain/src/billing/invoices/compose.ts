import { currency, isZeroQuantity, money, quantity, taxDocument, type Money, type TaxGroup } from "@entrepot/kernel"
import type { DeliveryTerms, SaleTreatment } from "../../pricing/contract.ts"
import { shareTax, type SharedPart, type TaxPart } from "../../pricing/index.ts"

/** A line as it is to be billed. Money in minor units; `jurisdiction` is a country, or a country and a region ("US-CA"). */
export type BilledLine = {
  readonly orderLineId: string | null; readonly productId: string | null; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string; readonly baseQuantity: string; readonly unitPrice: string
  readonly netMinor: bigint; readonly taxCategory: string; readonly taxPercent: string; readonly jurisdiction: string; readonly taxLabel: string
  /** What stands of the order line on earlier invoices. */
  readonly beforeMinor?: bigint
  /** Whose rates the line's own is made of, where it is known. */
  readonly taxParts?: readonly TaxPart[]
  /** Why it is taxed so, and who imports it; null or left out where nobody kept it. */
  readonly taxTreatment?: SaleTreatment | null; readonly deliveryTerms?: DeliveryTerms | null
  /** From its first up to and without its last day. */
  readonly period: { readonly from: string; readonly until: string; /** Of a service, by which version of its fee. */ readonly feeVersion?: number } | null
}
export type TaxedLine = BilledLine & { readonly position: number; readonly taxMinor: bigint }
export type TaxRow = { readonly jurisdiction: string; readonly taxCategory: string; readonly percent: string; readonly label: string; readonly netMinor: bigint; readonly taxMinor: bigint; readonly parts?: readonly SharedPart[] }
export type Composed = { readonly lines: readonly TaxedLine[]; readonly taxes: readonly TaxRow[]; readonly net: Money; readonly tax: Money; readonly total: Money }

/**
 * Taxes lines by rate and jurisdiction, as the tenant's policy says. The rates add up to the tax, the lines to their rate, and the
 * invoices of an order to the order: each rounding goes on from the one before. A line of no quantity only carries its part of that on.
 */
export function compose(asked: readonly BilledLine[], rounding: "per_line" | "per_invoice", code: string): Composed {
  const unit = currency(code)
  const all = taxDocument(asked.map((line) => ({ net: money(line.netMinor, unit), before: money(line.beforeMinor ?? 0n, unit), category: keyOf(line), percent: line.taxPercent })), rounding, unit)
  const kept = asked.flatMap((line, index) => isZeroQuantity(quantity(line.baseQuantity)) ? [] : [{ ...line, taxMinor: all.lines[index]!.amount }])
  const lines = kept.map((line, index) => ({ ...line, position: index + 1 }))
  const groups = all.groups.filter((group) => lines.some((line) => isOf(line, group)))
  const sum = (amounts: readonly bigint[]) => amounts.reduce((all, amount) => all + amount, 0n)
  const net = money(sum(lines.map((line) => line.netMinor)), unit)
  const tax = money(sum(groups.map((group) => group.tax.amount)), unit)
  return {
    lines,
    taxes: groups.map((group) => {
      const { jurisdiction, taxCategory, taxLabel } = lines.find((line) => keyOf(line) === group.category)!
      return { jurisdiction, taxCategory, percent: group.percent, label: taxLabel, netMinor: group.taxable.amount, taxMinor: group.tax.amount, parts: shareTax(lines.filter((line) => isOf(line, group)), code) }
    }),
    net, tax, total: money(net.amount + tax.amount, unit),
  }
}

const isOf = (line: BilledLine, group: Pick<TaxGroup, "category" | "percent">) => keyOf(line) === group.category && Number(line.taxPercent) === Number(group.percent)
const keyOf = (line: Pick<BilledLine, "jurisdiction" | "taxCategory">) => `${line.jurisdiction} ${line.taxCategory}`
