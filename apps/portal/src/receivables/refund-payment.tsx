"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, DescriptionList, Dialog, Field, Form, FormActions, Input, Textarea } from "@entrepot/ui"
import { cardRefundRefusal, type PaymentRow } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { minus, readAmount, writeAmount } from "#invoices/amount.ts"

type Props = { payment: PaymentRow; disabledReason: string | undefined }

/** Pays a payment back, whole or in part, the way it came. */
export function RefundPayment({ payment, disabledReason }: Props) {
  const t = useTranslations("receivables.refund")
  const common = useTranslations("common")
  const domain = useTranslations("domain.billing.paid_by")
  const formats = useFormats()
  const [open, setOpen] = useState(false)
  const trigger = <Button size="sm" variant="ghost" disabledReason={disabledReason} aria-label={t("openFor", { amount: formats.money(payment.amount) })}>{t("open")}</Button>
  if (disabledReason) return trigger
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={t("title", { amount: formats.money(payment.refundable) })} description={t("text", { day: formats.day(payment.receivedOn), how: domain(payment.paidBy) })} labels={{ close: common("close") }}>
      {open && <RefundForm payment={payment} onClose={() => setOpen(false)} />}
    </Dialog>
  )
}

function RefundForm({ payment, onClose }: { payment: PaymentRow; onClose: () => void }) {
  const t = useTranslations("receivables.refund")
  const common = useTranslations("common")
  const message = useRefusalMessage()
  const { money, locale } = useFormats()
  const sign = locale === "en" ? "." : ","
  const most = payment.refundable
  const [requestKey] = useState(() => crypto.randomUUID())
  const [text, setText] = useState(() => writeAmount(most, sign))
  const [reason, setReason] = useState("")
  const [asked, setAsked] = useState(false)
  const byProvider = payment.paidBy === "card" || payment.paidBy === "sepa_debit"
  const refund = useCommand(useTRPC().payments.refund.mutationOptions({ trpc: { context: { key: requestKey } } }), { done: t(byProvider ? "sent" : "done") })
  const amount = readAmount(text, most.currency, sign)
  const inexact = amount && byProvider ? cardRefundRefusal(amount) : undefined
  const fault = !amount ? t("amountMissing") : BigInt(amount.amount) > BigInt(most.amount) ? t("tooMuch", { most: money(most) }) : inexact && message(inexact)
  const send = async () => {
    setAsked(true)
    if (amount && !fault && reason.trim() && !refund.pending && (await refund.run({ requestKey, paymentId: payment.paymentId, amount, reason: reason.trim() }))) onClose()
  }
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void send() }}>
      <Field label={t("amount")} name="refund-amount" hint={t("amountHint", { most: money(most) })} error={fault}><Input value={text} inputMode="decimal" autoComplete="off" align="end" suffix={most.currency} onChange={(event) => setText(event.currentTarget.value)} /></Field>
      <Field label={t("reason")} name="refund-reason" hint={t("reasonHint")} error={asked && !reason.trim() ? t("reasonMissing") : undefined}><Textarea value={reason} maxLength={1000} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
      {amount && !fault && <DescriptionList align="end" items={[
        { term: t("paidBack"), value: <strong>{money(amount)}</strong> }, { term: t("fromCredit"), value: money(amount) }, { term: t("leftOf"), value: money(minus(minus(payment.amount, payment.refunded), amount)) },
      ]} />}
      <Alert tone="info">{t(byProvider ? "byProvider" : "byHand")}</Alert>
      {refund.refused && <Alert tone="danger" live>{refund.refused}</Alert>}
      <FormActions>
        <Button type="submit" variant="primary" loading={refund.pending} disabledReason={fault}>{amount && !fault ? t("confirm", { amount: money(amount) }) : t("confirmPlain")}</Button>
        <Button onClick={onClose}>{common("cancel")}</Button>
      </FormActions>
    </Form>
  )
}
