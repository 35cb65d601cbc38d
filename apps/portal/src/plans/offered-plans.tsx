"use client"
import { useTranslations } from "next-intl"
import { Alert, Badge, Button, Card, DescriptionList, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { OfferedPlan } from "@entrepot/domain/subscriptions"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { usePlanTerms } from "./use-plan-terms.tsx"

/** What the template's newest release has otherwise: taken over or left, plan by plan, with what would change. */
export function OfferedPlans({ offers, currency }: { offers: readonly OfferedPlan[]; currency: string }) {
  const t = useTranslations("plans.offered")
  if (offers.length === 0) return null
  return (
    <section className="grid gap-3" aria-label={t("title")}>
      <Alert tone="info" title={t("title")}>{t("text", { count: offers.length })}</Alert>
      <div className="grid gap-4 lg:grid-cols-2">{offers.map((offer) => <OfferCard key={`${offer.code} ${offer.release}`} offer={offer} currency={currency} />)}</div>
    </section>
  )
}

function OfferCard({ offer, currency }: { offer: OfferedPlan; currency: string }) {
  const t = useTranslations("plans.offered")
  const plans = useTRPC().plans
  const { instant } = useFormats()
  const { code, release, draft, current } = offer
  const take = useCommand(plans.takeOver.mutationOptions(), { done: t("taken", { name: draft.name }) })
  const leave = useCommand(plans.leave.mutationOptions(), { done: t("left", { name: current?.name ?? draft.name }) })
  const refused = take.refused ?? leave.refused
  return (
    <Card title={draft.name} description={draft.description} actions={<Badge tone="info">{current ? t("isChanged") : t("isNew")}</Badge>} footer={
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-muted">{t("release", { template: offer.template, release, at: instant(offer.offeredAt) })}</span>
        <span className="flex gap-2">
          <Button size="sm" variant="primary" loading={take.pending} onClick={() => void take.run({ code, release })}>{t("take")}</Button>
          <Button size="sm" variant="ghost" loading={leave.pending} onClick={() => void leave.run({ code, release })}>{t("leave")}</Button>
        </span>
      </span>
    }>
      <Terms offer={offer} currency={currency} />
      {refused && <Alert tone="danger" live>{refused}</Alert>}
    </Card>
  )
}

/** Of a new plan all of it, of a changed one what differs. */
function Terms({ offer: { draft, current }, currency }: { offer: OfferedPlan; currency: string }) {
  const t = useTranslations("plans")
  const termsOf = usePlanTerms(currency)
  const is = termsOf(draft)
  if (!current) return <DescriptionList items={is.map(({ term, value, hint }) => ({ term, value, ...(hint && { hint }) }))} />
  const named = (plan: OfferedPlan["draft"]) => [{ term: t("name"), text: plan.name, value: plan.name }, { term: t("description"), text: plan.description, value: plan.description }]
  const was = [...named(current), ...termsOf(current)]
  const changed = [...named(draft), ...is].flatMap((now, at) => (was[at]!.text === now.text ? [] : [{ term: now.term, was: was[at]!, is: now }]))
  return (
    <Table caption={t("offered.isChanged")} stack density="tight">
      <THead><TR><TH>{t("offered.field")}</TH><TH>{t("offered.was")}</TH><TH>{t("offered.is")}</TH></TR></THead>
      <TBody>{changed.map(({ term, was: before, is: after }) => <TR key={term}><TH scope="row">{term}</TH><TD label={t("offered.was")} muted>{before.value || "–"}</TD><TD label={t("offered.is")}>{after.value || "–"}{"hint" in after && after.hint && <span className="block text-xs text-muted">{after.hint}</span>}</TD></TR>)}</TBody>
    </Table>
  )
}
