"use client"
import { useTranslations } from "next-intl"
import { Alert, Badge, Button, Card, CodeText, ConfirmDialog, EmptyState, Switch } from "@entrepot/ui"
import type { PolicyRow } from "@entrepot/domain/approvals"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { PolicyEditor } from "./policy-editor.tsx"

type Props = { policies: readonly PolicyRow[]; facts: Readonly<Record<string, string>> }

/** The tenant's own rules about who has to agree, each in its current version. */
export function Policies({ policies, facts }: Props) {
  const t = useTranslations("approvals.policy")
  return (
    <Card title={t("title")} description={t("text")} actions={<PolicyEditor facts={facts} position={policies.length + 1} label={t("new")} />}>
      {policies.length === 0 ? <EmptyState level={3} title={t("none")} description={t("noneText")} /> : <ul className="grid gap-4">{policies.map((policy) => <Policy key={policy.policyId} policy={policy} facts={facts} />)}</ul>}
    </Card>
  )
}

function Policy({ policy, facts }: { policy: PolicyRow; facts: Props["facts"] }) {
  const t = useTranslations("approvals.policy")
  const roles = useTranslations("approvals.role")
  const trpc = useTRPC()
  const setActive = useCommand(trpc.policies.setActive.mutationOptions(), { done: t("saved") })
  const retire = useCommand(trpc.policies.retire.mutationOptions(), { done: t("retired") })
  const roleName = (role: string) => (roles.has(role) ? roles(role) : role)
  return (
    <li className="grid gap-2 border-t pt-4 first:border-0 first:pt-0">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="font-medium">{policy.name} <Badge>{t("version", { version: policy.version })}</Badge></span>
        <span className="flex flex-wrap items-center gap-2">
          <Switch label={t("active")} checked={policy.active} disabled={setActive.pending} onCheckedChange={(active) => void setActive.run({ policyId: policy.policyId, active })} />
          <PolicyEditor facts={facts} policy={policy} position={policy.position} label={t("edit")} />
          <ConfirmDialog trigger={<Button size="sm" variant="ghost">{t("retire")}</Button>} title={t("retireTitle", { name: policy.name })} description={t("retireText")} confirmLabel={t("retire")} cancelLabel={t("cancel")} tone="danger" loading={retire.pending} onConfirm={() => void retire.run({ policyId: policy.policyId, reason: "" })} />
        </span>
      </div>
      <CodeText className="text-sm">{policy.condition}</CodeText>
      <ol className="text-sm text-muted">{policy.levels.map((level, index) => <li key={`${level.name}-${index}`}>{index + 1}. {level.name}: {t(level.mode, { roles: level.roles.map(roleName).join(", ") })}</li>)}</ol>
      {(setActive.refused ?? retire.refused) && <Alert tone="danger" live>{setActive.refused ?? retire.refused}</Alert>}
    </li>
  )
}
