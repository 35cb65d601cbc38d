"use client"
import { useTranslations } from "next-intl"
import { CodeText, Field, FieldSet, FormRow, Input, RadioGroup } from "@entrepot/ui"
import type { BillingSettings } from "@entrepot/domain/billing/contract"
import { useFormats } from "#client/use-formats.ts"
import { roundingExample, type Approval, type ProfileForm } from "./form.ts"
import type { FieldsProps } from "./profile-form.tsx"

/** When an invoice is due, and what paying early takes off. */
export function TermFields({ form, set, error }: FieldsProps) {
  const t = useTranslations("billing.terms")
  const field = (name: "netDays" | "discountPercent" | "discountDays", suffix: string) => (
    <Field label={t(name)} name={name} error={error(name)}><Input name={name} value={form[name]} inputMode="decimal" align="end" autoComplete="off" maxLength={8} suffix={suffix} onChange={(event) => set({ [name]: event.currentTarget.value })} /></Field>
  )
  const offers = !error("discountPercent") && !error("discountDays") && form.discountPercent.trim() !== ""
  return (
    <div className="grid gap-3">
      <FormRow>{field("netDays", t("days"))}{field("discountPercent", "%")}{field("discountDays", t("days"))}</FormRow>
      {!error("netDays") && <p className="text-sm text-muted">{t("reads", { days: Number(form.netDays) })}{offers && ` ${t("readsDiscount", { percent: form.discountPercent.trim(), days: Number(form.discountDays) })}`}</p>}
    </div>
  )
}

/** What documents are called from now on. The counter goes on, whatever the prefix. */
export function NumberFields({ form, set, error, next }: FieldsProps & { next: BillingSettings["next"] }) {
  const t = useTranslations("billing.numbers")
  const field = (name: "invoicePrefix" | "creditPrefix", number: string) => (
    <Field label={t(name)} name={name} error={error(name)} hint={<>{t("next")} <CodeText>{form[name]}{number}</CodeText></>}>
      <Input name={name} value={form[name]} maxLength={12} autoComplete="off" spellCheck={false} className="font-mono" onChange={(event) => set({ [name]: event.currentTarget.value.toUpperCase() })} />
    </Field>
  )
  return <FormRow>{field("invoicePrefix", next.invoice)}{field("creditPrefix", next.creditNote)}</FormRow>
}

/** How tax is rounded, with an example taxed by what taxes the invoices. */
export function RoundingFields({ form, set, currency }: FieldsProps & { currency: string }) {
  const t = useTranslations("billing.rounding")
  const { money, percent, number } = useFormats()
  const example = roundingExample(currency)
  return (
    <div className="grid gap-3">
      <p className="text-sm text-muted">{t("example", { lines: number(example.lines), net: money(example.line), percent: percent(example.percent) })}</p>
      <FieldSet legend={t("legend")} hideLegend>
        <RadioGroup name="taxRounding" value={form.taxRounding} onValueChange={(value) => set({ taxRounding: value as ProfileForm["taxRounding"] })} options={[
          { value: "per_line", label: t("perLine"), hint: t("perLineHint", { tax: money(example.perLine) }) }, { value: "per_invoice", label: t("perInvoice"), hint: t("perInvoiceHint", { tax: money(example.perInvoice) }) },
        ]} />
      </FieldSet>
    </div>
  )
}

type Level = { readonly words: "billing.credit" | "billing.writeOff"; readonly approval: "approval" | "writeOffApproval"; readonly threshold: "threshold" | "writeOffThreshold" }
const CREDIT: Level = { words: "billing.credit", approval: "approval", threshold: "threshold" }
const WRITE_OFF: Level = { words: "billing.writeOff", approval: "writeOffApproval", threshold: "writeOffThreshold" }

/** Which credit notes, or which write-offs, wait for somebody else. */
export function LevelFields({ form, set, error, currency, of }: FieldsProps & { currency: string; of: "credit" | "writeOff" }) {
  const { words, approval, threshold } = of === "credit" ? CREDIT : WRITE_OFF
  const t = useTranslations(words)
  return (
    <div className="grid gap-3">
      <FieldSet legend={t("legend")} hideLegend>
        <RadioGroup name={approval} value={form[approval]} onValueChange={(value) => set({ [approval]: value as Approval })} options={(["always", "above", "never"] as const).map((value) => ({ value, label: t(value), hint: t(`${value}Hint`) }))} />
      </FieldSet>
      {form[approval] === "above" && <Field label={t("threshold")} name={threshold} error={error(threshold)} className="max-w-xs"><Input name={threshold} value={form[threshold]} inputMode="decimal" align="end" autoComplete="off" suffix={currency} onChange={(event) => set({ [threshold]: event.currentTarget.value })} /></Field>}
    </div>
  )
}
