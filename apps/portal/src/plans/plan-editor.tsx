"use client"
import { Plus } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Checkbox, Dialog, Field, FieldSet, Form, FormActions, FormRow, Input, RadioGroup, Select, Textarea } from "@entrepot/ui"
import type { PlanView } from "@entrepot/domain/subscriptions"
import { cadenceText, CATCH_UPS, COLLECTS, INVOICINGS, type Cadence, type CatchUp, type Invoicing, type PlanDraft } from "@entrepot/domain/subscriptions/contract"
import { useTRPC } from "#client/trpc.ts"
import { feeIsWhole, ServiceFeeForm } from "./service-fee-form.tsx"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { CadenceForm, Count, FIRST_CADENCE } from "#subscriptions/cadence-form.tsx"
import { PercentField, PricePolicyForm } from "#subscriptions/price-policy-form.tsx"
import type { Picked } from "#subscriptions/product-picker.tsx"
import { StockOutForm, stockOutIsWhole } from "#subscriptions/stock-out-form.tsx"
import { useSay } from "#subscriptions/use-say.ts"

type Draft = { [Key in keyof PlanDraft]-?: Exclude<PlanDraft[Key], undefined> }

/** Makes a plan, a copy of one, or the next version of one; who stands on it keeps what they subscribed to. */
export function PlanEditor({ plan, copy = false, label, variant = "secondary" }: { plan?: PlanView; copy?: boolean; label: string; variant?: "primary" | "secondary" }) {
  const t = useTranslations("plans")
  const [open, setOpen] = useState(false)
  const descriptionOf = () => {
    if (!plan || copy) return undefined
    const said = [...(plan.subscriptions > 0 ? [t("editText", { count: plan.subscriptions })] : []), ...(plan.template ? [t("ownText")] : [])]
    return said.length > 0 ? said.join(" ") : undefined
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} size="lg" title={plan ? t(copy ? "copyTitle" : "editTitle", { name: plan.name }) : t("new")} description={descriptionOf()} labels={{ close: t("close") }}
      trigger={<Button size={plan ? "sm" : "md"} variant={variant} {...(!plan && { icon: <Plus aria-hidden /> })}>{label}</Button>}>
      {open && <Editor {...(plan && { plan })} copy={copy} onSaved={() => setOpen(false)} />}
    </Dialog>
  )
}

function draftOf(plan: PlanView | undefined): Draft {
  if (!plan) return { name: "", description: "", cadences: [], discountPercent: "0", pricePolicy: { policy: "current" }, stockOut: [{ step: "split" }], invoicing: "at_shipment", collect: ["terms"], catchUp: "ship_one", noticeDays: 5, ceilingPercent: "5", termMonths: null, serviceFee: null }
  const { name, description, cadences, discountPercent, pricePolicy, stockOut, invoicing, collect, catchUp, noticeDays, ceilingPercent, termMonths, serviceFee } = plan
  return { name, description, cadences: [...cadences], discountPercent, pricePolicy, stockOut, invoicing, collect: [...collect], catchUp, noticeDays, ceilingPercent, termMonths, serviceFee }
}

