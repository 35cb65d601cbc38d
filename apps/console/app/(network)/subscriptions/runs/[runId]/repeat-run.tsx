"use client"
import { Alert, Button, ConfirmDialog } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../../src/ask/trpc.ts"
import { useAct } from "../../../../../src/ask/use-act.ts"

/** Tries again what failed or was parked for caution. What was made stays as it is: it cannot be made twice. */
export function RepeatRun({ runId, repeatable, disabledReason }: { runId: string; repeatable: number; disabledReason: string | undefined }) {
  const t = useTranslations("subscriptions.repeat")
  const common = useTranslations("common")
  const [open, setOpen] = useState(false)
  const act = useAct(useTRPC().subscriptionRuns.repeat.mutationOptions(), { done: ({ requeued }) => t("done", { count: requeued }), onDone: () => setOpen(false) })
  if (disabledReason) return <Button disabledReason={disabledReason}>{t("open")}</Button>
  return (
    <ConfirmDialog open={open} onOpenChange={setOpen} trigger={<Button>{t("open")}</Button>} title={t("title")} description={t("text", { count: repeatable })} confirmLabel={t("confirm")} cancelLabel={common("cancel")} loading={act.pending} onConfirm={() => act.run({ runId })}>
      {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
    </ConfirmDialog>
  )
}
