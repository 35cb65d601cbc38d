import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { forbidden } from "next/navigation"
import { Page } from "@entrepot/ui"
import { DroppedPlans } from "#plans/dropped-plans.tsx"
import { OfferedPlans } from "#plans/offered-plans.tsx"
import { PlanEditor } from "#plans/plan-editor.tsx"
import { PlanList } from "#plans/plan-list.tsx"
import { SettingsCard } from "#plans/settings-card.tsx"
import { api, me } from "#server/api.ts"
import { theTenant } from "#server/request.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("plans"))("title") }
}

/** What the seller offers to those who want something again and again, and the days on which that happens. */
export default async function PlansPage() {
  const [t, who, asked, tenant] = await Promise.all([getTranslations("plans"), me(), api(), theTenant()])
  if (who.reach !== "tenant" || !who.permissions.includes("subscription.view")) forbidden()
  const manages = who.permissions.includes("plan.manage")
  const [plans, settings, { mode, offers }] = await Promise.all([asked.plans.list(), asked.subscriptions.settings(), manages ? asked.plans.offered() : { mode: null, offers: [] }])
  const held = mode === "locked"
  return (
    <Page title={t("title")} meta={t("text")} actions={manages && !held && plans.length > 0 && <PlanEditor label={t("new")} variant="primary" />} width="normal">
      <OfferedPlans offers={offers} currency={tenant.currency} />
      {manages && <DroppedPlans plans={plans} />}
      <PlanList plans={plans} manages={manages} held={held} currency={tenant.currency} />
      <SettingsCard view={settings} manages={manages} />
    </Page>
  )
}
