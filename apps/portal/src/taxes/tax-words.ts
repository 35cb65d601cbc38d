import type { DeliveryTerms, SaleTreatment, TermsBy } from "@entrepot/domain/pricing/contract"
import type { MoneyJson } from "@entrepot/kernel"
import type { Formats } from "../format.ts"

type Words = (key: string, values?: Record<string, string>) => string
export type ChargedTax = { readonly jurisdiction: string; readonly percent: string; readonly treatment?: SaleTreatment | null; readonly terms?: DeliveryTerms | null; readonly termsBy?: TermsBy | null; readonly net: MoneyJson }

/** What a row of tax is called, and why it is so where that is not simply the destination's rate. `t` reads the words of `taxes`. */
export function taxInWords(t: Words, formats: Pick<Formats, "money" | "percent">, { jurisdiction, percent, treatment, terms, termsBy, net }: ChargedTax): { readonly label: string; readonly why: string | null } {
  const reason = treatment && treatment !== "taxed" ? t(`reason.${treatment}`, { where: jurisdiction }) : null
  const facts = { percent: formats.percent(percent), net: formats.money(net), where: jurisdiction }
  return { label: t(reason !== null && Number(percent) === 0 ? "untaxed" : "row", facts), why: [reason, terms ? t(`terms.${terms}`) : null, terms && termsBy ? t(`by.${termsBy}`) : null].filter((text) => text !== null).join(" · ") || null }
}
