"use client"
import { Alert, Button, Dialog, Field, FieldSet, Input, RadioGroup, Textarea } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { moneyFromJson, toDecimalString, type MoneyJson } from "@entrepot/kernel"
import { useTRPC } from "../ask/trpc.ts"
import { useAct } from "../ask/use-act.ts"
import { useFormats } from "../format/client.ts"
import { moneyOf } from "../format/decimal.ts"

type Props = { disputeId: string; claim: MoneyJson; partner: string; disabledReason: string | undefined }

/** Accepting takes an amount off the same statement; rejecting says why. Both are read by the partner. */
export function AnswerDispute({ disputeId, claim, partner, disabledReason }: Props) {
  const t = useTranslations("settlement.answer")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const { money, decimalSign } = useFormats()
  const [open, setOpen] = useState(false)
  const [verdict, setVerdict] = useState<"accepted" | "rejected">("accepted")
  const [amount, setAmount] = useState(toDecimalString(moneyFromJson(claim)).replace(".", decimalSign))
  const [answer, setAnswer] = useState("")
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.settlement.resolveDispute.mutationOptions(), { done: t(verdict === "accepted" ? "accepted" : "rejected"), onDone: () => setOpen(false) })
  const granted = moneyOf(amount, claim.currency)
  const tooMuch = granted !== undefined && BigInt(granted.amount) > BigInt(claim.amount)
  const right = verdict === "rejected" || (granted !== undefined && !granted.amount.startsWith("-") && !tooMuch)
  const run = () => {
    setAsked(true)
    if (right && answer.trim()) act.run({ disputeId, verdict, answer: answer.trim(), ...(verdict === "accepted" && granted && { amount: granted }) })
  }
  if (disabledReason) return <Button size="sm" disabledReason={disabledReason}>{t("open")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm" variant="primary">{t("open")}</Button>} title={t("title", { partner })} description={t("text", { claim: money(claim) })} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant={verdict === "accepted" ? "primary" : "danger"} loading={act.pending} onClick={run}>{t(verdict === "accepted" ? "accept" : "reject")}</Button></>}>
      <div className="grid gap-4">
        <FieldSet legend={t("verdict")}><RadioGroup name={`verdict-${disputeId}`} value={verdict} onValueChange={(value) => setVerdict(value === "rejected" ? "rejected" : "accepted")} options={[{ value: "accepted", label: t("acceptChoice"), hint: t("acceptHint") }, { value: "rejected", label: t("rejectChoice"), hint: t("rejectHint") }]} /></FieldSet>
        {verdict === "accepted" && (
          <Field label={t("amount")} name="dispute-amount" hint={t("amountHint", { claim: money(claim) })} error={asked && !right ? t(tooMuch ? "amountTooMuch" : "amountWrong", { claim: money(claim) }) : undefined}>
            <Input value={amount} inputMode="decimal" align="end" suffix={claim.currency} onChange={(event) => setAmount(event.currentTarget.value)} />
          </Field>
        )}
        <Field label={t("answer")} hint={t("answerHint")} name="dispute-answer" error={asked && !answer.trim() ? common("required", { field: t("answer") }) : undefined}><Textarea value={answer} maxLength={1000} onChange={(event) => setAnswer(event.currentTarget.value)} /></Field>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
