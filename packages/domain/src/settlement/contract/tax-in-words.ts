import { addressLine, type MoneyJson } from "@entrepot/kernel"
import type { StatementView } from "./statements.ts"
import { owesTax, type StatementParty, type StatementTax } from "./tax.ts"

type Rule = Pick<StatementTax, "treatment" | "jurisdiction" | "percent">
type Reader = { readonly locale: string; readonly rule: (rule: Rule) => string; readonly money: (amount: MoneyJson) => string; /** The page's own words for a statement. */ readonly t: (key: Key) => string }
type Key = "adjusted" | "tax.title" | "tax.rule" | "tax.net" | "tax.charged" | "tax.accounted" | "tax.parties" | "tax.numbers" | "tax.supplier" | "tax.partner"

/** How something is taxed, in words: under whose law, and where somebody owes tax on it, at which rate. */
export const taxRuleInWords = ({ treatment, jurisdiction, percent }: Rule, reader: { readonly treatment: (treatment: Rule["treatment"]) => string; readonly percent: (percent: string) => string }): string =>
  [reader.treatment(treatment), jurisdiction, ...(owesTax(treatment) ? [reader.percent(percent)] : [])].join(" · ")

/** What a statement says of its tax, and between whom it stands, in its reader's words: what was issued, then what accepted disputes changed of it. */
export function statementTaxInWords({ taxes, adjustedTaxes, parties }: Pick<StatementView, "taxes" | "adjustedTaxes" | "parties">, { t, rule, money, locale }: Reader) {
  const some = (amount: MoneyJson) => (amount.amount === "0" ? null : money(amount))
  const row = (tax: StatementTax, adjusted: boolean) => ({
    id: [tax.treatment, tax.jurisdiction, tax.percent, adjusted].join(" "), adjusted, rule: rule(tax), net: money(tax.net), tax: some(tax.tax), accounted: some(tax.accounted),
  })
  return {
    taxes: {
      title: t("tax.title"), labels: { rule: t("tax.rule"), net: t("tax.net"), tax: t("tax.charged"), accounted: t("tax.accounted"), adjusted: t("adjusted") },
      rows: [...taxes.map((tax) => row(tax, false)), ...adjustedTaxes.map((tax) => row(tax, true))],
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
