"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Alert, Button, Card, Field, FieldSet, Form, FormActions, LinkButton, RadioGroup, Select, SplitView, Textarea } from "@entrepot/ui"
import { CREDIT_REASONS, type CreditReason, type InvoiceView } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { isNothing } from "../invoices/amount.ts"
import { everything, readDraft, type Draft } from "./draft.ts"
import { LineWishes } from "./line-wishes.tsx"
import { PreviewCard } from "./preview-card.tsx"
import { usePreview } from "./use-preview.ts"

type Props = { invoice: Pick<InvoiceView, "invoiceId" | "lines" | "open"> & { readonly number: string } }

/** Which lines, why, and what becomes of the money. One key for one form: a second click is the same credit note. */
export function CreditForm({ invoice }: Props) {
  const t = useTranslations("creditNotes")
  const common = useTranslations("common")
  const reasons = useTranslations("domain.billing.reason")
  const router = useRouter()
  const { locale } = useFormats()
  const sign = locale === "en" ? "." : ","
  const [requestKey] = useState(() => crypto.randomUUID())
  const [draft, setDraft] = useState<Draft>({})
  const [filled, setFilled] = useState(0)
  const [reasonCode, setReasonCode] = useState<CreditReason>("goods_returned")
  const [reason, setReason] = useState("")
  const [apply, setApply] = useState(!isNothing(invoice.open))
  const [asked, setAsked] = useState(false)
  const request = useCommand(useTRPC().creditNotes.request.mutationOptions({ trpc: { context: { key: requestKey } } }), { refresh: false, done: ({ number, status }) => (status === "issued" ? t("done.issued", { number: number ?? "" }) : t("done.asked")) })
  const { asks, faults } = readDraft(invoice.lines, draft, sign)
  const answer = usePreview(invoice.invoiceId, asks, apply)
  const wrong = Object.keys(faults).length > 0
  const blocked = wrong ? t("blocked.wrong") : asks.length === 0 ? t("blocked.nothing") : (answer.refused ?? (answer.preview?.approval?.approvers.length === 0 ? t("nobody") : undefined))
  const send = async () => {
    setAsked(true)
    if (blocked || reason.trim() === "") return
    const done = await request.run({ requestKey, invoiceId: invoice.invoiceId, reasonCode, reason: reason.trim(), apply, lines: [...asks] })
    if (done) router.push(`/credit-notes/${done.creditNoteId}`)
  }
  const fill = () => {
    setDraft(everything(invoice.lines, sign))
    setFilled(filled + 1)
  }
  return (
    <Form onSubmit={(event) => { event.preventDefault(); if (!request.pending) void send() }}>
      <SplitView sticky asideLabel={t("preview")} aside={<>
        <PreviewCard {...answer} empty={asks.length === 0} invoiceNumber={invoice.number} />
        {request.refused && <Alert tone="danger" live>{request.refused}</Alert>}
        <FormActions className="pt-0">
          <Button type="submit" variant="primary" loading={request.pending} disabledReason={blocked}>{t(answer.preview?.approval ? "ask" : "issue")}</Button>
          <LinkButton variant="ghost" href={`/invoices/${invoice.invoiceId}`}>{common("cancel")}</LinkButton>
        </FormActions>
      </>}>
        <Card title={t("lines")} description={t("linesHint")} flush actions={<Button size="sm" onClick={fill}>{t("everything")}</Button>}>
          <LineWishes key={filled} lines={invoice.lines} draft={draft} faults={faults} preview={answer.preview} stale={answer.stale} onWish={(lineId, wish) => setDraft((before) => ({ ...before, [lineId]: wish }))} />
        </Card>
        <Card title={t("why")}>
          <div className="grid gap-4">
            <Field label={t("reasonCode")} name="credit-reason-code"><Select value={reasonCode} onChange={({ currentTarget }) => setReasonCode(CREDIT_REASONS.find((each) => each === currentTarget.value) ?? "other")} options={CREDIT_REASONS.map((value) => ({ value, label: reasons(value) }))} /></Field>
            <Field label={t("words")} hint={t("wordsHint")} name="credit-reason" error={asked && reason.trim() === "" ? t("wordsMissing") : undefined}><Textarea value={reason} maxLength={1000} onChange={(event) => setReason(event.currentTarget.value)} /></Field>
            <FieldSet legend={t("becomes")}>
              <RadioGroup name="credit-apply" value={apply ? "apply" : "keep"} onValueChange={(value) => setApply(value === "apply")} options={[
                { value: "apply", label: t("applyTo", { invoice: invoice.number }), hint: isNothing(invoice.open) ? t("nothingOpen") : t("applyHint"), disabled: isNothing(invoice.open) }, { value: "keep", label: t("keep"), hint: t("keptHint") },
              ]} />
            </FieldSet>
          </div>
        </Card>
      </SplitView>
    </Form>
  )
}
