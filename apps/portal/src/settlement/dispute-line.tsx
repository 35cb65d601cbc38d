"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Dialog, Field, Input, Select, Textarea } from "@entrepot/ui"
import { DISPUTE_REASONS, type DisputeReason } from "@entrepot/domain/settlement/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { readAmount, writeAmount } from "#invoices/amount.ts"

type Props = { statementId: string; line: { entryId: string; label: string; amount: MoneyJson; granted: MoneyJson }; disabledReason: string | undefined }

/** The partner does not agree with a line: why, and how much of it. The distributor answers. */
export function DisputeLine({ statementId, line, disabledReason }: Props) {
  const t = useTranslations("settlement.raise")
  const common = useTranslations("common")
  const reasons = useTranslations("domain.settlement.reason")
  const { money, locale } = useFormats()
  const decimalSign = locale === "en" ? "." : ","
  const most = { ...line.amount, amount: (BigInt(line.amount.amount.replace("-", "")) - BigInt(line.granted.amount)).toString() }
  const [open, setOpen] = useState(false)
  const [reasonCode, setCode] = useState<DisputeReason>("not_received")
  const [reason, setReason] = useState("")
  const [claim, setClaim] = useState(() => writeAmount(most, decimalSign))
  const [asked, setAsked] = useState(false)
  const raise = useCommand(useTRPC().settlement.raiseDispute.mutationOptions({ onSuccess: () => setOpen(false) }), { done: t("done") })
  const amount = readAmount(claim, most.currency, decimalSign)
  const tooMuch = amount !== undefined && BigInt(amount.amount) > BigInt(most.amount)
  const run = () => {
    setAsked(true)
    if (amount && !tooMuch && reason.trim()) void raise.run({ statementId, entryId: line.entryId, reasonCode, reason: reason.trim(), claim: amount })
  }
  if (disabledReason) return <Button size="sm" variant="ghost" disabledReason={disabledReason}>{t("open")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm" variant="ghost" aria-label={t("openLine", { line: line.label })}>{t("open")}</Button>} title={t("title")} description={`${t("text", { line: line.label, amount: money(line.amount) })}${line.granted.amount === "0" ? "" : ` ${t("grantedBefore", { granted: money(line.granted) })}`}`} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={raise.pending} onClick={run}>{t("send")}</Button></>}>
      <div className="grid gap-4">
        <Field label={t("reason")} name="dispute-reason"><Select value={reasonCode} onChange={({ currentTarget }) => setCode(DISPUTE_REASONS.find((each) => each === currentTarget.value) ?? "other")} options={DISPUTE_REASONS.map((value) => ({ value, label: reasons(value) }))} /></Field>
        <Field label={t("claim")} hint={t("claimHint", { most: money(most) })} name="dispute-claim" error={asked && (!amount || tooMuch) ? t(tooMuch ? "claimTooMuch" : "claimWrong", { most: money(most) }) : undefined}><Input value={claim} inputMode="decimal" align="end" suffix={most.currency} onChange={(event) => setClaim(event.currentTarget.value)} /></Field>
        <Field label={t("words")} hint={t("wordsHint")} name="dispute-words" error={asked && !reason.trim() ? t("wordsMissing") : undefined}><Textarea value={reason} maxLength={1000} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
        {raise.refused && <Alert tone="danger" live>{raise.refused}</Alert>}
      </div>
    </Dialog>
  )
}
