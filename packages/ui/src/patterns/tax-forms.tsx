"use client"
import { useState, type ReactElement, type ReactNode } from "react"
import { countryOptions } from "../countries.ts"
import { Button } from "../primitives/button.tsx"
import { Dialog } from "../primitives/dialog.tsx"
import { Alert } from "../primitives/feedback.tsx"
import { Field, FormRow } from "../primitives/field.tsx"
import { Input, Select } from "../primitives/input.tsx"
import type { Say } from "./index-series-forms.tsx"

type Sent = { readonly pending: boolean; /** What the server answered to the last attempt, in words. */ readonly refused: string | undefined }
/** What would be otherwise from a day on, in words; `from` is that day. */
type Effect = { readonly from: string; readonly lines: readonly string[] }

function EffectAlert({ effect, say }: { effect: Effect; say: Say }) {
  return <Alert tone="info" live title={say("effectFrom", { day: effect.from })}><ul className="grid gap-1">{effect.lines.map((line) => <li key={line}>{line}</li>)}</ul></Alert>
}

export type TaxRegistrationFields = { kind: "local" | "oss"; country: string; region: string; number: string; validFrom: string }

/** Registers from a day on. What it changes is shown before it can be confirmed. */
export function TaxRegistrationDialog({ trigger, say, locale, today, preset, numberProblem, pending, refused, onPreview, onSave }: Sent & {
  trigger: ReactElement; say: Say; locale: string; today: string; preset?: { country: string; region: string } | undefined
  /** What is wrong with a number of a country, in words. */
  numberProblem: (country: string, number: string) => string | undefined
  onPreview: (fields: TaxRegistrationFields) => Promise<Effect | undefined>; onSave: (fields: TaxRegistrationFields) => Promise<boolean>
}) {
  const [open, setOpen] = useState(false)
  const empty: TaxRegistrationFields = { kind: "local", country: preset?.country ?? "", region: preset?.region ?? "", number: "", validFrom: today }
  const [form, setForm] = useState(empty)
  const [asked, setAsked] = useState(false)
  const [effect, setEffect] = useState<Effect>()
  const put = (change: Partial<TaxRegistrationFields>) => { setForm((now) => ({ ...now, ...change })); setEffect(undefined) }
  const problem = form.number.trim() === "" ? say("wrong.missing") : form.country ? numberProblem(form.country, form.number) : undefined
  const good = form.country !== "" && form.validFrom !== "" && problem === undefined
  const sent = { ...form, region: form.kind === "oss" ? "" : form.region.trim().toUpperCase(), number: form.number.trim() }
  const preview = async () => {
    setAsked(true)
    if (good) setEffect(await onPreview(sent))
  }
  const save = async () => {
    if (!(await onSave(sent))) return
    setOpen(false)
    setForm(empty)
    setAsked(false)
    setEffect(undefined)
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} size="lg" trigger={trigger} title={say("add")} description={say("addText")} labels={{ close: say("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{say("cancel")}</Button>
        <Button variant={effect ? "secondary" : "primary"} loading={pending && !effect} onClick={() => void preview()}>{say("showEffect")}</Button>
        <Button variant={effect ? "primary" : "secondary"} loading={pending && effect !== undefined} disabledReason={effect ? undefined : say("effectFirst")} onClick={() => void save()}>{say("register")}</Button></>}>
      <div className="grid gap-4">
        <Field label={say("kind")} name="tax-kind" hint={say(`kindHints.${form.kind}`)}><Select value={form.kind} onChange={(event) => put({ kind: event.currentTarget.value as TaxRegistrationFields["kind"] })} options={(["local", "oss"] as const).map((value) => ({ value, label: say(`kinds.${value}`) }))} /></Field>
        <FormRow>
          <Field label={say("country")} name="tax-country" required error={asked && form.country === "" && say("wrong.missing")}><Select value={form.country} placeholder={say("choose")} onChange={(event) => put({ country: event.currentTarget.value })} options={countryOptions(locale)} /></Field>
          {form.kind === "local" && <Field label={say("region")} name="tax-region" optionalLabel={say("optional")} hint={say("regionHint")}><Input value={form.region} maxLength={10} autoComplete="off" onChange={(event) => put({ region: event.currentTarget.value })} /></Field>}
        </FormRow>
        <FormRow>
          <Field label={say("number")} name="tax-number" required hint={say("numberHint")} error={asked && problem}><Input value={form.number} maxLength={40} autoComplete="off" spellCheck={false} onChange={(event) => put({ number: event.currentTarget.value })} /></Field>
          <Field label={say("firstDay")} name="tax-from" required error={asked && form.validFrom === "" && say("wrong.missing")}><Input type="date" value={form.validFrom} onChange={(event) => put({ validFrom: event.currentTarget.value })} /></Field>
        </FormRow>
        {effect && <EffectAlert effect={effect} say={say} />}
        {refused && <Alert tone="danger" live>{refused}</Alert>}
      </div>
    </Dialog>
  )
}

/** Says the last day of a registration or a rate; with `onPreview`, what that changes is shown before it can be confirmed. */
export function EndTaxDialog({ trigger, name, title, text, least, today, say, pending, refused, onPreview, onEnd }: Sent & {
  trigger: ReactElement; /** The field's name in the document. */ name: string; title: string; text: string; /** The first day: it cannot end before. */ least: string; today: string; say: Say
  onPreview?: (validTo: string) => Promise<Effect | undefined>; onEnd: (validTo: string) => Promise<boolean>
}) {
  const [open, setOpen] = useState(false)
  const [day, setDay] = useState(today < least ? least : today)
  const [effect, setEffect] = useState<Effect>()
  const wrong = day === "" ? say("wrong.missing") : day < least ? say("wrong.early") : undefined
  const shown = onPreview === undefined || effect !== undefined
  const end = async () => {
    if (await onEnd(day)) setOpen(false)
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={title} description={text} labels={{ close: say("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{say("cancel")}</Button>
        {onPreview && <Button variant={shown ? "secondary" : "primary"} loading={pending && !shown} disabledReason={wrong} onClick={() => void onPreview(day).then(setEffect)}>{say("showEffect")}</Button>}
        <Button variant={shown ? "danger" : "secondary"} loading={pending && shown} disabledReason={wrong ?? (shown ? undefined : say("effectFirst"))} onClick={() => void end()}>{say("end")}</Button></>}>
      <div className="grid gap-4">
        <Field label={say("lastDay")} name={name} required error={wrong}><Input type="date" min={least} value={day} onChange={(event) => { setDay(event.currentTarget.value); setEffect(undefined) }} /></Field>
        {effect && <EffectAlert effect={effect} say={say} />}
        {refused && <Alert tone="danger" live>{refused}</Alert>}
      </div>
    </Dialog>
  )
}

const LEVELS = ["country", "region", "county", "city", "district"] as const
export type TaxRateFields = { level: (typeof LEVELS)[number]; country: string; region: string; locality: string; taxCategory: string; postalFrom: string; postalTo: string; city: string; validFrom: string; validTo: string; label: string; percent: string }

/** A rate of a place and category from a day on; a locality names its postal codes too. */
export function TaxRateDialog({ trigger, say, locale, tomorrow, categories, pending, refused, onSave }: Sent & { trigger: ReactElement; say: Say; locale: string; tomorrow: string; categories: readonly string[]; onSave: (fields: TaxRateFields) => Promise<boolean> }) {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(false)
  const empty: TaxRateFields = { level: "country", country: "", region: "", locality: "", taxCategory: "standard", postalFrom: "", postalTo: "", city: "", validFrom: tomorrow, validTo: "", label: "", percent: "" }
  const [form, setForm] = useState(empty)
  const put = (change: Partial<TaxRateFields>) => setForm((now) => ({ ...now, ...change }))
  const local = form.level !== "country" && form.level !== "region"
  const percent = form.percent.trim().replace(",", ".")
  const needed = (["country", "taxCategory", "label", "validFrom", ...(form.level === "country" ? [] : ["region" as const]), ...(local ? (["locality", "postalFrom"] as const) : [])] as const).filter((name) => form[name].trim() === "")
  const wrong = new Set<string>([...needed, ...(/^\d{1,2}(\.\d{1,4})?$/.test(percent) ? [] : ["percent"]), ...(form.validTo !== "" && form.validTo < form.validFrom ? ["validTo"] : [])])
  const save = async () => {
    setAsked(true)
    if (wrong.size > 0) return
    const place = { region: form.level === "country" ? "" : form.region.trim().toUpperCase(), ...(!local && { locality: "", postalFrom: "", postalTo: "", city: "" }) }
    if (!(await onSave({ ...form, ...place, percent }))) return
    setOpen(false)
    setAsked(false)
    setForm(empty)
  }
  const field = (name: Exclude<keyof TaxRateFields, "level" | "country">, label: string, more: { hint?: string; optional?: boolean; type?: string; list?: string; end?: boolean; most?: number } = {}): ReactNode => (
    <Field label={label} name={`tax-rate-${name}`} hint={more.hint} required={!more.optional} {...(more.optional && { optionalLabel: say("optional") })} error={asked && wrong.has(name) && say(name === "percent" ? "wrong.percent" : name === "validTo" ? "wrong.early" : "wrong.missing")}>
      <Input type={more.type ?? "text"} value={form[name]} maxLength={more.most ?? 80} autoComplete="off" {...(more.end && { align: "end" as const, inputMode: "decimal" as const })} {...(more.list && { list: more.list })} onChange={(event) => put({ [name]: event.currentTarget.value })} />
    </Field>
  )
  return (
    <Dialog open={open} onOpenChange={setOpen} size="lg" trigger={trigger} title={say("addRate")} description={say("addRateText")} labels={{ close: say("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{say("cancel")}</Button><Button variant="primary" loading={pending} onClick={() => void save()}>{say("save")}</Button></>}>
      <div className="grid gap-4">
        <FormRow>
          <Field label={say("level")} name="tax-rate-level"><Select value={form.level} onChange={(event) => put({ level: event.currentTarget.value as TaxRateFields["level"] })} options={LEVELS.map((value) => ({ value, label: say(`levels.${value}`) }))} /></Field>
          <Field label={say("country")} name="tax-rate-country" required error={asked && wrong.has("country") && say("wrong.missing")}><Select value={form.country} placeholder={say("choose")} onChange={(event) => put({ country: event.currentTarget.value })} options={countryOptions(locale)} /></Field>
          {form.level !== "country" && field("region", say("region"), { hint: say("regionCodeHint"), most: 10 })}
        </FormRow>
        {local && <FormRow>{field("locality", say("locality"), { hint: say("localityHint"), most: 60 })}{field("city", say("city"), { optional: true, hint: say("cityHint") })}</FormRow>}
        {local && <FormRow>{field("postalFrom", say("postalFrom"), { hint: say("postalHint"), most: 12 })}{field("postalTo", say("postalTo"), { optional: true, most: 12 })}</FormRow>}
        <FormRow>{field("taxCategory", say("category"), { list: "tax-rate-categories", most: 40 })}{field("percent", say("percent"), { end: true, most: 8 })}{field("label", say("label"), { hint: say("labelHint") })}</FormRow>
        <datalist id="tax-rate-categories">{categories.map((one) => <option key={one} value={one} />)}</datalist>
        <FormRow>{field("validFrom", say("firstDay"), { type: "date" })}{field("validTo", say("lastDay"), { type: "date", optional: true, hint: say("lastDayHint") })}</FormRow>
        {refused && <Alert tone="danger" live>{refused}</Alert>}
      </div>
    </Dialog>
  )
}
