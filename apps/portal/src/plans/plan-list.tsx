"use client"
import { useTranslations } from "next-intl"
import { Alert, Badge, Button, Card, ConfirmDialog, DescriptionList, EmptyState } from "@entrepot/ui"
import type { PlanView } from "@entrepot/domain/subscriptions"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { cadenceText } from "#subscriptions/cadence-text.ts"
import { pricePolicyText, stockOutText } from "#subscriptions/policy-text.ts"
import { useSay } from "#subscriptions/use-say.ts"
import { PlanEditor } from "./plan-editor.tsx"

type Props = { plans: readonly PlanView[]; manages: boolean; currency: string }

/** What is offered to customers first, then what no longer is; each with who stands on it. */
export function PlanList({ plans, manages, currency }: Props) {
  const t = useTranslations("plans")
  if (plans.length === 0) return <EmptyState title={t("emptyTitle")} description={t("emptyText")} actions={manages && <PlanEditor label={t("new")} variant="primary" />} />
  const offered = plans.filter(({ status }) => status === "active")
  const retired = plans.filter(({ status }) => status === "retired")
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">{offered.map((plan) => <PlanCard key={plan.planId} plan={plan} manages={manages} currency={currency} />)}</div>
      {retired.length > 0 && <section className="grid gap-3"><h2 className="text-lg font-semibold">{t("retiredTitle")}</h2><div className="grid gap-4 lg:grid-cols-2">{retired.map((plan) => <PlanCard key={plan.planId} plan={plan} manages={false} currency={currency} />)}</div></section>}
    </>
  )
}

function PlanCard({ plan, manages, currency }: { plan: PlanView; manages: boolean; currency: string }) {
  const t = useTranslations("plans")
  const say = useSay()
  const formats = useFormats()
  const retire = useCommand(useTRPC().plans.retire.mutationOptions(), { done: t("retired", { name: plan.name }) })
  const substitutes = plan.stockOut.flatMap((step) => (step.step === "substitute" ? step.productIds : [])).length
  return (
    <Card title={plan.name} description={plan.description} actions={<><Badge>{t("version", { version: plan.version })}</Badge>{plan.status === "retired" && <Badge tone="warning">{t("isRetired")}</Badge>}</>} footer={
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-muted">{t("subscriptions", { count: plan.subscriptions })}</span>
        {manages && (
          <span className="flex gap-2">
            <PlanEditor plan={plan} label={t("edit")} />
            <ConfirmDialog trigger={<Button size="sm" variant="ghost">{t("retire")}</Button>} title={t("retireTitle", { name: plan.name })} description={t("retireText", { count: plan.subscriptions })} confirmLabel={t("retire")} cancelLabel={t("cancel")} tone="danger" loading={retire.pending} onConfirm={() => void retire.run({ planId: plan.planId })} />
          </span>
        )}
      </span>
    }>
      <DescriptionList items={[
        { term: say("howOften"), value: plan.cadences.length === 0 ? t("anyCadence") : <ul>{plan.cadences.map((cadence) => <li key={JSON.stringify(cadence)}>{cadenceText(cadence, say, formats)}</li>)}</ul> },
        ...(Number(plan.discountPercent) > 0 ? [{ term: t("discount"), value: formats.percent(plan.discountPercent) }] : []),
        { term: say("price.legend"), value: pricePolicyText(plan.pricePolicy, currency, say, formats) },
        { term: say("stockOut.legend"), value: substitutes > 0 ? t("withSubstitutes", { count: substitutes }) : stockOutText(plan.stockOut, () => undefined, say, formats) },
        { term: say("payment"), value: plan.collect.map((collect) => say(`collect.${collect}`)).join(", "), hint: say(`invoicing.${plan.invoicing}`) },
        { term: say("ceiling"), value: formats.percent(plan.ceilingPercent) },
        { term: t("term"), value: plan.termMonths ? t("months", { months: plan.termMonths }) : say("runsOn") },
      ]} />
      {retire.refused && <Alert tone="danger" live>{retire.refused}</Alert>}
    </Card>
  )
}
