"use client"
import { Alert, Button, Dialog, Field, FormRow, Input, Select } from "@entrepot/ui"
import { PriceRuleInput } from "@entrepot/domain/pricing/contract"
import { useQuery } from "@tanstack/react-query"
import { useLocale, useTranslations } from "next-intl"
import { useId, useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { nameOf } from "../../../../src/products/name-of.ts"
import { ProductPicker, type PickedProduct } from "../../../../src/products/product-picker.tsx"

export type Rule = {
  ruleId: string; version: number; side: "sale" | "supply"; name: string; target: "all" | "category" | "brand" | "product"; categoryPath: string | null; brand: string | null; productId: string | null
  accountGroup: string; basis: "base" | "supply"; percent: string; minQuantity: string; validFrom: string; validTo: string | null; active: boolean
}
type Choice = { value: string; label: string }
type Props = { tenantId: number; side: "sale" | "supply"; rule?: Rule; groups: Choice[]; categories: Choice[] }

export function RuleForm({ tenantId, side, rule, groups, categories }: Props) {
  const t = useTranslations("prices")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState({
    name: rule?.name ?? "", target: rule?.target ?? ("all" as Rule["target"]), categoryPath: rule?.categoryPath ?? "", brand: rule?.brand ?? "", accountGroup: rule?.accountGroup ?? "", basis: rule?.basis ?? ("base" as const),
    percent: rule?.percent ?? "", minQuantity: rule?.minQuantity ?? "1", validFrom: rule?.validFrom ?? new Date().toISOString().slice(0, 10), validTo: rule?.validTo ?? "",
  })
  const [product, setProduct] = useState<PickedProduct>()
  const locale = useLocale()
  const brandList = useId()
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.prices.saveRule.mutationOptions(), { done: common("saved"), onDone: () => setOpen(false) })
  const put = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const { target, categoryPath, brand, validTo, ...rest } = form
  const brands = useQuery({ ...trpc.catalog.brands.queryOptions(), enabled: open && target === "brand" })
  const known = useQuery({ ...trpc.catalog.product.queryOptions({ productId: rule?.productId ?? "" }), enabled: open && Boolean(rule?.productId) }).data
  const picked = product ?? (known && { productId: known.productId, sku: known.sku, name: nameOf(known.names, locale), baseUnit: known.baseUnit })
  const read = PriceRuleInput.safeParse({ ...rest, side, basis: side === "supply" ? "base" : form.basis, percent: form.percent.trim().replace(",", "."), minQuantity: form.minQuantity.trim().replace(",", "."), validTo: validTo || null, target, ...(target === "category" && { categoryPath }), ...(target === "brand" && { brand }), ...(target === "product" && { productId: product?.productId ?? rule?.productId }) })
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0])))
  const errorOf = (name: string) => (asked && wrong.has(name) ? t(`wrong.${name}` as never) : undefined)
  const run = () => { setAsked(true); if (read.success) act.run({ tenantId, rule: { rule: read.data, ...(rule && { ruleId: rule.ruleId, version: rule.version }) } }) }
  return (
    <Dialog open={open} onOpenChange={setOpen} size="lg" trigger={<Button size="sm" variant={rule ? "ghost" : "primary"}>{rule ? common("edit") : t("newRule")}</Button>} title={rule?.name ?? t("newRule")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <Field name="rule-name" label={t("rule")} error={errorOf("name")}><Input value={form.name} maxLength={120} onChange={(event) => put({ name: event.currentTarget.value })} /></Field>
        <FormRow>
          <Field name="rule-target" label={t("on")}><Select value={target} onChange={(event) => put({ target: event.currentTarget.value as Rule["target"] })} options={(["all", "category", "brand", "product"] as const).map((value) => ({ value, label: t(`targets.${value}`) }))} /></Field>
          {target === "category" && <Field name="rule-category" label={t("targets.category")} error={errorOf("categoryPath")}><Select value={categoryPath} placeholder={t("choose")} onChange={(event) => put({ categoryPath: event.currentTarget.value })} options={categories} /></Field>}
          {target === "brand" && <Field name="rule-brand" label={t("targets.brand")} error={errorOf("brand")}><Input value={brand} list={brandList} onChange={(event) => put({ brand: event.currentTarget.value })} /></Field>}
          <datalist id={brandList}>{brands.data?.map((each) => <option key={each.brandNorm} value={each.brand} />)}</datalist>
          {target === "product" && <Field name="rule-product" label={t("targets.product")} error={errorOf("productId")}><ProductPicker value={picked} onPick={setProduct} /></Field>}
        </FormRow>
        <FormRow>
          <Field name="rule-percent" label={t("percent")} hint={t("percentHint")} error={errorOf("percent")}><Input inputMode="decimal" align="end" suffix="%" value={form.percent} onChange={(event) => put({ percent: event.currentTarget.value })} /></Field>
          {side === "sale" && <Field name="rule-basis" label={t("basis")}><Select value={form.basis} onChange={(event) => put({ basis: event.currentTarget.value as "base" })} options={(["base", "supply"] as const).map((value) => ({ value, label: t(`bases.${value}`) }))} /></Field>}
          <Field name="rule-quantity" label={t("fromQuantity")} hint={t("fromQuantityHint")} error={errorOf("minQuantity")}><Input inputMode="decimal" align="end" value={form.minQuantity} onChange={(event) => put({ minQuantity: event.currentTarget.value })} /></Field>
        </FormRow>
        <FormRow>
          {side === "sale" && <Field name="rule-group" label={t("group")}><Select value={form.accountGroup} placeholder={t("everyGroup")} onChange={(event) => put({ accountGroup: event.currentTarget.value })} options={groups} /></Field>}
          <Field name="rule-from" label={t("from")} error={errorOf("validFrom")}><Input type="date" value={form.validFrom} onChange={(event) => put({ validFrom: event.currentTarget.value })} /></Field>
          <Field name="rule-to" label={t("until")} optionalLabel={common("optional")}><Input type="date" value={validTo} onChange={(event) => put({ validTo: event.currentTarget.value })} /></Field>
        </FormRow>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
