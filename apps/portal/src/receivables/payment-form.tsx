"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Field, FieldSet, Form, FormActions, FormRow, Input, RadioGroup, Select, Skeleton } from "@entrepot/ui"
import { RECORDED_BY, type PreviewPayment, type ReceivableView } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { minus, readAmount } from "#invoices/amount.ts"
import { ClearingEffect } from "./effect-table.tsx"
import { ShareFields } from "./share-fields.tsx"
import { useAmounts, type Amounts } from "./use-amounts.ts"
import { usePaymentPreview } from "./use-preview.ts"

type PaidBy = (typeof RECORDED_BY)[number]
type Props = { account: ReceivableView; today: string; onClose: () => void }

/** How much came, when and how, and which invoices it pays. One key for one form: a second click is the same payment. */
export function PaymentForm({ account, today, onClose }: Props) {
  const t = useTranslations("receivables.record")
  const common = useTranslations("common")
  const domain = useTranslations("domain.billing.paid_by")
  const { money, locale } = useFormats()
  const currencies = [...new Set([account.currency, ...account.balances.map((row) => row.currency)])]
  const [requestKey] = useState(() => crypto.randomUUID())
  const [currency, setCurrency] = useState(account.balances[0]?.currency ?? account.currency)
  const [text, setText] = useState("")
  const [receivedOn, setReceivedOn] = useState(today)
  const [paidBy, setPaidBy] = useState<PaidBy>("bank_transfer")
  const [reference, setReference] = useState("")
  const [byHand, setByHand] = useState(false)
  const items = account.items.filter(({ open }) => open.currency === currency)
  const amounts = useAmounts(items, currency)
  const amount = readAmount(text, currency, locale === "en" ? "." : ",")
  const fault = useFault({ amount: Boolean(amount), receivedOn, today, byHand, amounts, over: amount && minus(amounts.sum, amount) })
  const input: PreviewPayment | undefined = amount && !fault ? { accountId: account.accountId, amount, receivedOn, invoices: byHand ? [...amounts.shares] : null } : undefined
  const preview = usePaymentPreview(input)
  const effect = useTranslations("receivables.effect")
  const record = useCommand(useTRPC().payments.record.mutationOptions({ trpc: { context: { key: requestKey } } }), { done: t("done") })
  const blocked = fault ?? (preview.refused ? preview.refused : preview.current ? undefined : effect("wait"))
  const send = async () => {
    if (input && !blocked && !record.pending && (await record.run({ ...input, requestKey, paidBy, reference: reference.trim() }))) onClose()
  }
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void send() }}>
      <FormRow>
        <Field label={t("amount")} name="payment-amount"><Input value={text} inputMode="decimal" autoComplete="off" align="end" suffix={currencies.length === 1 ? currency : undefined} onChange={(event) => setText(event.currentTarget.value)} /></Field>
        {currencies.length > 1 && <Field label={t("currency")} name="payment-currency"><Select value={currency} onChange={(event) => setCurrency(event.currentTarget.value)} options={currencies.map((value) => ({ value, label: value }))} /></Field>}
        <Field label={t("received")} name="payment-day" error={receivedOn > today ? t("dayAhead") : undefined}><Input type="date" value={receivedOn} max={today} onChange={(event) => setReceivedOn(event.currentTarget.value)} /></Field>
        <Field label={t("how")} name="payment-how"><Select value={paidBy} onChange={({ currentTarget }) => setPaidBy(RECORDED_BY.find((each) => each === currentTarget.value) ?? "other")} options={RECORDED_BY.map((value) => ({ value, label: domain(value) }))} /></Field>
      </FormRow>
      <Field label={t("reference")} name="payment-reference" hint={t("referenceHint")} optionalLabel={common("optional")}><Input value={reference} maxLength={140} autoComplete="off" onChange={(event) => setReference(event.currentTarget.value)} /></Field>
      {items.length > 0 && (
        <FieldSet legend={t("share")}>
          <RadioGroup name="payment-share" value={byHand ? "byHand" : "oldest"} onValueChange={(value) => setByHand(value === "byHand")} options={[{ value: "oldest", label: t("oldest") }, { value: "byHand", label: t("byHand") }]} />
        </FieldSet>
      )}
      {byHand && items.length > 0 && <ShareFields items={items} amounts={amounts} whole={amount ?? { amount: "0", currency }} day={receivedOn} />}
      {preview.shown ? <ClearingEffect preview={preview.shown} pending={!preview.current} /> : input && !preview.refused && <Skeleton lines={3} />}
      {preview.refused && <Alert tone="danger" live>{preview.refused}</Alert>}
      {record.refused && <Alert tone="danger" live>{record.refused}</Alert>}
      <FormActions>
        <Button type="submit" variant="primary" loading={record.pending} disabledReason={blocked}>{amount ? t("confirm", { amount: money(amount) }) : t("confirmPlain")}</Button>
        <Button onClick={onClose}>{common("cancel")}</Button>
      </FormActions>
    </Form>
  )
}

type Said = { amount: boolean; receivedOn: string; today: string; byHand: boolean; amounts: Amounts; over: Amounts["sum"] | undefined }

/** What the form still lacks, in words; nothing where it can be sent. */
function useFault({ amount, receivedOn, today, byHand, amounts, over }: Said): string | undefined {
  const t = useTranslations("receivables.record")
  const { money } = useFormats()
  if (!amount) return t("amountMissing")
  if (!receivedOn) return t("dayMissing")
  if (receivedOn > today) return t("dayAhead")
  if (!byHand) return undefined
  if (!amounts.valid) return t("sharesWrong")
  return over && BigInt(over.amount) > 0n ? t("sharesMore", { over: money(over) }) : undefined
}
