"use client"
import { useTranslations } from "next-intl"
import { Alert, Button, Card } from "@entrepot/ui"
import type { PlanView } from "@entrepot/domain/subscriptions"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"

/** What the template no longer has, plan by plan, until the partner said what becomes of it. Where the template holds its plans fast, it is decided already. */
export function DroppedPlans({ plans }: { plans: readonly PlanView[] }) {
  const t = useTranslations("plans.dropped")
  const open = plans.filter(({ template, status }) => template?.droppedRelease && template.mode !== "locked" && status === "active")
  if (open.length === 0) return null
  return (
    <section className="grid gap-3" aria-label={t("title")}>
      <Alert tone="warning" title={t("title")}>{t("text", { count: open.length })}</Alert>
      <div className="grid gap-4 lg:grid-cols-2">{open.map((plan) => <DroppedCard key={plan.planId} plan={plan} />)}</div>
    </section>
  )
}

function DroppedCard({ plan: { name, description, template, subscriptions } }: { plan: PlanView }) {
  const t = useTranslations("plans.dropped")
  const said = useTranslations("plans")
  const options = useTRPC().plans.decideDropped.mutationOptions()
  const keep = useCommand(options, { done: t("kept", { name }) })
  const retire = useCommand(options, { done: t("retired", { name }) })
  const refused = keep.refused ?? retire.refused
  const [code, release] = [template?.code ?? "", template?.droppedRelease ?? 0]
  return (
    <Card title={name} description={description} footer={
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-muted">{t("badgeSince", { release })} · {said("subscriptions", { count: subscriptions })}</span>
        <span className="flex flex-wrap gap-2">
          <Button size="sm" variant="primary" loading={keep.pending} onClick={() => void keep.run({ code, release, how: "keep" })}>{t("keep")}</Button>
          <Button size="sm" variant="ghost" loading={retire.pending} onClick={() => void retire.run({ code, release, how: "retire" })}>{t("retire")}</Button>
        </span>
      </span>
    }>
      {refused && <Alert tone="danger" live>{refused}</Alert>}
    </Card>
  )
}
