import { getTranslations } from "next-intl/server"
import { owesTax, type StatementTax } from "@entrepot/domain/settlement/contract"
import { getFormats } from "../format/server.ts"

type Rule = Pick<StatementTax, "treatment" | "jurisdiction" | "percent">

/** How something is taxed, in words: under whose law, and where somebody owes tax on it, at which rate. */
export async function taxRuler(): Promise<(rule: Rule) => string> {
  const [words, { percent }] = await Promise.all([getTranslations("refusals.settlement.treatment"), getFormats()])
  return (rule) => [words(rule.treatment), rule.jurisdiction, ...(owesTax(rule.treatment) ? [percent(Number(rule.percent) / 100)] : [])].join(" · ")
}
