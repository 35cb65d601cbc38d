"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Checkbox, DescriptionList, Field, FieldSet, Form, FormActions, Input, Link, RadioGroup } from "@entrepot/ui"
import { cardRefusal, type MethodView, type Paying, type PaymentQuote } from "@entrepot/domain/billing/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { isNothing, least, minus, readAmount, sumOf, writeAmount } from "./amount.ts"

type Props = { quote: PaymentQuote; returnPath: string; onPaying: (paying: Paying) => void }

/** How much of each invoice, how much of it by credit, and with which card. One key for one form: a second click is the same payment. */
export function PayForm({ quote, returnPath, onPaying }: Props) {
  const t = useTranslations("invoices.paying")
  const formats = useFormats()
  const sign = formats.locale === "en" ? "." : ","
  const { currency } = quote
  const [requestKey] = useState(() => crypto.randomUUID())
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(quote.lines.map(({ invoiceId, toPay }) => [invoiceId, writeAmount(toPay, sign)])))
  const [withCredit, setWithCredit] = useState(!isNothing(quote.credit))
  const usable = quote.methods.filter(({ expired }) => !expired)
  const [methodId, setMethodId] = useState(() => (usable.find(({ isDefault, refused }) => isDefault && !refused) ?? usable[0])?.methodId)
  const pay = useCommand(useTRPC().payments.pay.mutationOptions({ trpc: { context: { key: requestKey } } }), { refresh: false })

  const amounts = quote.lines.map((line) => ({ line, amount: readAmount(texts[line.invoiceId] ?? "", currency, sign) }))
  const valid = amounts.every(({ line, amount }) => amount && BigInt(amount.amount) <= BigInt(line.open.amount))
  const asked = sumOf(amounts.flatMap(({ amount }) => amount ?? []), currency)
  const credit = withCredit ? least(quote.credit, asked) : { amount: "0", currency }
  const charged = minus(asked, credit)
  const blocked = useBlocked(quote, charged, methodId, valid)
  const send = async () => {
    const invoices = amounts.flatMap(({ line, amount }) => (amount ? [{ invoiceId: line.invoiceId, amount }] : []))
    const paying = await pay.run({ requestKey, invoices, credit: isNothing(credit) ? null : credit, methodId: isNothing(charged) ? null : (methodId ?? null), returnPath })
    if (paying) onPaying(paying)
  }
  return (
    <Form onSubmit={(event) => { event.preventDefault(); if (!blocked && !pay.pending) void send() }}>
      <FieldSet legend={t("amounts")} hint={t("amountsHint")}>
        {amounts.map(({ line, amount }) => (
          <Field key={line.invoiceId} name={`amount-${line.invoiceId}`} label={line.number} hint={hintOf(line, t, formats)} error={!amount ? t("amountMissing") : BigInt(amount.amount) > BigInt(line.open.amount) ? t("amountTooMuch", { open: formats.money(line.open) }) : undefined}>
            <Input inputMode="decimal" autoComplete="off" value={texts[line.invoiceId] ?? ""} onChange={(event) => setTexts({ ...texts, [line.invoiceId]: event.currentTarget.value })} />
          </Field>
        ))}
      </FieldSet>
      {!isNothing(quote.credit) && <Checkbox label={t("useCredit", { credit: formats.money(quote.credit) })} checked={withCredit} onChange={(event) => setWithCredit(event.currentTarget.checked)} />}
      {!isNothing(charged) && <Methods quote={quote} usable={usable} methodId={methodId} onChoose={setMethodId} />}
      <DescriptionList align="end" items={[
        { term: t("sum"), value: formats.money(asked) }, ...(isNothing(credit) ? [] : [{ term: t("fromCredit"), value: formats.money(minus({ amount: "0", currency }, credit)) }]),
        { term: <strong className="text-text">{t("toCharge")}</strong>, value: <strong>{formats.money(charged)}</strong> },
      ]} />
      {pay.refused && <Alert tone="danger" live>{pay.refused}</Alert>}
      <FormActions><Button type="submit" variant="primary" loading={pay.pending} disabledReason={blocked}>{isNothing(charged) ? t("settle") : t("pay", { amount: formats.money(charged) })}</Button></FormActions>
    </Form>
  )
}

function Methods({ quote, usable, methodId, onChoose }: { quote: PaymentQuote; usable: readonly MethodView[]; methodId: string | undefined; onChoose: (methodId: string) => void }) {
  const t = useTranslations("invoices.paying")
  const message = useRefusalMessage()
  if (!quote.cards.allowed) return <Alert tone="info">{message({ code: quote.cards.why })}</Alert>
  if (usable.length === 0) return <Alert tone="info" actions={<Link href="/payment-methods">{t("addMethod")}</Link>}>{t("noMethod")}</Alert>
  return (
    <FieldSet legend={t("method")}>
      <RadioGroup name="method" value={methodId} onValueChange={onChoose} options={usable.map((method) => ({ value: method.methodId, label: `${method.brand.replace(/^./, (first) => first.toUpperCase())} •••• ${method.last4}`, hint: method.refused ? t("methodRefused") : undefined }))} />
    </FieldSet>
  )
}

/** Why it cannot be paid now; nothing when it can. */
function useBlocked(quote: PaymentQuote, charged: MoneyJson, methodId: string | undefined, valid: boolean): string | undefined {
  const t = useTranslations("invoices.paying")
  const message = useRefusalMessage()
  if (quote.lines.some(({ blockedBy }) => blockedBy)) return t("underWay")
  if (!valid) return t("amountsWrong")
  if (isNothing(charged)) return undefined
  if (!quote.cards.allowed) return message({ code: quote.cards.why })
  const refused = cardRefusal(charged)
  if (refused) return message(refused)
  return methodId ? undefined : t("noMethod")
}

function hintOf({ dueOn, open, discount }: PaymentQuote["lines"][number], t: (key: string, values?: Record<string, string>) => string, formats: ReturnType<typeof useFormats>): string {
  const base = t("lineHint", { open: formats.money(open), due: formats.day(dueOn) })
  return isNothing(discount) ? base : `${base} ${t("discountHint", { discount: formats.money(discount) })}`
}
