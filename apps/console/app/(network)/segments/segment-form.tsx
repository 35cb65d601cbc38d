"use client"
import { Alert, Button, Combobox, Dialog, Field, FormRow, RadioGroup, Select } from "@entrepot/ui"
import { SEGMENT_EFFECTS, SEGMENT_TARGETS, SegmentRuleInput } from "@entrepot/domain/catalog/contract"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../src/ask/trpc.ts"
import { useAct } from "../../../src/ask/use-act.ts"
import { ProductPicker, type PickedProduct } from "../../../src/products/product-picker.tsx"
import { SegmentPreview } from "./preview.tsx"
import { ruleInput, type Choice, type Segment } from "./rule-input.ts"

type Props = { tenantId: number; rule?: Segment; rules: readonly Segment[]; groups: Choice[]; categories: Choice[]; brands: Choice[] }

/** A rule as it is made: how many products would come and go stands beside it before it is saved. */
export function SegmentForm({ tenantId, rule, rules, groups, categories, brands }: Props) {
  const t = useTranslations("segments")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState({ effect: rule?.effect ?? ("include" as Segment["effect"]), target: rule?.target ?? ("category" as Segment["target"]), categoryPath: rule?.categoryPath ?? "", brandNorm: rule?.brandNorm ?? "", accountGroup: rule?.accountGroup ?? "" })
  const [product, setProduct] = useState<PickedProduct | undefined>(rule?.productId ? { productId: rule.productId, sku: rule.sku ?? "", name: rule.name, baseUnit: "" } : undefined)
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.catalog.saveSegment.mutationOptions(), { done: common("saved"), onDone: () => { setOpen(false); setAsked(false) } })
  const put = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const read = SegmentRuleInput.safeParse(ruleInput({ ...form, productId: product?.productId ?? null }))
  const others = rules.filter(({ ruleId }) => ruleId !== rule?.ruleId).map(ruleInput)
  const missing = asked && !read.success ? t(`missing.${form.target}`) : undefined
  const run = () => {
    setAsked(true)
    if (read.success) act.run({ tenantId, input: { rule: read.data, ...(rule && { ruleId: rule.ruleId, version: rule.version }) } })
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm" variant={rule ? "ghost" : "primary"}>{rule ? common("edit") : t("add")}</Button>} title={rule ? t("edit") : t("add")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <RadioGroup name={`effect-${rule?.ruleId ?? "new"}`} value={form.effect} onValueChange={(effect) => put({ effect: effect as Segment["effect"] })} options={SEGMENT_EFFECTS.map((value) => ({ value, label: t(`effects.${value}`), hint: t(`effectHints.${value}`) }))} />
        <FormRow>
          <Field name="segment-target" label={t("target")}><Select value={form.target} onChange={(event) => put({ target: event.currentTarget.value as Segment["target"] })} options={SEGMENT_TARGETS.map((value) => ({ value, label: t(`targets.${value}`) }))} /></Field>
          {form.target === "category" && <Field name="segment-category" label={t("targets.category")} error={missing}><Select value={form.categoryPath} placeholder={t("choose")} onChange={(event) => put({ categoryPath: event.currentTarget.value })} options={categories} /></Field>}
          {form.target === "brand" && <Field name="segment-brand" label={t("targets.brand")} error={missing}><Combobox value={form.brandNorm || undefined} options={brands} onValueChange={(value) => put({ brandNorm: value ?? "" })} labels={{ empty: common("noMatch"), loading: common("loading"), failed: common("loadFailed") }} /></Field>}
          {form.target === "product" && <Field name="segment-product" label={t("targets.product")} error={missing}><ProductPicker value={product} onPick={setProduct} /></Field>}
        </FormRow>
        <Field name="segment-group" label={t("group")} hint={t("groupHint")}><Select value={form.accountGroup} placeholder={t("everyGroup")} onChange={(event) => put({ accountGroup: event.currentTarget.value })} options={groups} /></Field>
        {read.success && <SegmentPreview tenantId={tenantId} rules={[...others, read.data]} accountGroup={form.accountGroup} />}
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
