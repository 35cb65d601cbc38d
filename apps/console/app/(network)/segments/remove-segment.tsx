"use client"
import { Alert, Button, ConfirmDialog } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../src/ask/trpc.ts"
import { useAct } from "../../../src/ask/use-act.ts"
import { SegmentPreview } from "./preview.tsx"
import { ruleInput, type Segment } from "./rule-input.ts"

export function RemoveSegment({ tenantId, rule, rules }: { tenantId: number; rule: Segment; rules: readonly Segment[] }) {
  const t = useTranslations("segments")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const act = useAct(trpc.catalog.deleteSegment.mutationOptions(), { done: t("removed"), onDone: () => setOpen(false) })
  return (
    <ConfirmDialog open={open} onOpenChange={setOpen} tone="danger" trigger={<Button size="sm" variant="ghost">{common("remove")}</Button>} title={t("removeTitle", { name: rule.sku ?? (rule.name || t("targets.all")) })} description={t("removeText")}
      confirmLabel={common("remove")} cancelLabel={common("cancel")} loading={act.pending} onConfirm={() => act.run({ tenantId, input: { ruleId: rule.ruleId, version: rule.version } })}>
      <SegmentPreview tenantId={tenantId} rules={rules.filter(({ ruleId }) => ruleId !== rule.ruleId).map(ruleInput)} accountGroup={rule.accountGroup} />
      {act.refused && <Alert tone="danger" live className="mt-3">{act.refused}</Alert>}
    </ConfirmDialog>
  )
}
