"use client"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Alert, DescriptionList, Field, FieldSet, FormRow, Input, RadioGroup, Select, Skeleton } from "@entrepot/ui"
import type { SubscriptionPage } from "@entrepot/domain/subscriptions"
import type { Change } from "@entrepot/domain/subscriptions/contract"
import { useTRPC } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { readAmount, writeAmount } from "#invoices/amount.ts"
import { usePlanTerms } from "#plans/use-plan-terms.tsx"
import { Count } from "./cadence-form.tsx"
import { ChangeDialog, type ChangeOf } from "./change-dialog.tsx"
import { FeeEffect } from "./fee-effect.tsx"
import { useSay } from "./use-say.ts"

type Props = { of: ChangeOf; subscription: SubscriptionPage; onClose: () => void }

/** What is charged beside the deliveries becomes another, or ends, from a day on. For whoever sets prices. */
export function FeeDialog({ of, subscription: { serviceFee, currency }, onClose }: Props) {
  const t = useSay()
  const { today, locale } = useFormats()
  const decimalSign = locale === "en" ? "." : ","
  const [how, setHow] = useState<"charge" | "end">("charge")
  const [name, setName] = useState(serviceFee?.name ?? "")
  const [typed, setTyped] = useState(serviceFee ? writeAmount(serviceFee.amount, decimalSign) : "")
  const [everyMonths, setMonths] = useState(serviceFee?.everyMonths ?? 1)
  const [from, setFrom] = useState(today())
  const amount = readAmount(typed, currency, decimalSign)?.amount
  const fee = how === "end" ? null : amount && name.trim() !== "" ? { name: name.trim(), amount, everyMonths } : undefined
  const change: Change | undefined = fee === undefined || from === "" ? undefined : { kind: "fee", fee, from }
  return (
    <ChangeDialog of={of} title={t("do.fee.title")} text={t("do.fee.text")} confirm={t(how === "end" ? "do.fee.end" : "do.fee.confirm")} tone={how === "end" ? "danger" : "primary"} onClose={onClose} change={change} missing={fee === undefined ? t("do.fee.missing") : from === "" ? t("do.fee.noFrom") : undefined}>
      {serviceFee && <FieldSet legend={t("do.fee.how")}><RadioGroup name="how" value={how} onValueChange={(value) => setHow(value as typeof how)} options={[{ value: "charge", label: t("do.fee.charge") }, { value: "end", label: t("do.fee.nothing") }]} /></FieldSet>}
      {how === "charge" && (
        <>
          <Field label={t("do.fee.name")} required><Input value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} /></Field>
          <FormRow>
            <Field label={t("do.fee.amount")} required hint={t("do.fee.amountHint")}><Input inputMode="decimal" value={typed} suffix={currency} onChange={(event) => setTyped(event.currentTarget.value)} /></Field>
            <Count label={t("do.fee.months")} least={1} most={36} value={everyMonths} onChange={setMonths} />
          </FormRow>
        </>
      )}
      <Field label={t("do.fee.from")} required hint={t("do.fee.fromHint")}><Input type="date" className="sm:w-48" min={today()} value={from} onChange={(event) => setFrom(event.currentTarget.value)} /></Field>
      {change?.kind === "fee" && <FeeEffect subscriptionId={of.subscriptionId} change={change} />}
    </ChangeDialog>
  )
}

/** The terms of another plan, or those that its own has by now, with the fee that comes along. */
export function PlanDialog({ of, subscription: { plan, currency }, onClose }: Props) {
  const t = useSay()
  const termsOf = usePlanTerms(currency)
  const [planId, setPlanId] = useState("")
  const plans = useQuery(useTRPC().plans.list.queryOptions())
  const offered = (plans.data ?? []).filter(({ status }) => status === "active")
  const chosen = offered.find((one) => one.planId === planId)
  const change: Change | undefined = chosen && { kind: "plan", planId: chosen.planId }
  return (
    <ChangeDialog of={of} title={t("do.plan.title")} text={t("do.plan.text")} confirm={t("do.plan.confirm")} onClose={onClose} change={change} missing={chosen ? undefined : t("do.plan.missing")}>
      {plans.data && offered.length === 0 ? <Alert tone="info">{t("do.plan.none")}</Alert> : !plans.data ? <Skeleton /> : (
        <Field label={t("do.plan.to")}><Select value={planId} placeholder={t("do.plan.choose")} onChange={(event) => setPlanId(event.currentTarget.value)} options={offered.map((one) => ({ value: one.planId, label: one.planId === plan?.planId ? t("do.plan.now", { name: one.name }) : one.name }))} /></Field>
      )}
      {chosen && <DescriptionList items={termsOf(chosen).map(({ term, value, hint }) => ({ term, value, ...(hint && { hint }) }))} />}
      {change?.kind === "plan" && <FeeEffect subscriptionId={of.subscriptionId} change={change} />}
    </ChangeDialog>
  )
}
