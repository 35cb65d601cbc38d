"use client"
import { useTranslations } from "next-intl"
import { Field, FormRow, Input } from "@entrepot/ui"
import { MOST, type PolicyFaults, type PolicyField, type PolicyForm } from "./draft.ts"

type Props = { form: PolicyForm; faults: PolicyFaults; currency: string; onChange: (change: Partial<PolicyForm>) => void }

/** What is typed of a policy; what cannot be read says so beside its field. */
export function PolicyFields({ form, faults, currency, onChange }: Props) {
  const t = useTranslations("dunning.form")
  const error = (field: PolicyField) => {
    const fault = faults[field]
    if (!fault) return undefined
    const most = field === "notices" || field === "retries" ? MOST[field] : { count: 0, day: field === "grace" ? MOST.grace : MOST.stop }
    return t(`fault.${fault}`, { most: most.day, count: most.count })
  }
  const days = (name: PolicyField, { optional = false, suffix = false } = {}) => (
    <Field label={t(name)} name={name} hint={t(`${name}Hint`)} error={error(name)} {...(optional && { optionalLabel: t("optional") })}>
      <Input name={name} value={form[name]} inputMode={suffix ? "numeric" : "text"} autoComplete="off" maxLength={60} {...(suffix && { suffix: t("dayUnit") })} onChange={(event) => onChange({ [name]: event.currentTarget.value })} />
    </Field>
  )
  return (
    <>
      <FormRow>{days("grace", { suffix: true })}{days("notices", { optional: true })}</FormRow>
      <FormRow>{days("restrict", { optional: true, suffix: true })}{days("suspend", { optional: true, suffix: true })}</FormRow>
      <FormRow>
        {days("retries", { optional: true })}
        <Field label={t("minimum")} name="minimum" hint={t("minimumHint")} error={error("minimum")} optionalLabel={t("noMinimum")}>
          <Input name="minimum" value={form.minimum} inputMode="decimal" align="end" autoComplete="off" suffix={currency} onChange={(event) => onChange({ minimum: event.currentTarget.value })} />
        </Field>
      </FormRow>
    </>
  )
}
