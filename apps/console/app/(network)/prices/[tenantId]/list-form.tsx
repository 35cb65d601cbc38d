"use client"
import { Alert, Button, Checkbox, Dialog, Field, FormRow, Input, Select } from "@entrepot/ui"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"

type List = { listId: string; version: number; side: "sale" | "supply"; kind: "contract" | "list"; name: string; validFrom: string; validTo: string | null; exclusive: boolean }

/** A list begins as a draft: nobody pays by it before it is published. */
export function ListForm({ tenantId, list }: { tenantId: number; list?: List }) {
  const t = useTranslations("prices")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState({ name: list?.name ?? "", side: list?.side ?? ("supply" as const), kind: list?.kind ?? ("list" as const), validFrom: list?.validFrom ?? new Date().toISOString().slice(0, 10), validTo: list?.validTo ?? "", exclusive: list?.exclusive ?? false })
  const [asked, setAsked] = useState(false)
  const act = useAct(trpc.prices.saveList.mutationOptions(), { done: common("saved"), onDone: (saved) => { setOpen(false); if (!list) router.push(`/prices/${tenantId}/lists/${saved.listId}`) } })
  const put = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const run = () => {
    setAsked(true)
    if (form.name.trim() && form.validFrom) act.run({ tenantId, list: { ...form, name: form.name.trim(), validTo: form.validTo || null, ...(list && { listId: list.listId, version: list.version }) } })
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button variant={list ? "secondary" : "primary"}>{list ? common("edit") : t("newList")}</Button>} title={list?.name ?? t("newList")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        <Field name="list-name" label={t("list")} error={asked && !form.name.trim() ? common("required", { field: t("list") }) : undefined}><Input value={form.name} maxLength={120} onChange={(event) => put({ name: event.currentTarget.value })} /></Field>
        <FormRow>
          <Field name="list-side" label={t("side")} hint={list ? t("fixed") : t(`sideHints.${form.side}`)}><Select value={form.side} disabled={Boolean(list)} onChange={(event) => put({ side: event.currentTarget.value as "sale" })} options={(["supply", "sale"] as const).map((value) => ({ value, label: t(`sides.${value}`) }))} /></Field>
          <Field name="list-kind" label={t("kind")} hint={list ? t("fixed") : undefined}><Select value={form.kind} disabled={Boolean(list)} onChange={(event) => put({ kind: event.currentTarget.value as "list" })} options={(["list", "contract"] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))} /></Field>
        </FormRow>
        <FormRow>
          <Field name="list-from" label={t("from")}><Input type="date" value={form.validFrom} onChange={(event) => put({ validFrom: event.currentTarget.value })} /></Field>
          <Field name="list-to" label={t("until")} optionalLabel={common("optional")}><Input type="date" value={form.validTo} onChange={(event) => put({ validTo: event.currentTarget.value })} /></Field>
        </FormRow>
        <Checkbox label={t("exclusive")} hint={t("exclusiveHint")} checked={form.exclusive} onChange={(event) => put({ exclusive: event.currentTarget.checked })} />
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
