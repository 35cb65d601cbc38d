"use client"
import { Field, Input, QuantityInput, Select } from "@entrepot/ui"
import type { PricePolicy } from "@entrepot/domain/subscriptions/contract"
import { readQuantity } from "@entrepot/ui"
import { useFormats } from "#client/use-formats.ts"
import { useSay } from "./use-say.ts"

/** A tier is agreed, so whoever sets no prices keeps the one that there is, and chooses among these. */
const OPEN = ["current", "locked", "index"] as const

/** Which price a line has each time. What is left open is taken from the day on which it is agreed; so is what is changed. */
export function PricePolicyForm({ value, onChange, quantity = "1", tiers = false }: { value: PricePolicy; onChange: (policy: PricePolicy) => void; /** What a tier begins with. */ quantity?: string; /** For whoever may agree on one. */ tiers?: boolean }) {
  const t = useSay()
  const { today, locale } = useFormats()
  const first = (policy: PricePolicy["policy"]): PricePolicy => {
    if (policy === "locked") return { policy, until: inAYear(today()) }
    if (policy === "index") return { policy, capPercent: "5", floorPercent: "5" }
    return policy === "contract_tier" ? { policy, tierQuantity: quantity } : { policy: "current" }
  }
  const policies: readonly PricePolicy["policy"][] = tiers || value.policy === "contract_tier" ? [...OPEN, "contract_tier"] : OPEN
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("price.legend")} hint={t(`price.hint.${value.policy}`)} className="sm:col-span-2">
        <Select value={value.policy} onChange={(event) => onChange(first(event.currentTarget.value as PricePolicy["policy"]))} options={policies.map((policy) => ({ value: policy, label: t(`price.kind.${policy}`) }))} />
      </Field>
      {value.policy === "locked" && <Field label={t("price.until")}><Input type="date" min={today()} value={value.until} onChange={(event) => event.currentTarget.value && onChange({ policy: "locked", until: event.currentTarget.value })} /></Field>}
      {value.policy === "index" && <><PercentField label={t("price.cap")} value={value.capPercent} onChange={(capPercent) => onChange({ policy: "index", floorPercent: value.floorPercent, capPercent })} /><PercentField label={t("price.floor")} value={value.floorPercent} onChange={(floorPercent) => onChange({ policy: "index", capPercent: value.capPercent, floorPercent })} /></>}
      {value.policy === "contract_tier" && (
        <Field label={t("price.tier")}><QuantityInput value={value.tierQuantity} min="1" decimalSign={locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }} onValueChange={(tierQuantity) => tierQuantity && Number(tierQuantity) > 0 && onChange({ ...value, tierQuantity })} /></Field>
      )}
    </div>
  )
}

/** A percentage as decimal text; what is no number is not taken over. */
export function PercentField({ label, hint, value, onChange }: { label: string; hint?: string | undefined; value: string; onChange: (percent: string) => void }) {
  const { locale } = useFormats()
  const sign = locale === "en" ? "." : ","
  return (
    <Field label={label} hint={hint}>
      <Input inputMode="decimal" align="end" suffix="%" defaultValue={value.replace(".", sign)} onChange={(event) => {
        const read = readQuantity(event.currentTarget.value, sign)
        if (read !== undefined && /^\d{1,4}(\.\d{1,4})?$/.test(read)) onChange(read)
      }} />
    </Field>
  )
}

function inAYear(day: string): string {
  const [year = "2000", rest = "-01-01"] = [day.slice(0, 4), day.slice(4)]
  return `${Number(year) + 1}${rest === "-02-29" ? "-02-28" : rest}`
}
