"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Checkbox, Field, FieldSet, FormRow, Input } from "@entrepot/ui"
import type { ServiceFee } from "@entrepot/domain/subscriptions/contract"
import { usePortal } from "#client/portal.tsx"
import { useFormats } from "#client/use-formats.ts"
import { readAmount, writeAmount } from "#invoices/amount.ts"
import { Count } from "#subscriptions/cadence-form.tsx"

const FIRST: ServiceFee = { name: "", amount: "0", everyMonths: 1 }

/** Whether a fee says what for and how much; none is whole. */
export function feeIsWhole(fee: ServiceFee | null): boolean {
  return fee === null || (fee.name.trim() !== "" && /[1-9]/.test(fee.amount))
}

/** A service that is charged in advance for so many months at a time, beside what is delivered. */
export function ServiceFeeForm({ value, onChange }: { value: ServiceFee | null; onChange: (fee: ServiceFee | null) => void }) {
  const t = useTranslations("plans")
  const { tenant } = usePortal()
  const decimalSign = useFormats().locale === "en" ? "." : ","
  const [typed, setTyped] = useState(value ? writeAmount({ amount: value.amount, currency: tenant.currency }, decimalSign) : "")
  const read = (text: string) => {
    setTyped(text)
    if (value) onChange({ ...value, amount: readAmount(text, tenant.currency, decimalSign)?.amount ?? "0" })
  }
  return (
    <FieldSet legend={t("service")} hint={t("serviceHint")}>
      <Checkbox label={t("serviceCharged")} checked={value !== null} onChange={(event) => { setTyped(""); onChange(event.currentTarget.checked ? FIRST : null) }} />
      {value && (
        <>
          <Field label={t("serviceName")} required><Input value={value.name} maxLength={120} placeholder={t("serviceExample")} onChange={(event) => onChange({ ...value, name: event.currentTarget.value })} /></Field>
          <FormRow>
            <Field label={t("serviceAmount")} required hint={t("serviceAmountHint")}><Input inputMode="decimal" value={typed} suffix={tenant.currency} onChange={(event) => read(event.currentTarget.value)} /></Field>
            <Count label={t("serviceMonths")} least={1} most={36} value={value.everyMonths} onChange={(everyMonths) => onChange({ ...value, everyMonths })} />
          </FormRow>
        </>
      )}
    </FieldSet>
  )
}
