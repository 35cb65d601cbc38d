"use client"
import { Alert, Button, ConfirmDialog, Dialog, Field, FormRow, Input } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"

type Props = { statementId: string; version: number; due: string; shown: boolean; disabledReason: string | undefined }

/** From then on the partner sees it, the sums stand, and both ledgers know. */
export function IssueStatement({ statementId, version, partner, due, shown, disabledReason }: Props & { partner: string }) {
  const t = useTranslations("settlement.issue")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  const act = useAct(useTRPC().settlement.issue.mutationOptions(), { done: t("done"), onDone: () => setOpen(false) })
  if (!shown) return null
  if (disabledReason) return <Button disabledReason={disabledReason}>{t("open")}</Button>
  return (
    <ConfirmDialog open={open} onOpenChange={setOpen} trigger={<Button variant="primary">{t("open")}</Button>} title={t("title", { partner })} description={t("text", { due })} confirmLabel={t("open")} cancelLabel={common("cancel")} loading={act.pending} onConfirm={() => act.run({ statementId, expectedVersion: version })}>
      {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
    </ConfirmDialog>
  )
}

/** Money has changed hands: by which transfer, and when. */
export function SettleStatement({ statementId, version, due, owed, today, shown, disabledReason }: Props & { owed: "you" | "partner"; today: string }) {
  const t = useTranslations("settlement.settle")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  const [reference, setReference] = useState("")
  const [paidOn, setPaidOn] = useState(today)
  const [asked, setAsked] = useState(false)
  const act = useAct(useTRPC().settlement.settle.mutationOptions(), { done: t("done"), onDone: () => setOpen(false) })
  const run = () => {
    setAsked(true)
    if (reference.trim() && paidOn) act.run({ statementId, expectedVersion: version, reference: reference.trim(), paidOn })
  }
  if (!shown) return null
  if (disabledReason) return <Button disabledReason={disabledReason}>{t("open")}</Button>
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={<Button variant="primary">{t("open")}</Button>} title={t("title")} description={t(owed, { due })} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{t("confirm")}</Button></>}>
      <div className="grid gap-4">
        <FormRow>
          <Field label={t("reference")} hint={t("referenceHint")} name="settle-reference" error={asked && !reference.trim() ? common("required", { field: t("reference") }) : undefined}><Input value={reference} maxLength={140} autoComplete="off" onChange={(event) => setReference(event.currentTarget.value)} /></Field>
          <Field label={t("paidOn")} name="settle-on" error={asked && !paidOn ? common("required", { field: t("paidOn") }) : undefined}><Input type="date" max={today} value={paidOn} onChange={(event) => setPaidOn(event.currentTarget.value)} /></Field>
        </FormRow>
        {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
