"use client"
import { useState, type ReactElement } from "react"
import { Button } from "../primitives/button.tsx"
import { Dialog } from "../primitives/dialog.tsx"
import { Alert } from "../primitives/feedback.tsx"
import { Field, FormRow } from "../primitives/field.tsx"
import { FileDrop } from "../primitives/file-drop.tsx"
import { Input, Select, Textarea, type SelectOption } from "../primitives/input.tsx"

/** The words of these dialogs, as an app says them. */
export type Say = (key: string, values?: Record<string, string | number>) => string

export type IndexSeriesFields = { code: string; name: string; unit: string; basePeriod: string; frequency: "monthly" | "quarterly"; source: string; sourceUrl: string }
type Sent = { readonly pending: boolean; /** What the server answered to the last attempt, in words. */ readonly refused: string | undefined }
const EMPTY: IndexSeriesFields = { code: "", name: "", unit: "", basePeriod: "", frequency: "monthly", source: "", sourceUrl: "" }
const NEEDED = ["code", "name", "unit", "basePeriod", "source"] as const
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/

/** Begins a series, or says something else of one: its code and rhythm then stay. `onSave` says whether it was kept. */
export function IndexSeriesDialog({ trigger, title, series, say, pending, refused, onSave }: Sent & { trigger: ReactElement; title: string; series?: IndexSeriesFields; say: Say; onSave: (series: IndexSeriesFields) => Promise<boolean> }) {
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState(series ?? EMPTY)
  const [asked, setAsked] = useState(false)
  const put = (change: Partial<IndexSeriesFields>) => setForm((now) => ({ ...now, ...change }))
  const wrong = new Set<string>([...NEEDED.filter((name) => form[name].trim() === ""), ...(CODE.test(form.code.trim()) ? [] : ["code"]), ...(form.sourceUrl.trim() === "" || /^https?:\/\/\S+$/.test(form.sourceUrl.trim()) ? [] : ["sourceUrl"])])
  const run = async () => {
    setAsked(true)
    if (wrong.size > 0) return
    const trimmed = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.trim()])) as IndexSeriesFields
    if (!(await onSave(trimmed))) return
    setOpen(false)
    setAsked(false)
    if (!series) setForm(EMPTY)
  }
  const text = (name: Exclude<keyof IndexSeriesFields, "frequency">, most: number, more: { hint?: string; optional?: boolean; fixed?: boolean } = {}) => (
    <Field label={say(name)} name={`index-${name}`} hint={more.hint} required={!more.optional} {...(more.optional && { optionalLabel: say("optional") })} error={asked && wrong.has(name) && say(`wrong.${name === "code" || name === "sourceUrl" ? name : "missing"}`)}>
      <Input value={form[name]} maxLength={most} autoComplete="off" readOnly={more.fixed} onChange={(event) => put({ [name]: event.currentTarget.value })} />
    </Field>
  )
  return (
    <Dialog open={open} onOpenChange={setOpen} size="lg" trigger={trigger} title={title} description={say("seriesText")} labels={{ close: say("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{say("cancel")}</Button><Button variant="primary" loading={pending} onClick={() => void run()}>{say("save")}</Button></>}>
      <div className="grid gap-4">
        {text("name", 120)}
        <FormRow>
          {text("code", 40, { hint: say(series ? "fixedHint" : "codeHint"), fixed: series !== undefined })}
          <Field label={say("frequency")} name="index-frequency" hint={series && say("fixedHint")}><Select value={form.frequency} disabled={series !== undefined} onChange={(event) => put({ frequency: event.currentTarget.value as IndexSeriesFields["frequency"] })} options={(["monthly", "quarterly"] as const).map((value) => ({ value, label: say(`frequencies.${value}`) }))} /></Field>
        </FormRow>
        <FormRow>{text("unit", 60, { hint: say("unitHint") })}{text("basePeriod", 60, { hint: say("basePeriodHint") })}</FormRow>
        {text("source", 200, { hint: say("sourceHint") })}
        {text("sourceUrl", 500, { optional: true, hint: say("sourceUrlHint") })}
        {refused && <Alert tone="danger" live>{refused}</Alert>}
      </div>
    </Dialog>
  )
}

export type IndexValueFields = { period: string; value: string; publishedOn: string; reason: string }
const VALUE = /^\d{1,12}(\.\d{1,6})?$/

/** What was published of a period, or, where `corrects` says what was said of it, the correction of that. */
export function IndexValueDialog({ trigger, title, periods, corrects, today, say, pending, refused, onPublish }: Sent & { trigger: ReactElement; title: string; periods: readonly SelectOption[]; corrects?: { value: string }; today: string; say: Say; onPublish: (value: IndexValueFields) => Promise<boolean> }) {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const [form, setForm] = useState<IndexValueFields>({ period: periods[0]?.value ?? "", value: "", publishedOn: today, reason: "" })
  const put = (change: Partial<IndexValueFields>) => setForm((now) => ({ ...now, ...change }))
  const value = form.value.trim().replace(",", ".")
  const isValue = VALUE.test(value) && /[1-9]/.test(value)
  const period = periods.some((one) => one.value === form.period) ? form.period : (periods[0]?.value ?? "")
  const run = async () => {
    setAsked(true)
    if (!isValue || form.publishedOn === "" || (corrects && form.reason.trim() === "")) return
    if (!(await onPublish({ ...form, period, value, reason: form.reason.trim() }))) return
    setOpen(false)
    setAsked(false)
    put({ value: "", reason: "" })
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={title} description={corrects ? say("correctText", { value: corrects.value }) : say("publishText")} labels={{ close: say("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{say("cancel")}</Button><Button variant="primary" loading={pending} onClick={() => void run()}>{say("save")}</Button></>}>
      <div className="grid gap-4">
        <FormRow>
          <Field label={say("period")} name="index-period"><Select value={period} disabled={corrects !== undefined} onChange={(event) => put({ period: event.currentTarget.value })} options={periods} /></Field>
          <Field label={say("value")} name="index-value" required error={asked && !isValue && say("wrong.value")}><Input value={form.value} inputMode="decimal" align="end" autoComplete="off" onChange={(event) => put({ value: event.currentTarget.value })} /></Field>
        </FormRow>
        <Field label={say("publishedOn")} name="index-published" hint={say("publishedHint")} error={asked && form.publishedOn === "" && say("wrong.missing")}><Input type="date" max={today} value={form.publishedOn} onChange={(event) => put({ publishedOn: event.currentTarget.value })} /></Field>
        <Field label={say("reason")} name="index-reason" {...(corrects ? { required: true } : { optionalLabel: say("optional") })} error={asked && corrects && form.reason.trim() === "" && say("wrong.missing")}><Input value={form.reason} maxLength={500} onChange={(event) => put({ reason: event.currentTarget.value })} /></Field>
        {refused && <Alert tone="danger" live>{refused}</Alert>}
      </div>
    </Dialog>
  )
}

/** What a file would change, or did; `refused` are its wrong lines, in words. */
export type IndexFileAnswer = { published: number; corrected: number; unchanged: number; refused: readonly { line: number; text: string }[]; applied: boolean }
const MOST_BYTES = 500_000
const MOST_WRONG = 20

/** Takes values from a file: tried first, with every wrong line named, and then taken whole. */
export function IndexFileDialog({ trigger, example, say, pending, refused, onSend }: Sent & { trigger: ReactElement; example: string; say: Say; onSend: (csv: string, apply: boolean) => Promise<IndexFileAnswer | undefined> }) {
  const [open, setOpen] = useState(false)
  const [csv, setCsv] = useState("")
  const [answer, setAnswer] = useState<IndexFileAnswer>()
  const [unreadable, setUnreadable] = useState(false)
  const write = (text: string) => { setCsv(text); setAnswer(undefined) }
  const read = async ([file]: readonly File[]) => {
    const text = (await file?.text()) ?? ""
    setUnreadable(text.includes("\0"))
    if (!text.includes("\0")) write(text)
  }
  const send = async (apply: boolean) => {
    const next = await onSend(csv, apply)
    setAnswer(next)
    if (!next?.applied) return
    setOpen(false)
    write("")
  }
  const changes = answer ? answer.published + answer.corrected : 0
  const isGood = answer !== undefined && answer.refused.length === 0 && changes > 0
  return (
    <Dialog open={open} onOpenChange={setOpen} size="lg" trigger={trigger} title={say("import")} description={say("importText")} labels={{ close: say("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{say("cancel")}</Button>
        <Button variant={isGood ? "secondary" : "primary"} loading={pending} disabledReason={csv.trim() === "" ? say("csvMissing") : undefined} onClick={() => void send(false)}>{say("try")}</Button>
        <Button variant={isGood ? "primary" : "secondary"} loading={pending} disabledReason={isGood ? undefined : answer ? say(answer.refused.length > 0 ? "csvIsWrong" : "csvIsKnown") : say("tryFirst")} onClick={() => void send(true)}>{say("apply")}</Button></>}>
      <div className="grid gap-4">
        <Field label={say("csv")} name="index-csv" hint={say("csvHint")}><Textarea rows={7} spellCheck={false} className="font-mono" placeholder={example} value={csv} onChange={(event) => write(event.currentTarget.value)} /></Field>
        <FileDrop accept=".csv,.txt,.tsv,text/csv,text/plain" maxBytes={MOST_BYTES} labels={{ drop: say("drop"), browse: say("browse") }} onFiles={(files) => void read(files)} onRefused={() => setUnreadable(true)} />
        {unreadable && <Alert tone="danger" live>{say("unreadable")}</Alert>}
        {answer && answer.refused.length === 0 && <Alert tone={changes > 0 ? "success" : "info"} live>{say("wouldBe", { published: answer.published, corrected: answer.corrected, unchanged: answer.unchanged })}</Alert>}
        {answer && answer.refused.length > 0 && (
          <Alert tone="danger" live title={say("wrongLines", { count: answer.refused.length })}>
            <ul className="grid gap-1">{answer.refused.slice(0, MOST_WRONG).map(({ line, text }) => <li key={`${line} ${text}`}>{say("line", { line })}: {text}</li>)}</ul>
          </Alert>
        )}
        {refused && <Alert tone="danger" live>{refused}</Alert>}
      </div>
    </Dialog>
  )
}
