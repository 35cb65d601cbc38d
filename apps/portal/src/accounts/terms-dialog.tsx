"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { TermsView } from "@entrepot/domain/billing/contract"
import { Alert, Button, Dialog, Field, Form, FormRow, Input } from "@entrepot/ui"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"

const MOST_DAYS = 365

/** Terms of an account's own: they hold for invoices to come. */
export function TermsDialog({ accountId, terms, onClose }: { accountId: string; terms: TermsView; onClose: () => void }) {
  const t = useTranslations("accounts.payment")
  const common = useTranslations("common")
  const { locale } = useFormats()
  const [typed, setTyped] = useState({ netDays: String(terms.netDays), percent: terms.discountPercent.replace(".", (1.5).toLocaleString(locale).charAt(1)), discountDays: String(terms.discountDays) })
  const [asked, setAsked] = useState(false)
  const save = useCommand(useTRPC().payments.saveTerms.mutationOptions({ onSuccess: onClose }), { done: t("saved") })
  const [netDays, discountDays, discountPercent] = [daysOf(typed.netDays), daysOf(typed.discountDays), percentOf(typed.percent)]
  const late = netDays !== undefined && discountDays !== undefined && Number(discountPercent) > 0 && (discountDays > netDays || discountDays === 0)
  const errors = { netDays: netDays === undefined && t("daysWrong"), percent: discountPercent === undefined && t("percentWrong"), discountDays: discountDays === undefined ? t("daysWrong") : late && t("discountTooLate") }
  const submit = () => {
    setAsked(true)
    if (netDays === undefined || discountDays === undefined || discountPercent === undefined || late) return
    void save.run({ accountId, netDays, discountPercent, discountDays })
  }
  const field = (name: keyof typeof typed) => ({ value: typed[name], autoComplete: "off", align: "end" as const, onChange: (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [name]: event.currentTarget.value }) })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("changeTitle")} description={t("changeText")} labels={{ close: common("close") }}
      footer={<><Button onClick={onClose}>{common("cancel")}</Button><Button type="submit" form="terms" variant="primary" loading={save.pending}>{common("save")}</Button></>}>
      <Form id="terms" onSubmit={(event) => { event.preventDefault(); submit() }}>
        <Field label={t("netDays")} hint={t("netDaysHint")} name="net-days" error={asked && errors.netDays}><Input inputMode="numeric" suffix={t("daysUnit")} {...field("netDays")} /></Field>
        <FormRow>
          <Field label={t("percent")} hint={t("percentHint")} name="discount-percent" error={asked && errors.percent}><Input inputMode="decimal" suffix="%" {...field("percent")} /></Field>
          <Field label={t("discountDays")} hint={t("discountDaysHint")} name="discount-days" error={asked && errors.discountDays}><Input inputMode="numeric" suffix={t("daysUnit")} {...field("discountDays")} /></Field>
        </FormRow>
        {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      </Form>
    </Dialog>
  )
}

function daysOf(text: string): number | undefined {
  const plain = text.trim() === "" ? "0" : text.trim()
  return /^\d{1,3}$/.test(plain) && Number(plain) <= MOST_DAYS ? Number(plain) : undefined
}

function percentOf(text: string): string | undefined {
  const plain = text.trim() === "" ? "0" : text.trim().replace(",", ".")
  return /^\d{1,2}(\.\d{1,4})?$/.test(plain) ? plain : undefined
}
