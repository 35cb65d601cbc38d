import { getTranslations } from "next-intl/server"
import { taxRuleInWords, type StatementTax } from "@entrepot/domain/settlement/contract"
import { formats as theFormats } from "#server/formats.ts"

/** Writes how something is taxed, in the words of the page. */
export async function taxRuler(): Promise<(rule: Pick<StatementTax, "treatment" | "jurisdiction" | "percent">) => string> {
  const [treatment, { percent }] = await Promise.all([getTranslations("domain.settlement.treatment"), theFormats()])
  return (rule) => taxRuleInWords(rule, { treatment, percent })
}
