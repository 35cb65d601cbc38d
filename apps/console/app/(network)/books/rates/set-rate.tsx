"use client"
import { Alert, Button, Dialog, Field, FormRow, Input } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"

const CODE = /^[A-Z]{3}$/
const RATE = /^\d{1,10}(\.\d{1,12})?$/

export function SetRate({ base, today, disabledReason }: { base: string; today: string; disabledReason: string | undefined }) {
  const t = useTranslations("books.rates")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState({ from: "", to: base, effectiveOn: today, rate: "", source: "" })
  const [asked, setAsked] = useState(false)
  const put = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const act = useAct(trpc.books.setRate.mutationOptions(), { done: t("done"), onDone: () => { setOpen(false); setAsked(false); put({ from: "", rate: "" }) } })
  const rate = form.rate.trim().replace(",", ".")
  const wrong = { from: !CODE.test(form.from), to: !CODE.test(form.to), on: !/^\d{4}-\d\d-\d\d$/.test(form.effectiveOn), rate: !RATE.test(rate) || !/[1-9]/.test(rate), source: form.source.trim() === "" }
  const run = () => {
    setAsked(true)
    if (!Object.values(wrong).some(Boolean)) act.run({ ...form, rate, source: form.source.trim() })
  }
  const code = (text: string) => text.toUpperCase().replaceAll(/[^A-Z]/g, "").slice(0, 3)
  const field = (label: string, bad: boolean, text = common("required", { field: label })) => ({ label, error: asked && bad ? text : undefined })
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button variant="primary" disabledReason={disabledReason}>{t("set")}</Button>} title={t("set")} description={t("setText")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <FormRow>
          <Field name="rate-from" {...field(t("from"), wrong.from, t("codeWrong"))}><Input value={form.from} autoComplete="off" placeholder="USD" onChange={(event) => put({ from: code(event.currentTarget.value) })} /></Field>
          <Field name="rate-to" {...field(t("to"), wrong.to, t("codeWrong"))}><Input value={form.to} autoComplete="off" onChange={(event) => put({ to: code(event.currentTarget.value) })} /></Field>
        </FormRow>
        <FormRow>
          <Field name="rate-value" hint={t("rateHint", { from: form.from || "…", to: form.to || "…" })} {...field(t("value"), wrong.rate, t("rateWrong"))}><Input value={form.rate} inputMode="decimal" align="end" autoComplete="off" onChange={(event) => put({ rate: event.currentTarget.value })} /></Field>
          <Field name="rate-on" hint={t("onHint")} {...field(t("effectiveOn"), wrong.on)}><Input type="date" value={form.effectiveOn} onChange={(event) => put({ effectiveOn: event.currentTarget.value })} /></Field>
        </FormRow>
        <Field name="rate-source" hint={t("sourceHint")} {...field(t("source"), wrong.source)}><Input value={form.source} maxLength={80} onChange={(event) => put({ source: event.currentTarget.value })} /></Field>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
