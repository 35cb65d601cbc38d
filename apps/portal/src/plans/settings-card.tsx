"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Card, Checkbox, DescriptionList, Dialog, Field, FieldSet, Form, FormActions, FormRow, Input, Select, Textarea, countryName } from "@entrepot/ui"
import type { SettingsView } from "@entrepot/domain/subscriptions"
import { CATCH_UPS, SHIFTS, type CatchUp, type Shift } from "@entrepot/domain/subscriptions/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { usePortal } from "#client/portal.tsx"
import { readAmount, writeAmount } from "#invoices/amount.ts"
import { Count } from "#subscriptions/cadence-form.tsx"
import { PercentField } from "#subscriptions/price-policy-form.tsx"
import { useSay } from "#subscriptions/use-say.ts"
import { PublicHolidaysPicker, type FollowedHolidays } from "./public-holidays-picker.tsx"

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** The days on which the tenant delivers, its cut-off, and what looks wrong enough to be parked. */
export function SettingsCard({ view, manages }: { view: SettingsView; manages: boolean }) {
  const t = useTranslations("plans.settings")
  const say = useSay()
  const { weekday, number, day, today, percent, money, locale } = useFormats()
  const { tenant } = usePortal()
  const [open, setOpen] = useState(false)
  const { settings, holidayRule, holidaysEndOn } = view
  const ahead = settings.holidays.filter((each) => each >= today()).sort()
  return (
    <Card title={t("title")} description={t("text")} actions={manages && (
      <Dialog open={open} onOpenChange={setOpen} size="lg" title={t("title")} description={t("editText")} labels={{ close: say("close") }} trigger={<Button size="sm">{t("edit")}</Button>}>{open && <Editor view={view} onSaved={() => setOpen(false)} />}</Dialog>
    )}>
      {holidaysEndOn && <Alert tone="warning" title={holidaysEndOn < today() ? t("holidaysEnded", { day: day(holidaysEndOn) }) : t("holidaysEnd", { day: day(holidaysEndOn) })} className="mb-4">{manages ? t("holidaysEndText") : t("holidaysEndTold")}</Alert>}
      <DescriptionList items={[
        { term: t("weekend"), value: settings.weekend.length === 0 ? t("noWeekend") : settings.weekend.map((each) => weekday(each)).join(", ") },
        { term: t("holidays"), value: ahead.length === 0 ? t("noHolidays") : `${ahead.slice(0, 6).map((each) => day(each)).join(", ")}${ahead.length > 6 ? " …" : ""}`, ...(holidayRule && { hint: [t("keptUntil", { country: countryName(holidayRule.country, locale), day: day(holidayRule.until) }), ...(holidayRule.leftOut.length > 0 ? [t("without", { names: holidayRule.leftOut.join(", ") })] : [])].join(" ") }) },
        { term: say("shift.legend"), value: say(`shift.${settings.shift}`) },
        { term: say("cutOffTerm"), value: say("cutOffRule", { days: settings.cutOffDays, time: settings.cutOffTime }), hint: view.zone.replaceAll("_", " ") },
        { term: say("noticeDays"), value: settings.noticeDays === 0 ? say("noNotice") : say("noticeBefore", { days: settings.noticeDays }) }, { term: say("ceiling"), value: percent(settings.ceilingPercent) },
        { term: t("safety"), value: t("safetyRule", { orders: number(settings.mostOrdersPerDay), times: settings.mostTimesUsual }), ...(settings.mostValuePerDay !== null && { hint: t("safetyValue", { value: money({ amount: settings.mostValuePerDay, currency: tenant.currency }) }) }) },
      ]} />
    </Card>
  )
}

