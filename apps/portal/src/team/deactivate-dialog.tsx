"use client"
import { useTranslations } from "next-intl"
import type { TeamMember } from "@entrepot/domain/tenancy"
import { Alert, ConfirmDialog } from "@entrepot/ui"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"

export function DeactivateDialog({ member, onClose }: { member: TeamMember; onClose: () => void }) {
  const t = useTranslations("team")
  const common = useTranslations("common")
  const { name, userId } = member
  const deactivate = useCommand(useTRPC().team.deactivate.mutationOptions(), { done: t("deactivated", { name }) })
  const confirm = async () => {
    if (await deactivate.run({ userId })) onClose()
  }
  return (
    <ConfirmDialog open onOpenChange={(open) => !open && onClose()} tone="danger" title={t("deactivateTitle", { name })} description={t("deactivateText", { name })}
      confirmLabel={t("deactivate")} cancelLabel={common("cancel")} loading={deactivate.pending} onConfirm={() => void confirm()}>
      {deactivate.refused && <Alert tone="danger" live>{deactivate.refused}</Alert>}
    </ConfirmDialog>
  )
}
