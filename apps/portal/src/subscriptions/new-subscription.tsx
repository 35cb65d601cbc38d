"use client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Alert, Button, Card, Dialog, Field, FormRow, Input, Select, SplitView } from "@entrepot/ui"
import type { LeftOutLine, PlanView } from "@entrepot/domain/subscriptions"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { CadenceForm, FIRST_CADENCE } from "./cadence-form.tsx"
import { inputOf, isUntouched, monthsAhead, type Draft, type DraftLine, type Origin } from "./draft.ts"
import { LeftOut } from "./left-out.tsx"
import { LineEditor } from "./line-editor.tsx"
import { NewTerms } from "./new-terms.tsx"
import { PreviewAside } from "./preview-aside.tsx"
import type { Picked } from "./product-picker.tsx"
import { stockOutIsWhole } from "./stock-out-form.tsx"
import { Summary } from "./summary.tsx"
import { useSay } from "./use-say.ts"
import { useSettled } from "#client/use-settled.ts"

export type NewProps = {
  origin: Origin; lines: readonly DraftLine[]; leftOut: readonly LeftOutLine[]; plans: readonly PlanView[]; shipTos: readonly { addressId: string; label: string; city: string; isDefault: boolean }[]
  account: string; poRequired: boolean; usual: { readonly ceilingPercent: string; readonly noticeDays: number }; poNumber: string; shipToId: string | null; startsOn: string
}

/** From lines to a subscription: everything on one page, its next dates beside it, and a last look before it is made. */
export function NewSubscription({ origin, lines: first, leftOut, plans, shipTos, account, poRequired, usual, ...begin }: NewProps) {
  const t = useSay()
  const [draft, setDraft] = useState<Draft>(() => ({
    lines: first, name: "", planId: "", cadence: FIRST_CADENCE, startsOn: begin.startsOn, endsOn: "", shipToId: begin.shipToId ?? shipTos.find(({ isDefault }) => isDefault)?.addressId ?? shipTos[0]?.addressId ?? "", poNumber: begin.poNumber,
    pricePolicy: undefined, stockOut: undefined, shift: undefined, catchUp: undefined, collect: undefined, ceilingPercent: undefined, noticeDays: undefined,
  }))
  const [names, setNames] = useState<ReadonlyMap<string, Picked>>(new Map())
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const plan = plans.find(({ planId }) => planId === draft.planId)
  const untouched = isUntouched(origin, first, draft.lines)
  const whole = [draft.stockOut, ...draft.lines.map(({ stockOut }) => stockOut)].every((policy) => !policy || stockOutIsWhole(policy))
  const preview = usePreview(draft, origin, untouched, draft.lines.length > 0 && whole)
  const naming = { names, onName: (picked: Picked) => setNames((before) => new Map(before).set(picked.productId, picked)) }
  const choosePlan = (planId: string) => {
    const chosen = plans.find((each) => each.planId === planId)
    set({ planId, collect: undefined, ...(chosen?.cadences[0] && { cadence: chosen.cadences[0] }) })
  }
  return (
    <SplitView asideLabel={t("new.preview")} sticky aside={
      <>
        <PreviewAside preview={preview.data} pending={preview.pending} refused={preview.refused} empty={draft.lines.length === 0} />
        <CreateButton draft={draft} set={set} origin={origin} untouched={untouched} account={account} preview={preview} reason={draft.lines.length === 0 ? t("new.needsLines") : !whole ? t("stockOut.needsProduct") : poRequired && draft.poNumber.trim() === "" ? t("new.needsPo") : undefined} />
      </>
    }>
      {origin.kind === "cart" && <Alert tone="info">{untouched ? t("new.cartEmptied") : t("new.cartStays")}</Alert>}
      <Card title={t("new.lines")}><div className="grid gap-4">{leftOut.length > 0 && <LeftOut offered={leftOut} lines={draft.lines} onChange={(lines) => set({ lines })} />}<LineEditor lines={draft.lines} onChange={(lines) => set({ lines })} shipTos={shipTos} shipToId={draft.shipToId} problems={preview.problems} defaults={{ pricePolicy: draft.pricePolicy ?? plan?.pricePolicy ?? { policy: "current" }, stockOut: draft.stockOut ?? plan?.stockOut ?? [{ step: "split" }] }} {...naming} /></div></Card>
      <Card title={t("new.when")}>
        <div className="grid gap-4">
          {plans.length > 0 && (
            <Field label={t("plan")} hint={plan?.description || t("new.planHint")}>
              <Select value={draft.planId} onChange={(event) => choosePlan(event.currentTarget.value)} options={[{ value: "", label: t("new.noPlan") }, ...plans.map(({ planId, name }) => ({ value: planId, label: name }))]} />
            </Field>
          )}
          <CadenceForm value={draft.cadence} onChange={(cadence) => set({ cadence })} offered={plan?.cadences} />
          <FormRow>
            <Field label={t("startsOn")} hint={t("startsOnHint")}><Input type="date" min={begin.startsOn} value={draft.startsOn} onChange={(event) => event.currentTarget.value && set({ startsOn: event.currentTarget.value })} /></Field>
            <Field label={t("endsOn")} optionalLabel={t("optional")} hint={plan?.termMonths ? t("new.term", { months: plan.termMonths }) : t("endsOnHint")}><Input type="date" min={draft.startsOn} value={draft.endsOn} onChange={(event) => set({ endsOn: event.currentTarget.value })} /></Field>
          </FormRow>
        </div>
      </Card>
      <NewTerms draft={draft} set={set} plan={plan} shipTos={shipTos} poRequired={poRequired} usual={usual} {...naming} />
    </SplitView>
  )
}

