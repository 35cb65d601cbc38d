import { getTranslations } from "next-intl/server"
import { StatementTax } from "@entrepot/ui"
import { taxLines, type StatementParty, type StatementView } from "@entrepot/domain/settlement/contract"
import { addressLine, type MoneyJson } from "@entrepot/kernel"
import { formats as theFormats } from "#server/formats.ts"
import { taxRuler } from "./tax-rule.ts"

/** What is taxed at which rate, and between whom, in the words of the page. */
export async function TaxOfStatement({ statement }: { statement: StatementView }) {
  const [t, rule, { money, locale }] = await Promise.all([getTranslations("settlement"), taxRuler(), theFormats()])
  const some = (value: MoneyJson) => (value.amount === "0" ? null : money(value))
  const said = (role: string, { legalName, address, taxNumbers }: StatementParty) => ({ role, legalName, taxNumbers, address: addressLine({ ...address, country: new Intl.DisplayNames(locale, { type: "region" }).of(address.country) }) })
  const { parties } = statement
  return (
    <StatementTax
      taxes={{
        title: t("tax.title"), labels: { rule: t("tax.rule"), net: t("tax.net"), tax: t("tax.charged"), accounted: t("tax.accounted"), adjusted: t("adjusted") },
        rows: taxLines(statement).map((row) => ({ id: row.id, adjusted: row.adjusted, rule: rule(row), net: money(row.net), tax: some(row.tax), accounted: some(row.accounted) })),
      }}
      parties={parties && { title: t("tax.parties"), labels: { numbers: t("tax.numbers") }, parties: [...(parties.supplier ? [said(t("tax.supplier"), parties.supplier)] : []), said(t("tax.partner"), parties.partner)] }} />
  )
}
