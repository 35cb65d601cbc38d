import { getTranslations } from "next-intl/server"
import { StatementTax } from "@entrepot/ui"
import { statementTaxInWords, type StatementView } from "@entrepot/domain/settlement/contract"
import { formats as theFormats } from "#server/formats.ts"
import { taxRuler } from "./tax-rule.ts"

/** What is taxed at which rate, and between whom, in the words of the page. */
export async function TaxOfStatement({ statement }: { statement: StatementView }) {
  const [t, treatment, rule, { money, locale }] = await Promise.all([getTranslations("settlement"), getTranslations("domain.settlement.treatment"), taxRuler(), theFormats()])
  return <StatementTax {...statementTaxInWords(statement, { t, rule, money, locale, unrecorded: treatment("unrecorded") })} />
}
