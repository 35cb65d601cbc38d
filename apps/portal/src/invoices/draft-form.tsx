"use client"
import { Plus, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Alert, Button, Card, Field, Form, FormActions, FormRow, IconButton, Input, LinkButton, Textarea } from "@entrepot/ui"
import type { InvoiceView } from "@entrepot/domain/billing/contract"
import { usePortal } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { AccountPicker, type Picked } from "../receivables/account-picker.tsx"
import { ProductPicker } from "../subscriptions/product-picker.tsx"
import { linesOf, newLine, readLine, type LineFault, type WrittenLine } from "./written-line.ts"

type Draft = Pick<InvoiceView, "invoiceId" | "version" | "accountId" | "accountName" | "poNumber" | "note" | "lines" | "currency">

/** An invoice that somebody writes: for whom, and what for. Its tax and totals are worked out when it is saved. */
export function DraftForm({ draft }: { draft?: Draft | undefined }) {
  const t = useTranslations("invoices.draftForm")
  const common = useTranslations("common")
  const router = useRouter()
  const { locale } = useFormats()
  const sign = locale === "en" ? "." : ","
  const [picked, setPicked] = useState<Picked | undefined>(draft && { accountId: draft.accountId, name: draft.accountName })
  const [lines, setLines] = useState<readonly WrittenLine[]>(() => (draft ? linesOf(draft.lines, sign) : [newLine(0)]))
  const [poNumber, setPoNumber] = useState(draft?.poNumber ?? "")
  const [note, setNote] = useState(draft?.note ?? "")
  const [asked, setAsked] = useState(false)
  const save = useCommand(useTRPC().invoices.saveDraft.mutationOptions(), { refresh: false, done: t("saved") })
  const read = lines.map((line) => readLine(line, sign))
  const change = (key: number, part: Partial<WrittenLine>) => setLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const send = async () => {
    setAsked(true)
    const good = read.filter((line) => typeof line !== "string")
    if (!picked || good.length !== lines.length || save.pending) return
    const done = await save.run({ ...(draft && { invoiceId: draft.invoiceId, expectedVersion: draft.version }), accountId: picked.accountId, poNumber: poNumber.trim(), note: note.trim(), lines: good })
    if (done) router.push(`/invoices/${done.invoiceId}`)
  }
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void send() }}>
      <Card title={t("whom")}>
        <div className="grid gap-4">
          {draft ? <p className="text-sm">{draft.accountName}</p> : <Field label={t("account")} name="invoice-account" error={asked && !picked ? t("accountMissing") : undefined}><AccountPicker picked={picked} onPick={setPicked} /></Field>}
          <Field label={t("po")} name="invoice-po" optionalLabel={common("optional")}><Input value={poNumber} maxLength={60} onChange={({ currentTarget }) => setPoNumber(currentTarget.value)} /></Field>
          <Field label={t("note")} name="invoice-note" hint={t("noteHint")} optionalLabel={common("optional")}><Textarea value={note} maxLength={2000} onChange={({ currentTarget }) => setNote(currentTarget.value)} /></Field>
        </div>
      </Card>
      <Card title={t("lines")} description={t("linesHint")} actions={<Button size="sm" icon={<Plus aria-hidden />} disabledReason={lines.length >= 200 ? t("enough") : undefined} onClick={() => setLines([...lines, newLine(Math.max(...lines.map(({ key }) => key)) + 1)])}>{t("add")}</Button>}>
        <ol className="grid gap-5">
          {lines.map((line, index) => (
            <LineFields key={line.key} line={line} position={index + 1} fault={asked ? faultOf(read[index]) : undefined} currency={draft?.currency} alone={lines.length === 1} onChange={(part) => change(line.key, part)} onRemove={() => setLines(lines.filter(({ key }) => key !== line.key))} />
          ))}
        </ol>
      </Card>
      {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      <FormActions>
        <Button type="submit" variant="primary" loading={save.pending}>{t("save")}</Button>
        <LinkButton variant="ghost" href={draft ? `/invoices/${draft.invoiceId}` : "/invoices"}>{common("cancel")}</LinkButton>
      </FormActions>
    </Form>
  )
}

const faultOf = (read: ReturnType<typeof readLine> | undefined): LineFault | undefined => (typeof read === "string" ? read : undefined)

type LineProps = { line: WrittenLine; position: number; fault: LineFault | undefined; currency: string | undefined; alone: boolean; onChange: (part: Partial<WrittenLine>) => void; onRemove: () => void }

/** What is invoiced, by a product of the catalogue or in words. */
function LineFields({ line, position, fault, currency, alone, onChange, onRemove }: LineProps) {
  const t = useTranslations("invoices.draftForm")
  const { tenant } = usePortal()
  const name = (field: string) => `line-${line.key}-${field}`
  return (
    <li className="grid gap-3 border-b pb-5 last:border-b-0 last:pb-0">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1"><ProductPicker label={t("product", { position })} hint={t("productHint")} onPick={({ sku, name: called }) => onChange({ sku, name: called, taxCategory: undefined })} /></div>
        <IconButton label={t("remove", { position })} icon={<Trash2 aria-hidden />} disabledReason={alone ? t("lastLine") : undefined} onClick={onRemove} />
      </div>
      <Field label={t("what", { position })} name={name("name")} hint={line.sku || undefined} error={fault === "name" ? t("whatMissing") : undefined}><Input value={line.name} maxLength={200} onChange={({ currentTarget }) => onChange({ name: currentTarget.value })} /></Field>
      <FormRow>
        <Field label={t("quantity", { position })} name={name("quantity")} error={fault === "quantity" ? t("quantityWrong") : undefined}><Input value={line.quantity} inputMode="decimal" align="end" onChange={({ currentTarget }) => onChange({ quantity: currentTarget.value })} /></Field>
        <Field label={t("unitPrice", { position })} name={name("price")} error={fault === "unitPrice" ? t("priceWrong") : undefined}><Input value={line.unitPrice} inputMode="decimal" align="end" suffix={currency ?? tenant.currency} onChange={({ currentTarget }) => onChange({ unitPrice: currentTarget.value })} /></Field>
      </FormRow>
    </li>
  )
}
