"use client"
import { Check, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Card, Field, Input, Kbd, useHotkeys } from "@entrepot/ui"
import type { CreditNoteView } from "@entrepot/domain/billing/contract"
import { whyNot } from "@entrepot/domain/tenancy/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"

const FIELD = "credit-decision-reason"

/** Yes, or no with a reason. `a` approves, `r` leads to the reason. Who may not decide reads why, and who may. */
export function DecideCreditNote({ note }: { note: Pick<CreditNoteView, "creditNoteId" | "approval" | "actions"> }) {
  const t = useTranslations("creditNotes")
  const domain = useTranslations("domain")
  const trpc = useTRPC()
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const decide = useCommand(trpc.creditNotes.decide.mutationOptions(), { done: ({ status, number }) => (status === "issued" ? t("done.issued", { number: number ?? "" }) : t(status === "rejected" ? "done.rejected" : "done.approved")) })
  const cannot = whyNot(note.actions.approve, domain as never)
  const possible = !cannot && !decide.pending
  const say = (verdict: "approved" | "rejected") => {
    if (!possible) return
    if (verdict === "rejected" && reason.trim() === "") {
      setMissing(true)
      document.getElementById(FIELD)?.focus()
      return
    }
    void decide.run({ creditNoteId: note.creditNoteId, verdict, reason: reason.trim() })
  }
  useHotkeys({ a: () => say("approved"), r: () => say("rejected") }, possible)
  return (
    <Card title={t("decide")} description={note.approval && t("askedNow", { names: note.approval.approvers.join(", ") })}>
      <div className="grid gap-3">
        {!cannot && <Field label={t("reason")} hint={t("reasonHint")} error={missing && reason.trim() === "" ? t("reasonMissing") : undefined} id={FIELD}><Input maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} /></Field>}
        {decide.refused && <Alert tone="danger" live>{decide.refused}</Alert>}
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" icon={<Check aria-hidden />} loading={decide.pending} disabledReason={cannot} onClick={() => say("approved")}>{t("approve")}</Button>
          <Button variant="danger" icon={<X aria-hidden />} loading={decide.pending} disabledReason={cannot} onClick={() => say("rejected")}>{t("reject")}</Button>
          {!cannot && <span className="text-sm text-muted max-sm:hidden">{t.rich("keys", { key: (text) => <Kbd>{text}</Kbd> })}</span>}
        </div>
        {cannot && <p className="text-sm text-muted">{cannot}</p>}
      </div>
    </Card>
  )
}
