"use client"
import { useState } from "react"
import { Field, FieldSet, FormRow, Input, RadioGroup, Select } from "@entrepot/ui"
import type { SubscriptionPage } from "@entrepot/domain/subscriptions"
import { CATCH_UPS, COLLECTS, isSameCadence, SHIFTS, type Cadence, type CatchUp, type Change, type Collect, type Shift } from "@entrepot/domain/subscriptions/contract"
import { useFormats } from "#client/use-formats.ts"
import { CadenceForm, Count } from "./cadence-form.tsx"
import { ChangeDialog, type ChangeOf } from "./change-dialog.tsx"
import { PercentField } from "./price-policy-form.tsx"
import { useSay } from "./use-say.ts"

export type ShipTo = { readonly addressId: string; readonly label: string; readonly city: string }
type Props = { of: ChangeOf; subscription: SubscriptionPage; onClose: () => void }

export function PauseDialog({ of, onClose }: Omit<Props, "subscription">) {
  const t = useSay()
  const { today } = useFormats()
  const [until, setUntil] = useState("")
  return (
    <ChangeDialog of={of} title={t("do.pause.title")} text={t("do.pause.text")} confirm={t("do.pause.confirm")} onClose={onClose} change={{ kind: "pause", until: until || null }}>
      <Field label={t("do.pause.until")} optionalLabel={t("optional")} hint={t("do.pause.untilHint")}><Input type="date" className="sm:w-48" min={today()} value={until} onChange={(event) => setUntil(event.currentTarget.value)} /></Field>
    </ChangeDialog>
  )
}

/** A draft begins. */
export function ActivateDialog({ of, onClose }: Omit<Props, "subscription">) {
  const t = useSay()
  return <ChangeDialog of={of} title={t("do.activate.title")} text={t("do.activate.text")} confirm={t("do.activate.confirm")} onClose={onClose} change={{ kind: "activate" }} />
}

/** Goes on; what was missed in the meantime is caught up as chosen, never all of it. */
export function ResumeDialog({ of, subscription, onClose }: Props) {
  const t = useSay()
  const [catchUp, setCatchUp] = useState<CatchUp>(subscription.catchUp === "ask" ? "skip_missed" : subscription.catchUp)
  return (
    <ChangeDialog of={of} title={t("do.resume.title")} text={t("do.resume.text")} confirm={t("do.resume.confirm")} onClose={onClose} change={{ kind: "resume", catchUp }}>
      <FieldSet legend={t("do.resume.missed")}><RadioGroup name="catchUp" value={catchUp} onValueChange={(value) => setCatchUp(value as CatchUp)} options={(["skip_missed", "ship_one"] as const).map((value) => ({ value, label: t(`catchUp.${value}`) }))} /></FieldSet>
    </ChangeDialog>
  )
}

export function OrderNowDialog({ of, onClose, onDone }: Omit<Props, "subscription"> & { onDone: () => void }) {
  const t = useSay()
  const [how, setHow] = useState<"consume_next" | "extra">("consume_next")
  return (
    <ChangeDialog of={of} title={t("do.order_now.title")} text={t("do.order_now.text")} confirm={t("do.order_now.confirm")} onClose={onClose} onDone={onDone} change={{ kind: "order_now", how }}>
      <FieldSet legend={t("do.order_now.how")}><RadioGroup name="how" value={how} onValueChange={(value) => setHow(value as typeof how)} options={(["consume_next", "extra"] as const).map((value) => ({ value, label: t(`do.order_now.${value}`), hint: t(`do.order_now.${value}Hint`) }))} /></FieldSet>
    </ChangeDialog>
  )
}

export function CancelDialog({ of, subscription, onClose }: Props) {
  const t = useSay()
  return <ChangeDialog of={of} tone="danger" title={t("do.cancel.title", { name: subscription.name })} text={t("do.cancel.text")} confirm={t("do.cancel.confirm")} onClose={onClose} change={{ kind: "cancel" }} />
}

