"use client"
import { Card, Field, FieldSet, FormRow, Input, Link, RadioGroup, Select, Switch } from "@entrepot/ui"
import type { PlanView } from "@entrepot/domain/subscriptions"
import { CATCH_UPS, SHIFTS, type CatchUp, type Collect, type Shift } from "@entrepot/domain/subscriptions/contract"
import { CardHint } from "./card-hint.tsx"
import { Count } from "./cadence-form.tsx"
import type { Draft } from "./draft.ts"
import { PercentField, PricePolicyForm } from "./price-policy-form.tsx"
import type { Picked } from "./product-picker.tsx"
import { StockOutForm } from "./stock-out-form.tsx"
import { useSay } from "./use-say.ts"

/** Without a plan it is on terms, unless somebody wants it otherwise. */
const USUAL_COLLECTS: readonly Collect[] = ["terms", "automatic"]

type Props = {
  draft: Draft; set: (change: Partial<Draft>) => void; plan: PlanView | undefined; shipTos: readonly { addressId: string; label: string; city: string }[]; poRequired: boolean; usual: { readonly ceilingPercent: string; readonly noticeDays: number }
  names: ReadonlyMap<string, Picked>; onName: (picked: Picked) => void
}

/** Where it goes, how it is paid, and the terms of every line that has none of its own. */
export function NewTerms({ draft, set, plan, shipTos, poRequired, usual, names, onName }: Props) {
  const t = useSay()
  const collects = plan?.collect ?? USUAL_COLLECTS
  return (
    <>
      <Card title={t("new.where")}>
        <div className="grid gap-4">
          <FormRow>
            <Field label={t("shipTo")} hint={<Link href="/settings">{t("new.editAddresses")}</Link>}><Select value={draft.shipToId} {...(shipTos.length === 0 && { placeholder: t("new.noAddress") })} onChange={(event) => set({ shipToId: event.currentTarget.value })} options={shipTos.map(({ addressId, label, city }) => ({ value: addressId, label: `${label}, ${city}` }))} /></Field>
            <Field label={t("poNumber")} name="poNumber" required={poRequired} optionalLabel={t("optional")} hint={t("new.poHint")}><Input value={draft.poNumber} maxLength={60} autoComplete="off" onChange={(event) => set({ poNumber: event.currentTarget.value })} /></Field>
          </FormRow>
          <FieldSet legend={t("payment")}>
            <RadioGroup name="collect" value={draft.collect ?? collects[0]} onValueChange={(value) => set({ collect: value as Collect })} options={collects.map((value) => ({ value, label: t(`collect.${value}`), hint: t(`collectHint.${value}`) }))} />
          </FieldSet>
          {(draft.collect ?? collects[0]) === "automatic" && <CardHint />}
        </div>
      </Card>
      <Card title={t("new.prices")} description={t("new.pricesText")}>
        <div className="grid gap-4">
          {plan && <Switch label={t("new.ownTerms")} hint={t("new.ownTermsHint", { plan: plan.name })} checked={draft.pricePolicy !== undefined} onCheckedChange={(own) => set({ pricePolicy: own ? plan.pricePolicy : undefined, stockOut: own ? plan.stockOut : undefined })} />}
          {(!plan || draft.pricePolicy) && (
            <>
              <PricePolicyForm value={draft.pricePolicy ?? { policy: "current" }} onChange={(pricePolicy) => set({ pricePolicy })} />
              <StockOutForm value={draft.stockOut ?? [{ step: "split" }]} names={names} onName={onName} onChange={(stockOut) => set({ stockOut })} />
            </>
          )}
        </div>
      </Card>
      <Card title={t("new.rules")} description={t("new.rulesText")}>
        <div className="grid gap-4">
          <FormRow>
            <Field label={t("shift.legend")} hint={t("shift.hint")}><Select value={draft.shift ?? ""} onChange={(event) => set({ shift: (event.currentTarget.value || undefined) as Shift | undefined })} options={[{ value: "", label: t("asUsual") }, ...SHIFTS.map((value) => ({ value, label: t(`shift.${value}`) }))]} /></Field>
            <Field label={t("catchUp.legend")} hint={t("catchUp.hint")}><Select value={draft.catchUp ?? ""} onChange={(event) => set({ catchUp: (event.currentTarget.value || undefined) as CatchUp | undefined })} options={[{ value: "", label: t("asUsual") }, ...CATCH_UPS.map((value) => ({ value, label: t(`catchUp.${value}`) }))]} /></Field>
          </FormRow>
          <FormRow>
            <PercentField key={draft.planId} label={t("ceiling")} hint={t("ceilingHint")} value={draft.ceilingPercent ?? plan?.ceilingPercent ?? usual.ceilingPercent} onChange={(ceilingPercent) => set({ ceilingPercent })} />
            <Count label={t("noticeDays")} hint={t("noticeHint")} least={0} most={60} value={draft.noticeDays ?? plan?.noticeDays ?? usual.noticeDays} onChange={(noticeDays) => set({ noticeDays })} />
          </FormRow>
        </div>
      </Card>
    </>
  )
}
