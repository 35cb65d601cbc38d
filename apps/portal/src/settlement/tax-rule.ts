import { getTranslations } from "next-intl/server"
import { owesTax, type StatementTax } from "@entrepot/domain/settlement/contract"
import { formats as theFormats } from "#server/formats.ts"

type Rule = Pick<StatementTax, "treatment" | "jurisdiction" | "percent">

/** How something is taxed, in words: under whose law, and where somebody owes tax on it, at which rate. */
export async function taxRuler(): Promise<(rule: Rule) => string> {
  const [words, { percent }] = await Promise.all([getTranslations("domain.settlement.treatment"), theFormats()])
  return (rule) => [words(rule.treatment), rule.jurisdiction, ...(owesTax(rule.treatment) ? [percent(rule.percent)] : [])].join(" · ")
}
