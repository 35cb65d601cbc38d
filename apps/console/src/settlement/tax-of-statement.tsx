import { StatementTax } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { statementTaxInWords, type StatementView } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"
import { taxRuler } from "./tax-rule.ts"

/** What is taxed at which rate, and between whom, in the words of the page. */
export async function TaxOfStatement({ statement }: { statement: StatementView }) {
  const [t, treatment, rule, { money, locale }] = await Promise.all([getTranslations("settlement"), getTranslations("refusals.settlement.treatment"), taxRuler(), getFormats()])
  return <StatementTax {...statementTaxInWords(statement, { t, rule, money, locale, unrecorded: treatment("unrecorded") })} />
}
