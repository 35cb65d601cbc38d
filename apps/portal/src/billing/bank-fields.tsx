"use client"
import { useTranslations } from "next-intl"
import { Field, FormRow, Input } from "@entrepot/ui"
import { grouped } from "./form.ts"
import type { FieldsProps } from "./profile-form.tsx"

/** Where customers are to send their money: an IBAN, or where there is none an account number. */
export function BankFields({ form, set, error }: FieldsProps) {
  const t = useTranslations("billing.bank")
  const common = useTranslations("common")
  const optional = common("optional")
  return (
    <div className="grid gap-4">
      <FormRow>
        <Field label={t("holder")} name="holder" hint={t("holderHint")} optionalLabel={optional}><Input name="holder" value={form.holder} maxLength={120} autoComplete="off" onChange={(event) => set({ holder: event.currentTarget.value })} /></Field>
        <Field label={t("bank")} name="bank" hint={t("bankHint")} optionalLabel={optional}><Input name="bank" value={form.bank} maxLength={120} autoComplete="off" onChange={(event) => set({ bank: event.currentTarget.value })} /></Field>
      </FormRow>
      <FormRow>
        <Field label="IBAN" name="iban" error={error("iban")}><Input name="iban" value={form.iban} maxLength={60} autoComplete="off" spellCheck={false} className="font-mono" onChange={(event) => set({ iban: event.currentTarget.value })} onBlur={(event) => event.currentTarget.value !== grouped(event.currentTarget.value) && set({ iban: grouped(event.currentTarget.value) })} /></Field>
        <Field label="BIC" name="bic" optionalLabel={optional} error={error("bic")}><Input name="bic" value={form.bic} maxLength={20} autoComplete="off" spellCheck={false} className="font-mono" onChange={(event) => set({ bic: event.currentTarget.value })} /></Field>
      </FormRow>
      <details open={form.accountNumber !== "" || form.iban === ""} className="text-sm">
        <summary className="touch-target w-fit rounded-sm text-muted hover:text-text coarse:leading-10">{t("noIban")}</summary>
        <FormRow className="mt-2">
          <Field label={t("accountNumber")} name="accountNumber" error={error("accountNumber")}><Input name="accountNumber" value={form.accountNumber} maxLength={34} autoComplete="off" spellCheck={false} className="font-mono" onChange={(event) => set({ accountNumber: event.currentTarget.value })} /></Field>
          <Field label={t("routingNumber")} name="routingNumber" error={error("routingNumber")}><Input name="routingNumber" value={form.routingNumber} maxLength={20} autoComplete="off" spellCheck={false} className="font-mono" onChange={(event) => set({ routingNumber: event.currentTarget.value })} /></Field>
        </FormRow>
      </details>
      {form.iban.trim() === "" && form.accountNumber.trim() === "" && <p className="text-sm text-warning">{t("nothing")}</p>}
    </div>
  )
}
