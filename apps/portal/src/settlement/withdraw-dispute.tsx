"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, ConfirmDialog } from "@entrepot/ui"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"

export function WithdrawDispute({ disputeId, disabledReason }: { disputeId: string; disabledReason: string | undefined }) {
  const t = useTranslations("settlement.withdraw")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  const withdraw = useCommand(useTRPC().settlement.withdrawDispute.mutationOptions({ onSuccess: () => setOpen(false) }), { done: t("done") })
  if (disabledReason) return <Button size="sm" disabledReason={disabledReason}>{t("open")}</Button>
  return (
    <ConfirmDialog open={open} onOpenChange={setOpen} trigger={<Button size="sm">{t("open")}</Button>} title={t("title")} description={t("text")} confirmLabel={t("open")} cancelLabel={common("cancel")} loading={withdraw.pending} onConfirm={() => void withdraw.run({ disputeId })}>
      {withdraw.refused && <Alert tone="danger" live>{withdraw.refused}</Alert>}
    </ConfirmDialog>
  )
}
