"use client"
import { useTranslations } from "next-intl"
import { Alert, Badge, Button, Card, ConfirmDialog, DescriptionList, EmptyState } from "@entrepot/ui"
import type { PlanView } from "@entrepot/domain/subscriptions"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { PlanEditor } from "./plan-editor.tsx"
import { usePlanTerms } from "./use-plan-terms.tsx"

/** `held`: the template holds its plans fast, and the tenant makes none of its own. */
type Props = { plans: readonly PlanView[]; manages: boolean; held: boolean; currency: string }

/** What is offered to customers first, then what no longer is; each with who stands on it. */
export function PlanList({ plans, ...rest }: Props) {
  const t = useTranslations("plans")
  if (plans.length === 0) return <EmptyState title={t("emptyTitle")} description={t("emptyText")} actions={rest.manages && <PlanEditor label={t("new")} variant="primary" />} />
  const offered = plans.filter(({ status }) => status === "active")
  const retired = plans.filter(({ status }) => status === "retired")
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">{offered.map((plan) => <PlanCard key={plan.planId} plan={plan} {...rest} />)}</div>
      {retired.length > 0 && <section className="grid gap-3"><h2 className="text-lg font-semibold">{t("retiredTitle")}</h2><div className="grid gap-4 lg:grid-cols-2">{retired.map((plan) => <PlanCard key={plan.planId} plan={plan} {...rest} />)}</div></section>}
    </>
  )
}

function PlanCard({ plan, manages, held, currency }: { plan: PlanView } & Omit<Props, "plans">) {
  const t = useTranslations("plans")
  const termsOf = usePlanTerms(currency)
  const plans = useTRPC().plans
  const retire = useCommand(plans.retire.mutationOptions(), { done: t("retired", { name: plan.name }) })
  const restore = useCommand(plans.restore.mutationOptions(), { done: t("restored", { name: plan.name }) })
  const refused = retire.refused ?? restore.refused
  const { template } = plan
  const fast = template?.mode === "locked" ? t("held") : undefined
  const stop = template ? { label: t("hide"), title: t("hideTitle", { name: plan.name }) } : { label: t("retire"), title: t("retireTitle", { name: plan.name }) }
  return (
    <Card title={plan.name} description={plan.description} actions={
      <>
        {template && <Badge tone={template.droppedRelease ? "warning" : "info"}>{template.droppedRelease ? t("dropped.badge") : t("fromTemplate", { release: template.release })}</Badge>}
        <Badge>{t("version", { version: plan.version })}</Badge>
        {plan.status === "retired" && <Badge tone="warning">{t("isRetired")}</Badge>}
      </>
    } footer={
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-muted">{t("subscriptions", { count: plan.subscriptions })}</span>
        {manages && (
          <span className="flex flex-wrap gap-2">
            {plan.status === "active" && template?.mode !== "locked" && template?.mode !== "bounded" && <PlanEditor plan={plan} label={t("edit")} />}
            {!held && <PlanEditor plan={plan} copy label={t("copy")} />}
            {plan.status === "retired" ? <Button {...(fast && template?.droppedRelease && { disabledReason: fast })} size="sm" loading={restore.pending} onClick={() => void restore.run({ planId: plan.planId })}>{t("restore")}</Button> : fast ? <Button size="sm" variant="ghost" disabledReason={fast}>{stop.label}</Button> : (
              <ConfirmDialog trigger={<Button size="sm" variant="ghost">{stop.label}</Button>} title={stop.title} description={t("retireText", { count: plan.subscriptions })} confirmLabel={stop.label} cancelLabel={t("cancel")} tone="danger" loading={retire.pending} onConfirm={() => void retire.run({ planId: plan.planId })} />
            )}
          </span>
        )}
      </span>
    }>
      <DescriptionList items={termsOf(plan).map(({ term, value, hint }) => ({ term, value, ...(hint && { hint }) }))} />
      {refused && <Alert tone="danger" live>{refused}</Alert>}
    </Card>
  )
}
