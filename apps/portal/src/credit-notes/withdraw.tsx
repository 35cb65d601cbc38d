"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, ConfirmDialog } from "@entrepot/ui"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"

/** Takes a request back; what it wanted can be credited otherwise. */
export function WithdrawCreditNote({ creditNoteId }: { creditNoteId: string }) {
  const t = useTranslations("creditNotes.withdraw")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  const withdraw = useCommand(useTRPC().creditNotes.withdraw.mutationOptions({ onSuccess: () => setOpen(false) }), { done: t("done") })
  return (
    <ConfirmDialog open={open} onOpenChange={setOpen} tone="danger" trigger={<Button>{t("open")}</Button>} title={t("title")} description={t("text")} confirmLabel={t("open")} cancelLabel={common("cancel")} loading={withdraw.pending} onConfirm={() => void withdraw.run({ creditNoteId })}>
      {withdraw.refused && <Alert tone="danger" live>{withdraw.refused}</Alert>}
    </ConfirmDialog>
  )
}
