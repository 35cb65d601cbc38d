import { addressLine, type MoneyJson } from "@entrepot/kernel"
import type { StatementLine } from "./lines.ts"
import type { EntryKind } from "./parts.ts"
import type { StatementView } from "./statements.ts"
import { owesTax, type StatementParty, type StatementTax } from "./tax.ts"

type Rule = Pick<StatementTax, "treatment" | "jurisdiction" | "percent">
const SUPPLIED: readonly EntryKind[] = ["supply", "supply_return", "commission", "commission_return"]
type Reader = { /** What stands where nobody kept how something is taxed. */ readonly unrecorded: string; readonly locale: string; readonly rule: (rule: Rule) => string; readonly money: (amount: MoneyJson) => string; /** The page's own words for a statement. */ readonly t: (key: Key) => string }
type Key = "adjusted" | "tax.title" | "tax.rule" | "tax.net" | "tax.charged" | "tax.accounted" | "tax.parties" | "tax.numbers" | "tax.supplier" | "tax.partner"

/** How something is taxed, in words: under whose law, and where somebody owes tax on it, at which rate. */
export const taxRuleInWords = ({ treatment, jurisdiction, percent }: Rule, reader: { readonly treatment: (treatment: Rule["treatment"]) => string; readonly percent: (percent: string) => string }): string =>
  [reader.treatment(treatment), jurisdiction, ...(owesTax(treatment) ? [reader.percent(percent)] : [])].join(" · ")

/** What a line says of its tax: nothing where nothing is supplied, and in words where nobody kept it. */
export function lineTaxInWords({ kind, tax }: Pick<StatementLine, "kind" | "tax">, { rule, money, unrecorded }: Pick<Reader, "rule" | "money" | "unrecorded">): { readonly amount: string | null; readonly rule: string } | null {
  if (tax) return { amount: tax.tax.amount === "0" ? null : money(tax.tax), rule: rule(tax) }
  return SUPPLIED.includes(kind) ? { amount: null, rule: unrecorded } : null
}

/** What a statement says of its tax, and between whom it stands, in its reader's words: what was issued, then what accepted disputes changed of it. */
export function statementTaxInWords({ taxes, adjustedTaxes, parties, sums }: Pick<StatementView, "taxes" | "adjustedTaxes" | "parties" | "sums">, { t, rule, money, locale, unrecorded }: Reader) {
  const some = (amount: MoneyJson) => (amount.amount === "0" ? null : money(amount))
  const row = (tax: StatementTax, adjusted: boolean) => ({
    id: [tax.treatment, tax.jurisdiction, tax.percent, adjusted].join(" "), adjusted, rule: rule(tax), net: money(tax.net), tax: some(tax.tax), accounted: some(tax.accounted),
  })
  // A statement from before taxes were kept says of none of its supplies how they are taxed.
  const supplied = SUPPLIED.reduce((all, kind) => all + BigInt(sums[kind].amount), 0n)
  const untold = taxes.length > 0 || SUPPLIED.every((kind) => sums[kind].amount === "0") ? [] : [{ id: "unrecorded", adjusted: false, rule: unrecorded, net: money({ amount: String(supplied), currency: sums.total.currency }), tax: null, accounted: null }]
  return {
    taxes: {
      title: t("tax.title"), labels: { rule: t("tax.rule"), net: t("tax.net"), tax: t("tax.charged"), accounted: t("tax.accounted"), adjusted: t("adjusted") },
      rows: [...untold, ...taxes.map((tax) => row(tax, false)), ...adjustedTaxes.map((tax) => row(tax, true))],
    },
    parties: parties && {
      title: t("tax.parties"), labels: { numbers: t("tax.numbers") },
      parties: [...(parties.supplier ? [partyInWords(t("tax.supplier"), parties.supplier, locale)] : []), partyInWords(t("tax.partner"), parties.partner, locale)],
    },
  }
}

function partyInWords(role: string, { legalName, address, taxNumbers }: StatementParty, locale: string) {
  return { role, legalName, taxNumbers, address: addressLine({ ...address, country: new Intl.DisplayNames(locale, { type: "region" }).of(address.country) }) }
}
