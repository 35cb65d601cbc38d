"use client"
import { Alert, Button, Dialog, Field, FieldSet, Input, RadioGroup, Select, Textarea } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ADJUSTMENT_KINDS, type AdjustmentKind } from "@entrepot/domain/settlement/contract"
import { useTRPC } from "../../../../../src/ask/trpc.ts"
import { useAct } from "../../../../../src/ask/use-act.ts"
import { moneyOf } from "../../../../../src/format/decimal.ts"

type Props = { tenantId: number; partner: string; currency: string; disabledReason: string | undefined }

/** Something that no document says: it stands on the next statement with its reason. */
export function Adjust({ tenantId, partner, currency, disabledReason }: Props) {
  const t = useTranslations("settlement.adjust")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  // One click, however often it arrives: the key is of this dialog.
  const [requestKey, setKey] = useState(() => crypto.randomUUID())
  const [direction, setDirection] = useState<"credit" | "charge">("credit")
  const [about, setAbout] = useState<AdjustmentKind>("goods")
  const [amount, setAmount] = useState("")
  const [reason, setReason] = useState("")
  const [asked, setAsked] = useState(false)
  const act = useAct(useTRPC().settlement.adjust.mutationOptions(), { done: t("done"), onDone: () => { setOpen(false); setKey(crypto.randomUUID()); setAmount(""); setReason(""); setAsked(false) } })
  const value = moneyOf(amount, currency)
  const right = value !== undefined && !value.amount.startsWith("-")
  const run = () => {
    setAsked(true)
    if (right && reason.trim()) act.run({ requestKey, tenantId, amount: { amount: direction === "credit" ? `-${value.amount}` : value.amount, currency }, reason: reason.trim(), about })
  }
  if (disabledReason) return <Button disabledReason={disabledReason}>{t("open")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button>{t("open")}</Button>} title={t("title", { partner })} description={t("text")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{t("confirm")}</Button></>}>
      <div className="grid gap-4">
        <FieldSet legend={t("direction")}><RadioGroup name="adjust-direction" value={direction} onValueChange={(next) => setDirection(next === "charge" ? "charge" : "credit")} options={[{ value: "credit", label: t("credit") }, { value: "charge", label: t("charge") }]} /></FieldSet>
        <Field label={t("about")} hint={t("aboutHint")} name="adjust-about"><Select value={about} onChange={({ currentTarget }) => setAbout(ADJUSTMENT_KINDS.find((kind) => kind === currentTarget.value) ?? "money")} options={(["goods", "service", "money"] as const).map((value) => ({ value, label: t(`abouts.${value}`) }))} /></Field>
        <Field label={t("amount")} hint={about === "money" ? undefined : t("amountHint")} name="adjust-amount" error={asked && !right ? t("amountWrong") : undefined}><Input value={amount} inputMode="decimal" align="end" suffix={currency} onChange={(event) => setAmount(event.currentTarget.value)} /></Field>
        <Field label={common("reason")} hint={t("reasonHint")} name="adjust-reason" error={asked && !reason.trim() ? common("required", { field: common("reason") }) : undefined}><Textarea value={reason} maxLength={1000} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
