import { getTranslations } from "next-intl/server"
import { taxRuleInWords, type StatementTax } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"

/** Writes how something is taxed, in the words of the page. */
export async function taxRuler(): Promise<(rule: Pick<StatementTax, "treatment" | "jurisdiction" | "percent">) => string> {
  const [treatment, formats] = await Promise.all([getTranslations("refusals.settlement.treatment"), getFormats()])
  return (rule) => taxRuleInWords(rule, { treatment, percent: (text) => formats.percent(Number(text) / 100) })
}
