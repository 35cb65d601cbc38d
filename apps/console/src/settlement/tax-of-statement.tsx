import { Card, StatementParties, StatementTaxTable } from "@entrepot/ui"
import { getLocale, getTranslations } from "next-intl/server"
import type { StatementParty, StatementView } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"
import { taxRuler } from "./tax-rule.ts"

/** What is taxed at which rate, and between whom: what an invoice has to say. A draft names nobody yet. */
export function TaxOfStatement({ statement }: { statement: StatementView }) {
  if (!statement.parties) return <Taxes statement={statement} />
  return <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]"><Taxes statement={statement} /><Parties parties={statement.parties} /></div>
}

async function Taxes({ statement }: { statement: StatementView }) {
  const [t, rule, { money }] = await Promise.all([getTranslations("settlement"), taxRuler(), getFormats()])
  const rows = [...statement.taxes.map((row) => ({ ...row, adjusted: false })), ...statement.adjustedTaxes.map((row) => ({ ...row, adjusted: true }))]
  if (rows.length === 0) return null
  return (
    <Card title={t("tax.title")} flush>
      <StatementTaxTable caption={t("tax.title")} labels={{ rule: t("tax.rule"), net: t("tax.net"), tax: t("tax.charged"), accounted: t("tax.accounted"), adjusted: t("adjusted") }}
        rows={rows.map((row) => ({
          id: [row.treatment, row.jurisdiction, row.percent, row.adjusted].join(" "), rule: rule(row), adjusted: row.adjusted, net: money(row.net), tax: row.tax.amount === "0" ? null : money(row.tax), accounted: row.accounted.amount === "0" ? null : money(row.accounted),
        }))} />
    </Card>
  )
}

/** Both sides as they were by law when it was issued. */
async function Parties({ parties }: { parties: NonNullable<StatementView["parties"]> }) {
  const [t, locale] = await Promise.all([getTranslations("settlement"), getLocale()])
  const said = (role: string, { legalName, address, taxNumbers }: StatementParty) => ({
    role, legalName, taxNumbers, address: [address.line1, address.line2, [address.postalCode, address.city].filter(Boolean).join(" "), address.region, new Intl.DisplayNames(locale, { type: "region" }).of(address.country)].filter(Boolean).join(", "),
  })
  return <Card title={t("tax.parties")}><StatementParties labels={{ numbers: t("tax.numbers") }} parties={[...(parties.supplier ? [said(t("tax.supplier"), parties.supplier)] : []), said(t("tax.partner"), parties.partner)]} /></Card>
}
