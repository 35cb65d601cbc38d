"use client"
import { Alert, Button, Card, EmptyState, Field, FormRow, IconButton, Input, Select, Skeleton, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { SegmentRuleInput } from "@entrepot/domain/catalog/contract"
import { Filter, Trash2 } from "lucide-react"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"
import { ProductPicker, type PickedProduct } from "../../../../src/products/product-picker.tsx"

type Rule = { ruleId: string; effect: "include" | "exclude"; target: "all" | "category" | "brand" | "product"; categoryPath: string | null; brandNorm: string | null; productId: string | null; accountGroup: string; version: number; name: string; sku: string | null }
type Choice = { value: string; label: string }
type Props = { tenantId: number; rules: readonly Rule[]; groups: Choice[]; categories: Choice[] }

function inputOf(rule: Rule): SegmentRuleInput {
  const { effect, accountGroup } = rule
  if (rule.target === "category") return { effect, accountGroup, target: "category", categoryPath: rule.categoryPath ?? "" }
  if (rule.target === "brand") return { effect, accountGroup, target: "brand", brand: rule.name || (rule.brandNorm ?? "") }
  if (rule.target === "product") return { effect, accountGroup, target: "product", productId: rule.productId ?? "" }
  return { effect, accountGroup, target: "all" }
}

/** A product is in the catalogue when a rule includes it and none leaves it out. What a new rule would change is shown before it is saved. */
export function Segments({ tenantId, rules, groups, categories }: Props) {
  const t = useTranslations("tenants.segments")
  const trpc = useTRPC()
  const [draft, setDraft] = useState({ effect: "exclude" as Rule["effect"], target: "category" as Rule["target"], categoryPath: "", brand: "", accountGroup: "" })
  const [product, setProduct] = useState<PickedProduct>()
  const { effect, target, accountGroup } = draft
  const read = SegmentRuleInput.safeParse({ effect, target, accountGroup, ...(target === "category" && { categoryPath: draft.categoryPath }), ...(target === "brand" && { brand: draft.brand }), ...(target === "product" && { productId: product?.productId }) })
  const save = useAct(trpc.catalog.saveSegment.mutationOptions(), { done: t("saved") })
  const remove = useAct(trpc.catalog.deleteSegment.mutationOptions(), { done: t("removed") })
  const put = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }))
  const refused = save.refused ?? remove.refused
  return (
    <Card title={t("title")} description={t("lead")} flush>
      {rules.length === 0 ? <EmptyState level={3} icon={<Filter />} title={t("empty")} description={t("emptyText")} /> : (
        <Table caption={t("title")} stack>
          <THead><TR><TH>{t("effect")}</TH><TH>{t("target")}</TH><TH>{t("what")}</TH><TH>{t("group")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
          <TBody>
            {rules.map((rule) => (
              <TR key={rule.ruleId}>
                <TH scope="row"><StatusBadge tone={rule.effect === "include" ? "success" : "danger"}>{t(`effects.${rule.effect}`)}</StatusBadge></TH>
                <TD label={t("target")}>{t(`targets.${rule.target}`)}</TD>
                <TD label={t("what")}>{rule.sku ? `${rule.sku} · ${rule.name}` : rule.name || "–"}</TD>
                <TD label={t("group")} muted>{rule.accountGroup || t("everyGroup")}</TD>
                <TD align="end"><IconButton label={t("remove")} icon={<Trash2 aria-hidden />} loading={remove.pending} onClick={() => remove.run({ tenantId, input: { ruleId: rule.ruleId, version: rule.version } })} /></TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
      <div className="grid gap-3 border-t p-4">
        <FormRow className="items-end">
          <Field label={t("effect")}><Select value={effect} onChange={(event) => put({ effect: event.currentTarget.value as "include" })} options={(["include", "exclude"] as const).map((value) => ({ value, label: t(`effects.${value}`) }))} /></Field>
          <Field label={t("target")}><Select value={target} onChange={(event) => put({ target: event.currentTarget.value as "all" })} options={(["all", "category", "brand", "product"] as const).map((value) => ({ value, label: t(`targets.${value}`) }))} /></Field>
          {target === "category" && <Field label={t("targets.category")}><Select value={draft.categoryPath} placeholder={t("choose")} onChange={(event) => put({ categoryPath: event.currentTarget.value })} options={categories} /></Field>}
          {target === "brand" && <Field label={t("targets.brand")}><Input value={draft.brand} onChange={(event) => put({ brand: event.currentTarget.value })} /></Field>}
          {target === "product" && <Field label={t("targets.product")}><ProductPicker value={product} onPick={setProduct} /></Field>}
          <Field label={t("group")}><Select value={accountGroup} placeholder={t("everyGroup")} onChange={(event) => put({ accountGroup: event.currentTarget.value })} options={groups} /></Field>
          <Button loading={save.pending} disabledReason={read.success ? undefined : t("incomplete")} onClick={() => read.success && save.run({ tenantId, input: { rule: read.data } })}>{t("add")}</Button>
        </FormRow>
        {refused && <Alert tone="danger" live>{refused}</Alert>}
        {read.success && <Effect tenantId={tenantId} rules={[...rules.map(inputOf), read.data]} accountGroup={accountGroup} />}
      </div>
    </Card>
  )
}

function Effect({ tenantId, rules, accountGroup }: { tenantId: number; rules: SegmentRuleInput[]; accountGroup: string }) {
  const t = useTranslations("tenants.segments")
  const trpc = useTRPC()
  const { number } = useFormats()
  const { data, isPending, isError } = useQuery({ ...trpc.catalog.previewSegments.queryOptions({ tenantId, input: { rules, accountGroup } }), placeholderData: keepPreviousData, retry: false })
  if (isPending) return <Skeleton lines={1} />
  if (isError || !data) return null
  const sample = data.goes > 0 ? data.going : data.coming
  return (
    <Alert tone="info" title={t("would", { before: number(data.before), after: number(data.after), comes: number(data.comes), goes: number(data.goes) })}>
      {sample.length > 0 && <p className="text-muted">{data.goes > 0 ? t("going") : t("coming")} {sample.slice(0, 8).map(({ sku }) => sku).join(", ")}{sample.length > 8 && " …"}</p>}
    </Alert>
  )
}