function Editor({ view: { version, settings, holidayRule }, onSaved }: { view: SettingsView; onSaved: () => void }) {
  const t = useTranslations("plans.settings")
  const say = useSay()
  const { weekday, locale } = useFormats()
  const { tenant } = usePortal()
  const sign = locale === "en" ? "." : ","
  const [draft, setDraft] = useState(settings)
  const [holidays, setHolidays] = useState([...settings.holidays].sort().join("\n"))
  const [typedValue, setTypedValue] = useState(settings.mostValuePerDay === null ? "" : writeAmount({ amount: settings.mostValuePerDay, currency: tenant.currency }, sign))
  // Undefined is no limit, null is no amount.
  const value = typedValue.trim() === "" ? undefined : (readAmount(typedValue, tenant.currency, sign)?.amount ?? null)
  const [followed, setFollowed] = useState<FollowedHolidays | null>(holidayRule && { country: holidayRule.country, region: holidayRule.region, until: holidayRule.until })
  const set = (change: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...change }))
  const save = useCommand(useTRPC().subscriptions.saveSettings.mutationOptions(), { done: t("saved") })
  const days = holidays.split(/[\s,;]+/).filter(Boolean)
  const unreadable = days.find((each) => !/^\d{4}-\d{2}-\d{2}$/.test(each) || Number.isNaN(Date.parse(each)))
  const missing = unreadable ? t("holidayUnreadable", { day: unreadable }) : !/^([01]\d|2[0-3]):[0-5]\d$/.test(draft.cutOffTime) ? t("timeMissing") : draft.weekend.length > 6 ? t("weekendFull") : value === null ? t("mostValueWrong") : undefined
  const run = async () => {
    if (!missing && (await save.run({ version, settings: { ...draft, holidays: [...new Set(days)], mostValuePerDay: value ?? null }, holidayRule: followed }))) onSaved()
  }
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void run() }}>
      <FieldSet legend={t("weekend")}><div className="flex flex-wrap gap-x-4 gap-y-1">{WEEKDAYS.map((each) => <Checkbox key={each} label={weekday(each)} checked={draft.weekend.includes(each)} onChange={(event) => set({ weekend: event.currentTarget.checked ? [...draft.weekend, each].sort() : draft.weekend.filter((other) => other !== each) })} />)}</div></FieldSet>
      <Field label={t("holidays")} hint={t("holidaysHint")} error={unreadable ? t("holidayUnreadable", { day: unreadable }) : undefined}><Textarea rows={5} className="font-mono" spellCheck={false} value={holidays} onChange={(event) => setHolidays(event.currentTarget.value)} /></Field>
      <PublicHolidaysPicker kept={days} onAdd={(added) => setHolidays([...new Set([...days, ...added])].sort().join("\n"))} followed={followed} leftOut={holidayRule?.leftOut ?? []} onFollow={setFollowed} />
      <FormRow>
        <Count label={t("cutOffDays")} least={0} most={30} value={draft.cutOffDays} onChange={(cutOffDays) => set({ cutOffDays })} />
        <Field label={t("cutOffTime")}><Input type="time" value={draft.cutOffTime} onChange={(event) => set({ cutOffTime: event.currentTarget.value.slice(0, 5) })} /></Field>
      </FormRow>
      <FormRow>
        <Field label={say("shift.legend")} hint={say("shift.hint")}><Select value={draft.shift} onChange={(event) => set({ shift: event.currentTarget.value as Shift })} options={SHIFTS.map((value) => ({ value, label: say(`shift.${value}`) }))} /></Field>
        <Field label={say("catchUp.legend")} hint={say("catchUp.hint")}><Select value={draft.catchUp} onChange={(event) => set({ catchUp: event.currentTarget.value as CatchUp })} options={CATCH_UPS.map((value) => ({ value, label: say(`catchUp.${value}`) }))} /></Field>
      </FormRow>
      <FormRow>
        <Count label={say("noticeDays")} hint={say("noticeHint")} least={0} most={60} value={draft.noticeDays} onChange={(noticeDays) => set({ noticeDays })} />
        <PercentField label={say("ceiling")} hint={say("ceilingHint")} value={draft.ceilingPercent} onChange={(ceilingPercent) => set({ ceilingPercent })} />
      </FormRow>
      <FormRow>
        <Count label={t("mostOrders")} hint={t("safetyHint")} most={100_000} value={draft.mostOrdersPerDay} onChange={(mostOrdersPerDay) => set({ mostOrdersPerDay })} />
        <Count label={t("mostTimes")} hint={t("mostTimesHint")} least={2} most={100} value={draft.mostTimesUsual} onChange={(mostTimesUsual) => set({ mostTimesUsual })} />
      </FormRow>
      <Field label={t("mostValue")} hint={t("mostValueHint")} optionalLabel={say("optional")} error={value === null ? t("mostValueWrong") : undefined} className="max-w-xs">
        <Input inputMode="decimal" align="end" autoComplete="off" suffix={tenant.currency} value={typedValue} onChange={(event) => setTypedValue(event.currentTarget.value)} />
      </Field>
      {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      <FormActions><Button type="submit" variant="primary" loading={save.pending} disabledReason={missing}>{t("save")}</Button></FormActions>
    </Form>
  )
}
