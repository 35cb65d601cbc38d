"use client"
import { Button, Card, FieldSet, RadioGroup, ReasonDialog } from "@entrepot/ui"
import type { AllocationSettings } from "@entrepot/domain/ordering"
import { ALLOCATION_SHARINGS, type AllocationPolicy } from "@entrepot/domain/ordering/contract"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { StepList } from "./step-list.tsx"
import { TryAllocation } from "./try-allocation.tsx"

/** The policy as it is edited, with what it would do beside it; it counts when it is saved with a reason. */
export function AllocationForm({ settings, disabledReason }: { settings: AllocationSettings; disabledReason: string | undefined }) {
  const t = useTranslations("sourcing.allocation")
  const common = useTranslations("common")
  const [policy, setPolicy] = useState<AllocationPolicy>(settings.policy)
  const [open, setOpen] = useState(false)
  const save = useAct(useTRPC().stock.saveAllocation.mutationOptions(), { done: t("saved"), onDone: () => setOpen(false) })
  const nobody = policy.steps.some((step) => (step.by === "partners" && step.tenantIds.length === 0) || (step.by === "groups" && step.codes.length === 0))
  const same = settings.version > 0 && JSON.stringify(policy) === JSON.stringify(settings.policy)
  const blocked = disabledReason ?? (nobody ? t("nobodyNamed") : same ? t("unchanged") : undefined)
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Card title={t("steps")} description={t("stepsLead")} footer={
        blocked ? <Button variant="primary" disabledReason={blocked}>{t("save")}</Button> : (
          <ReasonDialog name="allocation-reason" open={open} onOpenChange={setOpen} trigger={<Button variant="primary">{t("save")}</Button>} title={t("saveTitle")} description={t("saveText")} confirmLabel={t("save")} cancelLabel={common("cancel")}
            labels={{ reason: t("reason"), missing: t("reasonMissing") }} loading={save.pending} refused={save.refused} onConfirm={(reason) => save.run({ version: settings.version, policy, reason })} />
        )
      }>
        <div className="grid gap-4">
          <StepList steps={policy.steps} partners={settings.partners} groups={settings.groups} disabledReason={disabledReason} onChange={(steps) => setPolicy((before) => ({ ...before, steps }))} />
          <FieldSet legend={t("sharing")}>
            <RadioGroup name="sharing" value={policy.sharing} onValueChange={(sharing) => setPolicy((before) => ({ ...before, sharing: sharing as AllocationPolicy["sharing"] }))} options={ALLOCATION_SHARINGS.map((value) => ({ value, label: t(`sharings.${value}`), hint: t(`sharingHints.${value}`) }))} />
          </FieldSet>
        </div>
      </Card>
      <TryAllocation policy={policy} ready={!nobody} />
    </div>
  )
}
