import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import type { PlanTermsView, PlanView } from "@entrepot/domain/subscriptions"
import { cadenceText } from "@entrepot/domain/subscriptions/contract"
import { useFormats } from "#client/use-formats.ts"
import { pricePolicyText, stockOutText } from "#subscriptions/policy-text.ts"
import { useSay } from "#subscriptions/use-say.ts"

export type PlanTerm = { readonly term: string; readonly value: ReactNode; readonly text: string; readonly hint?: string }

/** A plan's terms one by one, each as it is shown and as the text that tells it from another. */
export function usePlanTerms(currency: string): (plan: PlanTermsView & Partial<Pick<PlanView, "indexSeries">>) => readonly PlanTerm[] {
  const t = useTranslations("plans")
  const say = useSay()
  const formats = useFormats()
  return (plan) => {
    const substitutes = plan.stockOut.flatMap((step) => (step.step === "substitute" ? step.productIds : [])).length
    const rhythms = plan.cadences.length === 0 ? [t("anyCadence")] : plan.cadences.map((cadence) => cadenceText(cadence, say, formats))
    const of = (term: string, text: string, more: Partial<PlanTerm> = {}): PlanTerm => ({ term, value: text, text, ...more })
    return [
      of(say("howOften"), rhythms.join(", "), rhythms.length > 1 ? { value: <ul>{rhythms.map((rhythm) => <li key={rhythm}>{rhythm}</li>)}</ul> } : {}),
      of(t("discount"), formats.percent(plan.discountPercent)),
      of(say("price.legend"), pricePolicyText(plan.pricePolicy, currency, say, formats, plan.indexSeries?.name)),
      of(say("stockOut.legend"), substitutes > 0 ? t("withSubstitutes", { count: substitutes }) : stockOutText(plan.stockOut, () => undefined, say, formats)),
      of(say("payment"), plan.collect.map((collect) => say(`collect.${collect}`)).join(", "), { hint: say(`invoicing.${plan.invoicing}`), text: `${[...plan.collect].sort().join()} ${plan.invoicing}` }),
      of(say("ceiling"), formats.percent(plan.ceilingPercent)),
      of(say("noticeDays"), plan.noticeDays === 0 ? say("noNotice") : say("noticeBefore", { days: plan.noticeDays })),
      of(say("catchUp.legend"), say(`catchUp.${plan.catchUp}`)),
      of(t("service"), plan.serviceFee ? t("servicePer", { name: plan.serviceFee.name, amount: formats.money({ amount: plan.serviceFee.amount, currency }), months: plan.serviceFee.everyMonths }) : t("serviceNone")),
      of(t("term"), plan.termMonths ? t("months", { months: plan.termMonths }) : say("runsOn")),
    ]
  }
}
