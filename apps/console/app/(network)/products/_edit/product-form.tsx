"use client"
import { Alert, Button, Card, Checkbox, ErrorSummary, Field, Form, FormActions, FormRow, Input, Select } from "@entrepot/ui"
import { PRODUCT_STATUSES } from "@entrepot/domain/catalog/contract"
import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { useId, useState, type FormEvent } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { refusalCode } from "../../../../src/ask/use-refused.ts"
import { Attributes } from "./attributes.tsx"
import { Conflict, type Facts } from "./conflict.tsx"
import { ProductTexts } from "./product-texts.tsx"
import { readChange, readNew, type ProductDraft } from "./draft.ts"
import { Units } from "./units.tsx"
import { useProductDraft } from "./use-product-draft.ts"

type Props = { start: ProductDraft; known?: { productId: string; version: number }; categories: { value: string; label: string }[]; brands: readonly string[]; disabledReason: string | undefined }
type TextField = "sku" | "mpn" | "gtin" | "brand" | "taxCategory" | "hsCode" | "origin" | "weightGrams"

/** Everything that the master says about a product, on one page; whoever saved in between is named, and nothing typed is lost. */
export function ProductForm({ start, known, categories, brands, disabledReason }: Props) {
  const t = useTranslations("products")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const router = useRouter()
  const reader = useLocale()
  const brandList = useId()
  const { draft, base, version, put, savedAs, goOnUpon } = useProductDraft(start, known?.version ?? 0)
  const [attempt, setAttempt] = useState(0)
  const create = useAct(trpc.catalog.createProduct.mutationOptions(), { refresh: false, done: t("created"), onDone: (product) => router.push(`/products/${product.productId}`) })
  const save = useAct(trpc.catalog.saveProduct.mutationOptions(), { done: common("saved"), onDone: (product) => savedAs(product.version) })
  const read = known ? readChange(draft, known.productId, version) : readNew(draft)
  const wrong = attempt > 0 ? read.fields : []
  const errorOf = (name: string) => (wrong.some((field) => field === name || field.startsWith(`${name}.`)) ? t.has(`wrong.${name}` as never) ? t(`wrong.${name}` as never) : t("wrong.other") : undefined)
  const conflict = known && refusalCode(save.error) === "catalog.product_changed" ? factsOf(save.error) : undefined
  const refused = create.refused ?? save.refused
  const send = (event: FormEvent) => {
    event.preventDefault()
    setAttempt((count) => count + 1)
    if (known) { const { value } = readChange(draft, known.productId, version); if (value) save.run(value) } else { const { value } = readNew(draft); if (value) create.run(value) }
  }
  const text = (name: TextField, hint?: string) => (
    <Field name={name} label={t(`field.${name}`)} hint={hint} error={errorOf(name)}>
      <Input value={draft[name]} onChange={(event) => put({ [name]: event.currentTarget.value })} {...(name === "brand" && { list: brandList })} {...(name === "weightGrams" && { inputMode: "numeric" as const, align: "end" as const, suffix: "g" })} />
    </Field>
  )
  return (
    <Form onSubmit={send}>
      <ErrorSummary title={common("problem")} attempt={attempt} errors={[...new Set(wrong.map((field) => field.split(".")[0] ?? field))].map((field) => ({ name: field, message: errorOf(field) ?? t("wrong.other") }))} />
      {refused && !conflict && <Alert tone="danger" live>{refused}</Alert>}
      {known && conflict && <Conflict productId={known.productId} base={base} draft={draft} refused={refused ?? ""} facts={conflict} onGoOn={(theirs, next, take) => { goOnUpon(theirs, next, take); save.reset() }} />}
      <Card title={t("identity")}>
        <div className="grid gap-4">
          <FormRow className="items-end">{text("sku")}{text("mpn", t("mpnHint"))}{text("gtin")}</FormRow>
          <FormRow>
            {text("brand")}<datalist id={brandList}>{brands.map((brand) => <option key={brand} value={brand} />)}</datalist>
            <Field name="category" label={t("category")} error={errorOf("category")}><Select value={draft.category} placeholder={t("chooseCategory")} onChange={(event) => put({ category: event.currentTarget.value })} options={categories} /></Field>
            <Field name="status" label={t("status")}><Select value={draft.status} onChange={(event) => put({ status: event.currentTarget.value })} options={PRODUCT_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))} /></Field>
          </FormRow>
        </div>
      </Card>
      <ProductTexts draft={draft} put={put} error={errorOf("names")} reader={reader} />
      <Units draft={draft} put={put} wrong={wrong} error={errorOf("units")} fixed={known !== undefined} />
      <Attributes attributes={draft.attributes} onPut={(attributes) => put({ attributes })} />
      <Card title={t("trade")}>
        <div className="grid gap-4">
          <FormRow className="items-end">{text("taxCategory", t("taxHint"))}{text("origin", t("originHint"))}</FormRow>
          <FormRow>{text("hsCode")}{text("weightGrams")}</FormRow>
          <Checkbox label={t("lotTracked")} checked={draft.lotTracked} onChange={(event) => put({ lotTracked: event.currentTarget.checked })} />
        </div>
      </Card>
      <FormActions><Button type="submit" variant="primary" loading={create.pending || save.pending} disabledReason={disabledReason ?? (conflict ? t("conflict.first") : undefined)}>{known ? common("save") : t("create")}</Button></FormActions>
    </Form>
  )
}

function factsOf(error: unknown): Facts {
  return (error as { data?: { refusal?: { facts?: Facts } } }).data?.refusal?.facts ?? {}
}
