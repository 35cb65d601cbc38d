import { compareQuantities, currency, extend, formatMoney, grouped, money, negateQuantity, quantity, sumOfQuantities, toDecimalString, unitPrice } from "@entrepot/kernel"
import type { Advance, DocumentLocale, InvoiceDocumentInput } from "../../billing/index.ts"
import { unitName } from "../../catalog/index.ts"
import type { EntryKind, TaxTreatment } from "../contract.ts"
import { messages } from "../messages.ts"
import { jsonOf } from "../partner.ts"
import { categoryOf, paperWords } from "./words.ts"

/** An entry as it stands on an issued statement. */
export type Fact = {
  readonly kind: EntryKind; readonly occurredOn: string; readonly documentNumber: string; readonly orderNumber: string | null; readonly sku: string | null; readonly name: string | null
  readonly quantity: string | null; readonly unit: string | null; readonly unitPrice: string | null; readonly percent: string | null; readonly memo: string; readonly amount: bigint; readonly currency: string
  readonly taxTreatment: TaxTreatment | null; readonly taxJurisdiction: string | null; readonly taxPercent: string | null; readonly taxMinor: bigint; readonly accountedMinor: bigint
}
/** Some facts that are written as one: of one day and document where it is one fact. */
type Gathered = Fact & { readonly count: number }

/** A document lists each fact up to so many; beyond, those of one product, price and tax are one line, and the list of lines has each. */
export const MOST_FACTS = 200
/** Peppol takes a line's amount for its quantity times its price, give or take two hundredths. */
const LINE_SLACK = 2n

/** Money is no supply: what was taken in, what was paid back, and an adjustment that no tax is on. */
export const isMoney = ({ kind, taxTreatment }: Fact): boolean => kind === "collected" || kind === "refunded" || (kind === "adjustment" && taxTreatment === null)

export function gathered(facts: readonly Fact[]): readonly Gathered[] {
  if (facts.length <= MOST_FACTS) return facts.map((fact) => ({ ...fact, count: 1 }))
  const groups = grouped(facts, (fact) => JSON.stringify([fact.kind, fact.sku, fact.name, fact.unit, fact.unitPrice, fact.percent, fact.kind === "adjustment" ? fact.memo : "", fact.taxTreatment, fact.taxJurisdiction, fact.taxPercent]))
  return [...groups.values()].map((some) => {
    const first = some[0]!
    const sum = (pick: (fact: Fact) => bigint) => some.reduce((all, fact) => all + pick(fact), 0n)
    return {
      ...first, count: some.length, occurredOn: some.at(-1)!.occurredOn, quantity: first.quantity === null ? null : sumOfQuantities(some.map((fact) => quantity(fact.quantity ?? "0"))),
      amount: sum((fact) => fact.amount), taxMinor: sum((fact) => fact.taxMinor), accountedMinor: sum((fact) => fact.accountedMinor),
    }
  })
}

export function advanceOf(fact: Gathered, locale: DocumentLocale, sign: bigint): Advance {
  return { on: fact.occurredOn, name: nameOf(fact, locale), number: fact.count > 1 ? paperWords(locale).more(fact.count) : fact.documentNumber, amount: jsonOf(-fact.amount * sign, fact.currency) }
}

/** What goes back has a quantity below zero, never a price; on a credit note the signs are turned. */
export function lineOf(fact: Gathered, position: number, locale: DocumentLocale, sign: bigint): InvoiceDocumentInput["lines"][number] {
  const category = categoryOf(fact.taxTreatment, fact.taxPercent)
  const net = fact.amount * sign
  const priced = pricedOf(fact, net)
  const code = /^[A-Z0-9]{2,3}$/.test(fact.unit ?? "") ? fact.unit! : "C62"
  const sources = fact.count > 1 ? paperWords(locale).more(fact.count) : [fact.documentNumber, fact.orderNumber].filter(Boolean).join(" · ")
  const whole = priced || !fact.quantity || !fact.unit ? null : paperWords(locale).of(fact.quantity, unitName(fact.unit, locale, fact.quantity), fact.unitPrice ?? "0")
  return {
    position, sku: fact.sku || "-", name: nameOf(fact, locale), description: [sources, whole].filter(Boolean).join(" · ") || null,
    unit: priced ? { code, name: unitName(fact.unit ?? code, locale, priced.quantity) } : { code: "C62", name: unitName("C62", locale) }, quantity: priced?.quantity ?? (net < 0n ? "-1" : "1"),
    unitPrice: priced?.unitPrice ?? toDecimalString(money(net < 0n ? -net : net, currency(fact.currency))), net: jsonOf(net, fact.currency), taxCategory: category, taxPercent: category === "S" ? fact.taxPercent! : "0",
    ...(fact.count === 1 && { suppliedOn: fact.occurredOn }),
  }
}

/** Goods in their unit at the transfer price, where a reader can compute the amount from them; the parts of a line can be off by the cents that make them add up. */
function pricedOf({ quantity: many, unitPrice: price, currency: code }: Fact, net: bigint): { readonly quantity: string; readonly unitPrice: string } | undefined {
  if (many === null || price === null || compareQuantities(quantity(many), quantity("0")) === 0) return undefined
  const signed = net < 0n ? negateQuantity(quantity(many)) : quantity(many)
  const off = extend(unitPrice(price), signed, currency(code)).amount - net
  return off <= LINE_SLACK && off >= -LINE_SLACK ? { quantity: signed, unitPrice: price } : undefined
}

function nameOf({ kind, name, memo, percent }: Fact, locale: DocumentLocale): string {
  const word = messages[locale][`settlement.kind.${kind}`]
  if (kind === "supply") return name || word
  if (kind === "supply_return") return name ? `${word}: ${name}` : word
  if (kind === "adjustment") return memo || word
  return percent === null ? word : `${word} (${locale === "en" ? percent : percent.replace(".", ",")} %)`
}

export const spoken = (minor: bigint, code: string, locale: DocumentLocale): string => formatMoney(money(minor, currency(code)), locale)
