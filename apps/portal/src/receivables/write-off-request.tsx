"use client"
import { Check, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, DescriptionList, Field, Input, Link } from "@entrepot/ui"
import type { Action, WriteOffRequest } from "@entrepot/domain/billing/contract"
import { isForbidden, whyNot } from "@entrepot/domain/tenancy/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"

type Props = {
  request: WriteOffRequest
  /** Who still has to agree, where that is worth saying. */
  approvers?: readonly string[] | undefined
  decide: Action
  withdraw?: Action | undefined
  /** The invoice's page says whose it is already. */
  linked?: boolean | undefined
}

/** A write-off that waits: what is asked for and why, and a yes, a no with a reason, or taking it back, for whoever may. */
export function WaitingWriteOff({ request, approvers, decide, withdraw, linked = false }: Props) {
  const t = useTranslations("receivables.waiting")
  const { money, instant } = useFormats()
  const { invoiceId, invoiceNumber, accountName, amount, reason, requestedBy, requestedAt } = request
  return (
    <div className="grid gap-3">
      <DescriptionList items={[
        ...(linked ? [{ term: t("invoice"), value: <Link href={`/invoices/${invoiceId}`}>{invoiceNumber}</Link> }, { term: t("account"), value: accountName }] : []),
        { term: t("amount"), value: money(amount) }, { term: t("why"), value: reason }, { term: t("askedBy"), value: `${requestedBy}, ${instant(requestedAt)}` },
        ...(approvers && approvers.length > 0 ? [{ term: t("askedNow"), value: approvers.join(", ") }] : []),
      ]} />
      {!isForbidden(decide) && <Decide request={request} action={decide} />}
      {withdraw?.allowed && <Withdraw writeOffId={request.writeOffId} />}
    </div>
  )
}

function Decide({ request: { writeOffId, invoiceNumber }, action }: { request: WriteOffRequest; action: Action }) {
  const t = useTranslations("receivables.waiting")
  const domain = useTranslations("domain")
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const decide = useCommand(useTRPC().invoices.decideWriteOff.mutationOptions(), { done: ({ status }) => t(status === "rejected" ? "rejected" : status === "written_off" ? "writtenOff" : "approved") })
  const cannot = whyNot(action, domain as never)
  const field = `write-off-${writeOffId}`
  const say = (verdict: "approved" | "rejected") => {
    if (verdict === "approved" || reason.trim() !== "") return void decide.run({ writeOffId, verdict, reason: reason.trim() })
    setMissing(true)
    document.getElementById(field)?.focus()
  }
  return (
    <div className="grid gap-3" role="group" aria-label={t("decideOn", { number: invoiceNumber })}>
      {!cannot && <Field label={t("reason")} hint={t("reasonHint")} error={missing && reason.trim() === "" ? t("reasonMissing") : undefined} id={field}><Input maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} /></Field>}
      {decide.refused && <Alert tone="danger" live>{decide.refused}</Alert>}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" icon={<Check aria-hidden />} loading={decide.pending} disabledReason={cannot} onClick={() => say("approved")}>{t("approve")}</Button>
        <Button variant="danger" icon={<X aria-hidden />} loading={decide.pending} disabledReason={cannot} onClick={() => say("rejected")}>{t("reject")}</Button>
      </div>
      {cannot && <p className="text-sm text-muted">{cannot}</p>}
    </div>
  )
}

function Withdraw({ writeOffId }: { writeOffId: string }) {
  const t = useTranslations("receivables.waiting")
  const withdraw = useCommand(useTRPC().invoices.withdrawWriteOff.mutationOptions(), { done: t("withdrawn") })
  return (
    <div className="grid gap-2">
      {withdraw.refused && <Alert tone="danger" live>{withdraw.refused}</Alert>}
      <div><Button loading={withdraw.pending} onClick={() => void withdraw.run({ writeOffId })}>{t("withdraw")}</Button></div>
    </div>
  )
}