function Editor({ plan, copy, onSaved }: { plan?: PlanView; copy: boolean; onSaved: () => void }) {
  const t = useTranslations("plans")
  const say = useSay()
  const [draft, setDraft] = useState(() => ({ ...draftOf(plan), ...(plan && copy && { name: t("copyName", { name: plan.name }) }) }))
  const [names, setNames] = useState<ReadonlyMap<string, Picked>>(new Map())
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const save = useCommand(useTRPC().plans.save.mutationOptions(), { done: t("saved") })
  const stockOut = draft.stockOut as PlanView["stockOut"]
  const serviceFee = draft.serviceFee as PlanView["serviceFee"]
  const missing = draft.name.trim() === "" ? t("nameMissing") : draft.collect.length === 0 ? t("collectMissing") : !feeIsWhole(serviceFee) ? t("serviceMissing") : !stockOutIsWhole(stockOut) ? say("stockOut.needsProduct") : undefined
  const run = async () => {
    if (missing) return
    const done = await save.run({ plan: { ...draft, name: draft.name.trim() }, ...(plan && !copy && { planId: plan.planId, version: plan.version }) })
    if (done) onSaved()
  }
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void run() }}>
      <Field label={t("name")} required><Input value={draft.name} maxLength={120} onChange={(event) => set({ name: event.currentTarget.value })} /></Field>
      <Field label={t("description")} optionalLabel={t("optional")} hint={t("descriptionHint")}><Textarea rows={2} maxLength={1000} value={draft.description} onChange={(event) => set({ description: event.currentTarget.value })} /></Field>
      <Cadences value={draft.cadences} onChange={(cadences) => set({ cadences })} />
      <FormRow>
        <PercentField label={t("discount")} hint={t("discountHint")} value={draft.discountPercent} onChange={(discountPercent) => set({ discountPercent })} />
        <Field label={t("term")} optionalLabel={t("optional")} hint={t("termHint")}><Input type="number" inputMode="numeric" min={1} max={120} value={draft.termMonths ?? ""} onChange={(event) => set({ termMonths: termOf(event.currentTarget.value) })} /></Field>
      </FormRow>
      <ServiceFeeForm value={serviceFee} onChange={(next) => set({ serviceFee: next })} />
      <PricePolicyForm tiers value={draft.pricePolicy} onChange={(pricePolicy) => set({ pricePolicy })} />
      <StockOutForm value={stockOut} names={names} onName={(picked) => setNames((before) => new Map(before).set(picked.productId, picked))} onChange={(next) => set({ stockOut: next })} />
      <FieldSet legend={say("payment")}>{COLLECTS.map((collect) => <Checkbox key={collect} label={say(`collect.${collect}`)} hint={say(`collectHint.${collect}`)} checked={draft.collect.includes(collect)} onChange={(event) => set({ collect: event.currentTarget.checked ? [...draft.collect, collect] : draft.collect.filter((each) => each !== collect) })} />)}</FieldSet>
      <FieldSet legend={t("invoicing")}><RadioGroup name="invoicing" value={draft.invoicing} onValueChange={(value) => set({ invoicing: value as Invoicing })} options={INVOICINGS.map((value) => ({ value, label: say(`invoicing.${value}`) }))} /></FieldSet>
      <FormRow>
        <PercentField label={say("ceiling")} hint={say("ceilingHint")} value={draft.ceilingPercent} onChange={(ceilingPercent) => set({ ceilingPercent })} />
        <Count label={say("noticeDays")} hint={say("noticeHint")} least={0} most={60} value={draft.noticeDays} onChange={(noticeDays) => set({ noticeDays })} />
      </FormRow>
      <Field label={say("catchUp.legend")} hint={say("catchUp.hint")}><Select value={draft.catchUp} onChange={(event) => set({ catchUp: event.currentTarget.value as CatchUp })} options={CATCH_UPS.map((value) => ({ value, label: say(`catchUp.${value}`) }))} /></Field>
      {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      <FormActions><Button type="submit" variant="primary" loading={save.pending} disabledReason={missing}>{t("save")}</Button></FormActions>
    </Form>
  )
}

function termOf(typed: string): number | null {
  const months = Number(typed)
  return typed !== "" && Number.isInteger(months) && months >= 1 && months <= 120 ? months : null
}

/** The rhythms that a customer may choose of; none is any. */
function Cadences({ value, onChange }: { value: readonly Cadence[]; onChange: (cadences: Cadence[]) => void }) {
  const t = useTranslations("plans")
  const say = useSay()
  const formats = useFormats()
  const [next, setNext] = useState<Cadence>(FIRST_CADENCE)
  const text = (cadence: Cadence) => cadenceText(cadence, say, formats)
  const there = value.some((each) => text(each) === text(next))
  return (
    <FieldSet legend={t("cadences")} hint={t("cadencesHint")}>
      {value.length > 0 && <ul className="grid gap-1 text-sm">{value.map((each) => <li key={text(each)} className="flex items-center justify-between gap-2"><span>{text(each)}</span><Button size="sm" variant="ghost" aria-label={t("dropCadence", { cadence: text(each) })} onClick={() => onChange(value.filter((other) => other !== each))}>{say("remove")}</Button></li>)}</ul>}
      <div className="grid gap-2 rounded-md border p-3"><CadenceForm value={next} onChange={setNext} /><div><Button size="sm" disabledReason={there ? t("cadenceIsThere") : value.length >= 20 ? t("cadencesFull") : undefined} onClick={() => onChange([...value, next])}>{t("addCadence")}</Button></div></div>
    </FieldSet>
  )
}
