"use client"
import { Plus } from "lucide-react"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Alert, Button, Card, Field, Form, FormActions, Input, LinkButton, Textarea } from "@entrepot/ui"
import type { InvoiceView } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { AccountPicker, type Picked } from "../receivables/account-picker.tsx"
import { LineFields } from "./line-fields.tsx"
import { useOfferedPrices } from "./use-offered-prices.ts"
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
  const offered = useOfferedPrices(picked?.accountId, lines, sign)
  const unpriced = offered.pending && lines.some(({ productId, unitPrice }) => productId !== null && unitPrice === undefined)
  const read = lines.map((line) => readLine(line, sign, offered.prices.get(line.key)?.unitPrice))
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
            <LineFields key={line.key} line={line} position={index + 1} fault={asked ? faultOf(read[index]) : undefined} currency={draft?.currency} alone={lines.length === 1} accountId={picked?.accountId} offered={offered.prices.get(line.key)} onChange={(part) => change(line.key, part)} onRemove={() => setLines(lines.filter(({ key }) => key !== line.key))} />
          ))}
        </ol>
      </Card>
      {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      <FormActions>
        <Button type="submit" variant="primary" loading={save.pending} disabledReason={unpriced ? t("pricing") : undefined}>{t("save")}</Button>
        <LinkButton variant="ghost" href={draft ? `/invoices/${draft.invoiceId}` : "/invoices"}>{common("cancel")}</LinkButton>
      </FormActions>
    </Form>
  )
}

const faultOf = (read: ReturnType<typeof readLine> | undefined): LineFault | undefined => (typeof read === "string" ? read : undefined)
