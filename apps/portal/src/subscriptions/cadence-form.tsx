"use client"
import { Field, FieldSet, Input, RadioGroup, Select } from "@entrepot/ui"
import { cadenceText, type Cadence } from "@entrepot/domain/subscriptions/contract"
import { useFormats } from "#client/use-formats.ts"
import { useSay } from "./use-say.ts"

const KINDS = ["interval", "weekday", "day_of_month", "nth_weekday", "month_end"] as const
const NTHS = [1, 2, 3, 4, -1] as const
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** What a choice of kind begins with: what most people mean by it. */
const FIRST: Readonly<Record<Cadence["on"], Cadence>> = {
  interval: { on: "interval", every: 4, unit: "weeks" }, weekday: { on: "weekday", everyWeeks: 2, weekday: 2 }, day_of_month: { on: "day_of_month", everyMonths: 1, day: 1 },
  nth_weekday: { on: "nth_weekday", everyMonths: 1, nth: 2, weekday: 2 }, month_end: { on: "month_end", everyMonths: 1 },
}
export const FIRST_CADENCE = FIRST.interval

type Props = { value: Cadence; onChange: (cadence: Cadence) => void; /** Those that a plan offers; none is any. */ offered?: readonly Cadence[] | undefined }

/** How often: free, or one of those that the plan offers. */
export function CadenceForm({ value, onChange, offered = [] }: Props) {
  const t = useSay()
  const formats = useFormats()
  const key = (cadence: Cadence) => cadenceText(cadence, t, formats)
  if (offered.length > 0) {
    return (
      <FieldSet legend={t("cadence.legend")} hint={t("cadence.offered")}>
        <RadioGroup name="cadence" value={key(value)} onValueChange={(chosen) => onChange(offered.find((each) => key(each) === chosen) ?? value)} options={offered.map((each) => ({ value: key(each), label: key(each) }))} />
      </FieldSet>
    )
  }
  return (
    <FieldSet legend={t("cadence.legend")}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("cadence.rhythm")}>
          <Select value={value.on} onChange={(event) => onChange(FIRST[event.currentTarget.value as Cadence["on"]])} options={KINDS.map((kind) => ({ value: kind, label: t(`cadence.kind.${kind}`) }))} />
        </Field>
        <Parts value={value} onChange={onChange} />
      </div>
      <p className="text-sm text-muted">{key(value)}</p>
    </FieldSet>
  )
}

function Parts({ value, onChange }: Pick<Props, "value" | "onChange">) {
  const t = useSay()
  const { weekday } = useFormats()
  const weekdays = (chosen: number, set: (day: number) => void) => (
    <Field label={t("cadence.on_weekday")}><Select value={String(chosen)} onChange={(event) => set(Number(event.currentTarget.value))} options={WEEKDAYS.map((day) => ({ value: String(day), label: weekday(day) }))} /></Field>
  )
  switch (value.on) {
    case "interval": return (
      <>
        <Count label={t("cadence.every")} value={value.every} most={1_000} onChange={(every) => onChange({ ...value, every })} />
        <Field label={t("cadence.unit")}><Select value={value.unit} onChange={(event) => onChange({ ...value, unit: event.currentTarget.value as typeof value.unit })} options={(["days", "weeks", "months"] as const).map((unit) => ({ value: unit, label: t(`cadence.units.${unit}`) }))} /></Field>
      </>
    )
    case "weekday": return <><Count label={t("cadence.everyWeeks")} value={value.everyWeeks} most={104} onChange={(everyWeeks) => onChange({ ...value, everyWeeks })} />{weekdays(value.weekday, (day) => onChange({ ...value, weekday: day }))}</>
    case "day_of_month": return <><Count label={t("cadence.everyMonths")} value={value.everyMonths} most={36} onChange={(everyMonths) => onChange({ ...value, everyMonths })} /><Count label={t("cadence.day")} hint={value.day > 28 ? t("cadence.dayHint") : undefined} value={value.day} most={31} onChange={(day) => onChange({ ...value, day })} /></>
    case "nth_weekday": return (
      <>
        <Count label={t("cadence.everyMonths")} value={value.everyMonths} most={36} onChange={(everyMonths) => onChange({ ...value, everyMonths })} />
        <Field label={t("cadence.nth")}><Select value={String(value.nth)} onChange={(event) => onChange({ ...value, nth: Number(event.currentTarget.value) as typeof value.nth })} options={NTHS.map((nth) => ({ value: String(nth), label: t(`cadence.nths.${nth === -1 ? "last" : nth}`) }))} /></Field>
        {weekdays(value.weekday, (day) => onChange({ ...value, weekday: day }))}
      </>
    )
    case "month_end": return <Count label={t("cadence.everyMonths")} value={value.everyMonths} most={36} onChange={(everyMonths) => onChange({ ...value, everyMonths })} />
  }
}

/** A whole number from one up. What cannot be one is not taken over; the field shows it until it is left. */
export function Count({ label, value, least = 1, most, onChange, hint, suffix }: { label: string; value: number; least?: number; most: number; onChange: (value: number) => void; hint?: string | undefined; suffix?: string }) {
  return (
    <Field label={label} hint={hint}>
      <Input type="number" inputMode="numeric" min={least} max={most} step={1} key={value} defaultValue={value} suffix={suffix} onBlur={(event) => take(event.currentTarget)} onChange={(event) => take(event.currentTarget)} />
    </Field>
  )

  function take(input: HTMLInputElement) {
    const typed = Number(input.value)
    if (input.value !== "" && Number.isInteger(typed) && typed >= least && typed <= most && typed !== value) onChange(typed)
  }
}
