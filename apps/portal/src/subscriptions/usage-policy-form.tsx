"use client"
import { FieldSet, FormRow, QuantityInput, RadioGroup, Switch, Field } from "@entrepot/ui"
import { USAGE_KINDS, type UsagePolicy } from "@entrepot/domain/subscriptions/contract"
import { useFormats } from "#client/use-formats.ts"
import { Count } from "./cadence-form.tsx"
import { useSay } from "./use-say.ts"

/** How reports of use may move the next date, and how far: what the customer agrees to. */
export function UsagePolicyForm({ value, onChange }: { value: UsagePolicy | null; onChange: (policy: UsagePolicy | null) => void }) {
  const t = useSay()
  const { locale } = useFormats()
  return (
    <FieldSet legend={t("usage.policy")} hint={t("usage.policyHint")}>
      <Switch label={t("usage.moves")} checked={value !== null} onCheckedChange={(on) => onChange(on ? { measure: "level", refillAt: "1", earlierDays: 7, laterDays: 7 } : null)} />
      {value && (
        <div className="grid gap-3 pt-1">
          <RadioGroup name="measure" value={value.measure} onValueChange={(measure) => onChange({ ...value, measure: measure as UsagePolicy["measure"] })} options={USAGE_KINDS.map((kind) => ({ value: kind, label: t(`usage.measure.${kind}`), hint: t(`usage.measureHint.${kind}`) }))} />
          <Field label={t(`usage.refillAt.${value.measure}`)}><QuantityInput value={value.refillAt} decimalSign={locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }} onValueChange={(refillAt) => refillAt !== undefined && onChange({ ...value, refillAt })} /></Field>
          <FormRow>
            <Count label={t("usage.earlier")} least={0} most={90} value={value.earlierDays} onChange={(earlierDays) => onChange({ ...value, earlierDays })} />
            <Count label={t("usage.later")} least={0} most={90} value={value.laterDays} onChange={(laterDays) => onChange({ ...value, laterDays })} />
          </FormRow>
        </div>
      )}
    </FieldSet>
  )
}
