import { currency, money, toDecimalString } from "@entrepot/kernel"
import { csvDecimal, csvOf, type DocumentLocale } from "../../billing/index.ts"
import { unitName } from "../../catalog/index.ts"
import { messages } from "../messages.ts"
import type { Fact } from "./lines.ts"

const COLUMNS = ["day", "kind", "document", "order", "sku", "name", "quantity", "unit", "unit_price", "percent", "net", "treatment", "jurisdiction", "rate", "tax", "accounted", "gross", "currency", "memo"] as const

/** Every line of a statement for a spreadsheet of the reader's language, in the order of their days. Above zero the partner owes. */
export function linesCsv(facts: readonly Fact[], locale: DocumentLocale): string {
  const words = messages[locale]
  return csvOf([COLUMNS.map((column) => words[`settlement.column.${column}`]), ...facts.map((fact) => rowOf(fact, locale))], locale)
}

function rowOf(fact: Fact, locale: DocumentLocale): readonly string[] {
  const words = messages[locale]
  const amount = (minor: bigint) => csvDecimal(toDecimalString(money(minor, currency(fact.currency))), locale)
  const decimal = (text: string | null) => (text === null ? "" : csvDecimal(text, locale))
  const taxed = fact.taxTreatment !== null
  return [
    fact.occurredOn, words[`settlement.kind.${fact.kind}`], fact.documentNumber, fact.orderNumber ?? "", fact.sku ?? "", fact.name ?? "", decimal(fact.quantity), fact.unit ? unitName(fact.unit, locale, fact.quantity ?? "1") : "", decimal(fact.unitPrice), decimal(fact.percent),
    amount(fact.amount), fact.taxTreatment === null ? "" : words[`settlement.treatment.${fact.taxTreatment}`], fact.taxJurisdiction ?? "", decimal(fact.taxPercent), taxed ? amount(fact.taxMinor) : "", taxed ? amount(fact.accountedMinor) : "", amount(fact.amount + fact.taxMinor), fact.currency, fact.memo,
  ]
}
