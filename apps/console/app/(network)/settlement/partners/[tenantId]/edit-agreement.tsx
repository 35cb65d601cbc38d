"use client"
import { Alert, Button, Checkbox, Dialog, Field, FieldSet, FormRow, Input, Textarea } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { CLAW_BACKS, type AgreementView, type ClawBack } from "@entrepot/domain/settlement/contract"
import { useTRPC } from "../../../../../src/ask/trpc.ts"
import { useAct } from "../../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../../src/format/client.ts"

const PERCENT = /^\d{1,2}(\.\d{1,4})?$/
const whole = (text: string, least: number, most: number) => (/^\d{1,3}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined)

/** A new version of what is agreed; entries that were made under an earlier one keep it. */
export function EditAgreement({ tenantId, agreement, disabledReason }: { tenantId: number; agreement: AgreementView | null; disabledReason: string | undefined }) {
  const t = useTranslations("settlement.agreement")
  const common = useTranslations("common")
  const { decimalSign } = useFormats()
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState({
    percent: (agreement?.commissionPercent ?? "").replace(".", decimalSign), collects: agreement?.collects ?? false, paymentDays: String(agreement?.paymentDays ?? 30), draftDay: String(agreement?.draftDay ?? 3), note: agreement?.note ?? "", clawBack: agreement?.clawBack ?? (["goods_returned"] as readonly ClawBack[]),
  })
  const [asked, setAsked] = useState(false)
  const put = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const act = useAct(useTRPC().settlement.saveAgreement.mutationOptions(), { done: t("done"), onDone: () => setOpen(false) })
  const percent = form.percent.trim().replace(",", ".")
  const [paymentDays, draftDay] = [whole(form.paymentDays, 0, 180), whole(form.draftDay, 1, 28)]
  const run = () => {
    setAsked(true)
    if (PERCENT.test(percent) && paymentDays !== undefined && draftDay !== undefined) act.run({ tenantId, expectedVersion: agreement?.version ?? 0, commissionPercent: percent, collects: form.collects, paymentDays, draftDay, clawBack: [...form.clawBack], note: form.note.trim() })
  }
  const trigger = <Button size="sm" disabledReason={disabledReason}>{agreement ? common("edit") : t("make")}</Button>
  if (disabledReason) return trigger
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={t("edit")} description={t("editText")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <Field label={t("percent")} hint={t("percentHint")} name="agreement-percent" error={asked && !PERCENT.test(percent) ? t("percentWrong") : undefined}><Input value={form.percent} inputMode="decimal" align="end" suffix="%" onChange={(event) => put({ percent: event.currentTarget.value })} /></Field>
        <Checkbox checked={form.collects} onChange={(event) => put({ collects: event.currentTarget.checked })} label={t("collectsChoice")} hint={t("collectsHint")} />
        <FieldSet legend={t("clawBack")} hint={t("clawBackHint")}>
          {CLAW_BACKS.map((reason) => <Checkbox key={reason} label={t(`clawBacks.${reason}`)} checked={form.clawBack.includes(reason)} onChange={(event) => put({ clawBack: event.currentTarget.checked ? [...form.clawBack, reason] : form.clawBack.filter((each) => each !== reason) })} />)}
        </FieldSet>
        <FormRow>
          <Field label={t("paymentDays")} name="agreement-days" error={asked && paymentDays === undefined ? t("daysWrong") : undefined}><Input value={form.paymentDays} inputMode="numeric" align="end" onChange={(event) => put({ paymentDays: event.currentTarget.value })} /></Field>
          <Field label={t("draftDay")} name="agreement-draft-day" error={asked && draftDay === undefined ? t("draftDayWrong") : undefined}><Input value={form.draftDay} inputMode="numeric" align="end" onChange={(event) => put({ draftDay: event.currentTarget.value })} /></Field>
        </FormRow>
        <Field label={t("note")} optionalLabel={common("optional")} name="agreement-note"><Textarea value={form.note} maxLength={1000} onChange={(event) => put({ note: event.currentTarget.value })} /></Field>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
