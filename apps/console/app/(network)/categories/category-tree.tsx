"use client"
import { Alert, Button, Card, CodeText, ConfirmDialog, Dialog, EmptyState, Field, FormRow, Input, Link, Select, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { FolderTree } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../src/ask/trpc.ts"
import { useAct } from "../../../src/ask/use-act.ts"
import { useFormats } from "../../../src/format/client.ts"
import { nameOf } from "../../../src/products/name-of.ts"

type Category = { categoryId: string; code: string; path: string; parent: string | null; names: Readonly<Record<string, string>>; position: number; products: number }
const LANGUAGES = ["en", "de", "fr"] as const

/** The tree, children below their parents; moving one moves everything under it. */
export function CategoryTree({ categories, disabledReason }: { categories: readonly Category[]; disabledReason: string | undefined }) {
  const t = useTranslations("products")
  const locale = useLocale()
  const { number } = useFormats()
  const depth = ({ path }: Category) => path.split(".").length - 2
  return (
    <Card flush title={t("tree")} actions={<EditCategory categories={categories} disabledReason={disabledReason} />}>
      {categories.length === 0 ? <EmptyState icon={<FolderTree />} title={t("noCategories")} description={t("noCategoriesText")} /> : (
        <Table caption={t("tree")} density="tight">
          <THead><TR><TH>{t("name")}</TH><TH>{t("code")}</TH><TH align="end">{t("products")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
          <TBody>
            {categories.map((category) => (
              <TR key={category.categoryId}>
                <TH scope="row"><span style={{ paddingInlineStart: `${depth(category) * 1.25}rem` }} className={depth(category) === 0 ? "block font-semibold" : "block"}>{nameOf(category.names, locale)}</span></TH>
                <TD muted><CodeText className="whitespace-nowrap">{category.code}</CodeText></TD>
                <TD align="end"><Link tone="quiet" href={`/products?category=${encodeURIComponent(category.path)}`}>{number(category.products)}</Link></TD>
                <TD align="end"><span className="inline-flex gap-1"><EditCategory key={JSON.stringify(category)} category={category} categories={categories} disabledReason={disabledReason} /><DeleteCategory category={category} name={nameOf(category.names, locale)} disabledReason={disabledReason} /></span></TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  )
}

function EditCategory({ category, categories, disabledReason }: { category?: Category; categories: readonly Category[]; disabledReason: string | undefined }) {
  const t = useTranslations("products")
  const common = useTranslations("common")
  const locale = useLocale()
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState({ code: category?.code ?? "", parent: category?.parent ?? "", position: String(category?.position ?? 0), names: { en: category?.names["en"] ?? "", de: category?.names["de"] ?? "", fr: category?.names["fr"] ?? "" } })
  const [asked, setAsked] = useState(false)
  const put = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const create = useAct(trpc.catalog.createCategory.mutationOptions(), { done: common("saved"), onDone: () => setOpen(false) })
  const save = useAct(trpc.catalog.saveCategory.mutationOptions(), { done: common("saved"), onDone: () => setOpen(false) })
  const act = category ? save : create
  const wrong = { code: !/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(form.code), names: !Object.values(form.names).some((name) => name.trim()), position: !/^\d{1,6}$/.test(form.position) }
  const run = () => {
    setAsked(true)
    if (wrong.code || wrong.names || wrong.position) return
    const row = { code: form.code, parent: form.parent || null, names: form.names, position: Number(form.position) }
    if (category) save.run({ ...row, categoryId: category.categoryId })
    else create.run(row)
  }
  const label = category ? common("edit") : t("newCategory")
  if (disabledReason) return <Button size="sm" variant={category ? "ghost" : "secondary"} disabledReason={disabledReason}>{label}</Button>
  const parents = categories.filter(({ path }) => !category || !path.startsWith(category.path)).map(({ code, path, names }) => ({ value: code, label: `${"\u00A0\u00A0".repeat(path.split(".").length - 2)}${nameOf(names, locale)}` }))
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button size="sm" variant={category ? "ghost" : "primary"}>{label}</Button>} title={label} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        {LANGUAGES.map((language) => <Field key={language} name={`category-${language}`} label={`${t("name")} (${common(`languages.${language}`)})`} error={asked && wrong.names && language === "en" ? t("wrong.names") : undefined}><Input lang={language} value={form.names[language]} onChange={(event) => put({ names: { ...form.names, [language]: event.currentTarget.value } })} /></Field>)}
        <FormRow>
          <Field name="category-code" label={t("code")} error={asked && wrong.code ? t("wrong.code") : undefined}><Input value={form.code} onChange={(event) => put({ code: event.currentTarget.value })} /></Field>
          <Field name="category-position" label={t("position")} error={asked && wrong.position ? t("wrong.position") : undefined}><Input inputMode="numeric" value={form.position} onChange={(event) => put({ position: event.currentTarget.value })} /></Field>
        </FormRow>
        <Field name="category-parent" label={t("parent")}><Select value={form.parent} placeholder={t("root")} onChange={(event) => put({ parent: event.currentTarget.value })} options={parents} /></Field>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}

function DeleteCategory({ category, name, disabledReason }: { category: Category; name: string; disabledReason: string | undefined }) {
  const t = useTranslations("products")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const act = useAct(trpc.catalog.deleteCategory.mutationOptions(), { done: t("categoryDeleted", { name }), onDone: () => setOpen(false) })
  if (disabledReason) return null
  return (
    <ConfirmDialog open={open} onOpenChange={setOpen} tone="danger" trigger={<Button size="sm" variant="ghost">{common("remove")}</Button>} title={t("deleteCategory", { name })} description={t("deleteCategoryText")} confirmLabel={common("remove")} cancelLabel={common("cancel")} loading={act.pending} onConfirm={() => act.run({ categoryId: category.categoryId })}>
      {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
    </ConfirmDialog>
  )
}
