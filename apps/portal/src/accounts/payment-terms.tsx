"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import type { AccountTermsView, TermsView } from "@entrepot/domain/billing/contract"
import { Alert, Badge, Button, Card, ConfirmDialog, DescriptionList } from "@entrepot/ui"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { TermsDialog } from "./terms-dialog.tsx"

/** By when an account pays and what it may take off, whether that is its own or everybody's. */
export function PaymentTerms({ terms: { accountId, terms, tenant }, disabledReason }: { terms: AccountTermsView; disabledReason: string | undefined }) {
  const t = useTranslations("accounts.payment")
  const [editing, setEditing] = useState(false)
  const say = useSay()
  return (
    <Card title={t("title")} actions={<Button size="sm" disabledReason={disabledReason} onClick={() => setEditing(true)}>{t("change")}</Button>}>
      <div className="grid gap-3">
        <DescriptionList items={[
          { term: t("due"), value: say.due(terms) }, { term: t("discount"), value: say.discount(terms) },
          { term: t("origin"), value: <Badge tone={terms.origin === "account" ? "info" : "neutral"}>{t(terms.origin === "account" ? "own" : "everybodys")}</Badge>, hint: terms.origin === "account" && t("instead", { terms: say.both(tenant) }) },
        ]} />
        {terms.origin === "account" && <Reset accountId={accountId} back={say.both(tenant)} disabledReason={disabledReason} />}
      </div>
      {editing && <TermsDialog accountId={accountId} terms={terms} onClose={() => setEditing(false)} />}
    </Card>
  )
}

function Reset({ accountId, back, disabledReason }: { accountId: string; back: string; disabledReason: string | undefined }) {
  const t = useTranslations("accounts.payment.reset")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  const reset = useCommand(useTRPC().payments.resetTerms.mutationOptions({ onSuccess: () => setOpen(false) }), { done: t("done") })
  if (disabledReason) return null
  return (
    <div>
      <ConfirmDialog open={open} onOpenChange={setOpen} trigger={<Button size="sm">{t("open")}</Button>} title={t("title")} description={t("text", { terms: back })} confirmLabel={t("open")} cancelLabel={common("cancel")} loading={reset.pending} onConfirm={() => void reset.run({ accountId })}>
        {reset.refused && <Alert tone="danger" live>{reset.refused}</Alert>}
      </ConfirmDialog>
    </div>
  )
}

function useSay() {
  const t = useTranslations("accounts.payment")
  const { percent } = useFormats()
  const due = ({ netDays }: TermsView) => (netDays === 0 ? t("atOnce") : t("days", { days: netDays }))
  const offered = ({ discountPercent, discountDays }: TermsView) => Number(discountPercent) > 0 && discountDays > 0
  const discount = (terms: TermsView) => (offered(terms) ? t("takes", { percent: percent(terms.discountPercent), days: terms.discountDays }) : t("none"))
  return { due, discount, both: (terms: TermsView) => (offered(terms) ? `${due(terms)}; ${discount(terms)}` : due(terms)) }
}