/** What would be made, asked again when the fingers rest. */
function usePreview(draft: Draft, origin: Origin, untouched: boolean, enabled: boolean) {
  const message = useRefusalMessage()
  const t = useSay()
  const input = useSettled(inputOf(draft, origin, untouched))
  const asked = useQuery({ ...useTRPC().subscriptions.previewNew.queryOptions({ ...input, months: monthsAhead(input.cadence) }, { trpc: { context: { long: true } } }), enabled, placeholderData: keepPreviousData, retry: false })
  const problems = new Map((asked.data?.deliveries ?? []).flatMap(({ problems: of }) => of).map(({ sku, code }) => [sku, t.has(`problem.${code}`) ? t(`problem.${code}`) : code] as const))
  return { data: enabled ? asked.data : undefined, pending: asked.isFetching, refused: enabled && asked.error ? message(asked.error) : undefined, problems }
}

type CreateProps = { draft: Draft; set: (change: Partial<Draft>) => void; origin: Origin; untouched: boolean; account: string; preview: ReturnType<typeof usePreview>; reason: string | undefined }

/** The last look: name it, read what it is, make it. */
function CreateButton({ draft, set, origin, untouched, account, preview, reason }: CreateProps) {
  const t = useSay()
  const router = useRouter()
  const formats = useFormats()
  const [open, setOpen] = useState(false)
  const [requestKey] = useState(() => crypto.randomUUID())
  const create = useCommand(useTRPC().subscriptions.create.mutationOptions({ trpc: { context: { key: requestKey } } }), { refresh: false, done: ({ made }) => t(made[0]?.status === "draft" ? "new.kept" : "new.made", { number: made.map(({ number }) => number).join(", "), count: made.length }) })
  const name = draft.name.trim() || suggestion(draft, t)
  const why = reason ?? preview.refused ?? (preview.problems.size > 0 ? t("new.needsAttention") : preview.data ? undefined : t("new.previewFirst"))
  const run = async (asDraft: boolean) => {
    const answer = await create.run({ ...inputOf(draft, origin, untouched), name, draft: asDraft, requestKey })
    const [only, ...more] = answer?.made ?? []
    if (only) router.push(more.length > 0 ? "/subscriptions" : `/subscriptions/${only.subscriptionId}${asDraft ? "" : "?made"}`)
  }
  const count = preview.data?.deliveries.length ?? 1
  return (
    <Dialog open={open} onOpenChange={setOpen} size="lg" title={t("new.confirmTitle", { count })} description={t("new.confirmText", { account })} labels={{ close: t("close") }}
      trigger={<Button variant="primary" size="lg" block disabledReason={why}>{t("new.look")}</Button>}
      footer={<><Button onClick={() => setOpen(false)}>{t("back")}</Button><Button loading={create.pending} onClick={() => void run(true)}>{t("new.draft")}</Button><Button variant="primary" loading={create.pending} onClick={() => void run(false)}>{count > 1 ? t("new.makeSeveral", { count }) : t("new.make")}</Button></>}>
      <div className="grid gap-4">
        <Field label={t("nameOf")} hint={t("new.nameHint")}><Input value={draft.name} placeholder={suggestion(draft, t)} maxLength={120} onChange={(event) => set({ name: event.currentTarget.value })} /></Field>
        {preview.data && <Summary preview={preview.data} formats={formats} />}
        {create.refused && <Alert tone="danger" live>{create.refused}</Alert>}
      </div>
    </Dialog>
  )
}

function suggestion({ lines }: Draft, t: ReturnType<typeof useSay>): string {
  const [first] = lines
  if (!first) return t("new.unnamed")
  return (lines.length === 1 ? first.name : t("new.nameOfSeveral", { name: first.name, more: lines.length - 1 })).slice(0, 120)
}
