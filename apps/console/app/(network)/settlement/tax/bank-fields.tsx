"use client"
import { Field, FieldSet, FormRow, Input } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import type { TaxProfileView } from "@entrepot/domain/settlement/contract"

export type Bank = TaxProfileView["remitTo"]
export const NO_BANK: Bank = { holder: "", iban: "", bic: "", bank: "", accountNumber: "", routingNumber: "" }

/** Which field a refusal is about: it is said there, since the dialog is longer than a screen. */
export const BANK_REFUSALS: Readonly<Record<string, keyof Bank>> = {
  "billing.iban_is_invalid": "iban", "billing.bic_is_invalid": "bic", "billing.two_bank_accounts": "accountNumber", "billing.routing_number_is_invalid": "routingNumber", "billing.bank_code_without_account": "routingNumber",
}

type Props = { bank: Bank; set: (change: Partial<Bank>) => void; wrong: { field: keyof Bank; text: string } | undefined }

/** Where partners are to send their money: an IBAN, or where there is none an account number. */
export function BankFields({ bank, set, wrong }: Props) {
  const t = useTranslations("settlement.taxProfile")
  const optional = useTranslations("common")("optional")
  const field = (name: keyof Bank, label: string, most: number, plain = false) => (
    <Field label={label} name={`bank-${name}`} optionalLabel={optional} error={wrong?.field === name && wrong.text}>
      <Input value={bank[name]} maxLength={most} autoComplete="off" spellCheck={false} {...(!plain && { className: "font-mono" })} onChange={(event) => set({ [name]: event.currentTarget.value })} />
    </Field>
  )
  return (
    <FieldSet legend={t("remitTo")} hint={t("remitToHint")}>
      <FormRow>{field("holder", t("holder"), 120, true)}{field("bank", t("bank"), 120, true)}</FormRow>
      <FormRow>{field("iban", "IBAN", 60)}{field("bic", "BIC", 20)}</FormRow>
      <FormRow>{field("accountNumber", t("accountNumber"), 34)}{field("routingNumber", t("routingNumber"), 20)}</FormRow>
    </FieldSet>
  )
}
