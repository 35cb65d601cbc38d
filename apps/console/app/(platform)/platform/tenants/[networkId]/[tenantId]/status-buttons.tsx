"use client"
import { Alert, Button, ReasonDialog } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useAct } from "../../../../../../src/ask/use-act.ts"
import { useTRPC } from "../../../../../../src/ask/trpc.ts"

type Props = { networkId: number; tenantId: number; name: string; disabledReason: string | undefined }

/** Closing a portal asks for the reason: its people are told, and it is kept. */
export function SuspendTenant({ networkId, tenantId, name, disabledReason }: Props) {
  const t = useTranslations("tenants.page")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const act = useAct(trpc.platformTenants.suspend.mutationOptions(), { done: t("suspended", { name }), onDone: () => setOpen(false) })
  return (
    <ReasonDialog open={open} onOpenChange={setOpen} tone="danger" name="reason" maxLength={500} labels={{ reason: common("reason"), hint: common("reasonHint"), missing: common("required", { field: common("reason") }) }} trigger={<Button variant="danger" disabledReason={disabledReason}>{t("suspend")}</Button>}
      title={t("suspendTitle", { name })} description={t("suspendText")} confirmLabel={t("suspend")} cancelLabel={common("cancel")} loading={act.pending} refused={act.refused} onConfirm={(reason) => act.run({ networkId, tenantId, reason })} />
  )
}

export function ResumeTenant({ networkId, tenantId, name, disabledReason }: Props) {
  const t = useTranslations("tenants.page")
  const trpc = useTRPC()
  const act = useAct(trpc.platformTenants.resume.mutationOptions(), { done: t("resumed", { name }) })
  return (
    <>
      <Button variant="primary" loading={act.pending} disabledReason={disabledReason} onClick={() => act.run({ networkId, tenantId })}>{t("resume")}</Button>
      {act.refused && <Alert tone="danger" live>{act.refused}</Alert>}
    </>
  )
}