export function ScheduleDialog({ of, subscription: { schedule, plan }, onClose }: Props) {
  const t = useSay()
  const { today } = useFormats()
  const [cadence, setCadence] = useState(schedule.cadence)
  const [startsOn, setStartsOn] = useState(today())
  const [shift, setShift] = useState<Shift>(schedule.shift)
  const same = isSameCadence(cadence, schedule.cadence) && shift === schedule.shift && startsOn === today()
  return (
    <ChangeDialog of={of} title={t("do.schedule.title")} text={t("do.schedule.text")} confirm={t("do.schedule.confirm")} onClose={onClose} missing={same ? t("do.nothingChanged") : undefined} change={same ? undefined : { kind: "schedule", cadence, startsOn, shift }}>
      <CadenceForm value={cadence} onChange={setCadence} offered={offeredWith(plan?.offers?.cadences, schedule.cadence)} />
      <FormRow>
        <Field label={t("startsOn")} hint={t("startsOnHint")}><Input type="date" min={today()} value={startsOn} onChange={(event) => event.currentTarget.value && setStartsOn(event.currentTarget.value)} /></Field>
        <Field label={t("shift.legend")} hint={t("shift.hint")}><Select value={shift} onChange={(event) => setShift(event.currentTarget.value as Shift)} options={SHIFTS.map((value) => ({ value, label: t(`shift.${value}`) }))} /></Field>
      </FormRow>
    </ChangeDialog>
  )
}

/** What the plan offers and, where that is another, the rhythm that it has; none is any. */
function offeredWith(offered: readonly Cadence[] | undefined, own: Cadence): readonly Cadence[] | undefined {
  if (!offered || offered.length === 0) return undefined
  return offered.some((each) => isSameCadence(each, own)) ? offered : [own, ...offered]
}

/** Name, address, PO number, payment and terms; only what differs is sent. */
export function DetailsDialog({ of, subscription, shipTos, onClose }: Props & { shipTos: readonly ShipTo[] }) {
  const t = useSay()
  const now = detailsOf(subscription)
  const offers = subscription.plan?.offers
  const [next, setNext] = useState(now)
  const set = (change: Partial<typeof now>) => setNext((before) => ({ ...before, ...change }))
  const differing = Object.fromEntries(Object.entries(next).filter(([key, value]) => value !== now[key as keyof typeof now])) as Partial<typeof now>
  const { endsOn, shipToId, ...rest } = differing
  const same = Object.keys(differing).length === 0
  const change: Change = { kind: "details", ...rest, ...(shipToId && { shipToId }), ...(endsOn !== undefined && { endsOn: endsOn || null }) }
  return (
    <ChangeDialog of={of} title={t("do.details.title")} confirm={t("do.details.confirm")} onClose={onClose} missing={next.name.trim() === "" ? t("do.details.nameMissing") : same ? t("do.nothingChanged") : undefined} change={same || next.name.trim() === "" ? undefined : change}>
      <Field label={t("nameOf")}><Input value={next.name} maxLength={120} onChange={(event) => set({ name: event.currentTarget.value })} /></Field>
      <FormRow>
        <Field label={t("shipTo")}><Select value={next.shipToId} {...(next.shipToId === "" && { placeholder: "–" })} onChange={(event) => set({ shipToId: event.currentTarget.value })} options={shipTos.map(({ addressId, label, city }) => ({ value: addressId, label: `${label}, ${city}` }))} /></Field>
        <Field label={t("poNumber")} optionalLabel={t("optional")}><Input value={next.poNumber} maxLength={60} onChange={(event) => set({ poNumber: event.currentTarget.value })} /></Field>
      </FormRow>
      <FormRow>
        <Field label={t("payment")}><Select value={next.collect} onChange={(event) => set({ collect: event.currentTarget.value as Collect })} options={COLLECTS.filter((value) => value === subscription.collect || (offers?.collect ?? COLLECTS).includes(value)).map((value) => ({ value, label: t(`collect.${value}`) }))} /></Field>
        <Field label={t("endsOn")} optionalLabel={t("optional")} hint={offers?.termMonths ? t("do.details.termHint") : undefined}><Input type="date" max={offers?.termMonths ? now.endsOn : undefined} value={next.endsOn} onChange={(event) => set({ endsOn: event.currentTarget.value })} /></Field>
      </FormRow>
      <FormRow>
        <PercentField label={t("ceiling")} hint={t("ceilingHint")} value={next.ceilingPercent} onChange={(ceilingPercent) => set({ ceilingPercent })} />
        <Count label={t("noticeDays")} hint={t("noticeHint")} least={0} most={60} value={next.noticeDays} onChange={(noticeDays) => set({ noticeDays })} />
      </FormRow>
      <Field label={t("catchUp.legend")} hint={t("catchUp.hint")}><Select value={next.catchUp} onChange={(event) => set({ catchUp: event.currentTarget.value as CatchUp })} options={CATCH_UPS.map((value) => ({ value, label: t(`catchUp.${value}`) }))} /></Field>
    </ChangeDialog>
  )
}

function detailsOf({ name, shipTo, poNumber, collect, endsOn, ceilingPercent, noticeDays, catchUp }: SubscriptionPage) {
  return { name, shipToId: shipTo?.addressId ?? "", poNumber, collect, endsOn: endsOn ?? "", ceilingPercent, noticeDays, catchUp }
}
