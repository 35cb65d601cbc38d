"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { CreditView } from "@entrepot/domain/ordering"
import type { MoneyJson } from "@entrepot/kernel"
import { Alert, Button, Card, Checkbox, DescriptionList, Dialog, Field, Form, Input, MoneyText } from "@entrepot/ui"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { isNothing, readAmount, writeAmount } from "../invoices/amount.ts"

/** What an account may owe, what it owes, and what is left of it. */
export function CreditCardBox({ accountId, credit, disabledReason }: { accountId: string; credit: CreditView; disabledReason: string | undefined }) {
  const t = useTranslations("accounts.credit")
  const { money } = useFormats()
  const [editing, setEditing] = useState(false)
  return (
    <Card title={t("title")} actions={<Button size="sm" disabledReason={disabledReason} onClick={() => setEditing(true)}>{t("change")}</Button>}>
      <div className="grid gap-3">
        {credit.restricted && <Alert tone="danger" title={t("restricted")}>{t("restrictedText")}</Alert>}
        <DescriptionList align="end" items={[
          { term: t("limit"), value: credit.limit ? <MoneyText>{money(credit.limit)}</MoneyText> : t("unlimited"), hint: credit.prepaid && t("prepaid") }, { term: t("exposure"), value: <MoneyText>{money(credit.exposure)}</MoneyText>, hint: t("unpaid", { amount: money(credit.unpaid) }) },
          { term: <strong className="text-text">{t("headroom")}</strong>, value: credit.headroom ? <MoneyText strong>{money(credit.headroom)}</MoneyText> : t("unlimited") },
        ]} />
      </div>
      {editing && <LimitDialog accountId={accountId} limit={credit.limit} currency={credit.exposure.currency} onClose={() => setEditing(false)} />}
    </Card>
  )
}

function LimitDialog({ accountId, limit, currency, onClose }: { accountId: string; limit: MoneyJson | null; currency: string; onClose: () => void }) {
  const t = useTranslations("accounts.credit")
  const common = useTranslations("common")
  const { locale } = useFormats()
  const sign = locale === "en" ? "." : ","
  const [unlimited, setUnlimited] = useState(limit === null)
  const [text, setText] = useState(limit ? writeAmount(limit, sign) : "")
  const [reason, setReason] = useState("")
  const [asked, setAsked] = useState(false)
  const save = useCommand(useTRPC().orders.setCreditLimit.mutationOptions({ onSuccess: onClose }), { done: t("saved") })
  const amount = unlimited ? null : limitOf(text, currency, sign)
  const submit = () => {
    setAsked(true)
    if (amount !== undefined) void save.run({ accountId, limit: amount, reason: reason.trim() })
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("changeTitle")} description={t("changeText")} labels={{ close: common("close") }}
      footer={<><Button onClick={onClose}>{common("cancel")}</Button><Button type="submit" form="credit-limit" variant="primary" loading={save.pending}>{common("save")}</Button></>}>
      <Form id="credit-limit" onSubmit={(event) => { event.preventDefault(); submit() }}>
        <Checkbox label={t("unlimited")} checked={unlimited} onChange={(event) => setUnlimited(event.currentTarget.checked)} />
        {!unlimited && <Field label={t("limit")} hint={t("limitHint")} name="credit-limit-amount" error={asked && amount === undefined ? t("limitWrong") : undefined}><Input inputMode="decimal" autoComplete="off" align="end" suffix={currency} value={text} onChange={(event) => setText(event.currentTarget.value)} /></Field>}
        <Field label={t("reason")} hint={t("reasonHint")} name="credit-limit-reason" optionalLabel={common("optional")}><Input maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
        {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      </Form>
    </Dialog>
  )
}

/** Zero is a limit as well: it stops orders on credit. Undefined is no amount. */
function limitOf(text: string, currency: string, sign: "." | ","): MoneyJson | undefined {
  if (/^\s*0+([.,]0*)?\s*$/.test(text)) return { amount: "0", currency }
  const amount = readAmount(text, currency, sign)
  return amount && !isNothing(amount) ? amount : undefined
}
