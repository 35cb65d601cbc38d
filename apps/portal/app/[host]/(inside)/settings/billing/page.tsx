import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page } from "@entrepot/ui"
import { CardsForm } from "#billing/cards-form.tsx"
import { LegalForm } from "#billing/legal-form.tsx"
import { BillingProfileForm } from "#billing/profile-form.tsx"
import { runtime } from "#process/runtime.ts"
import { SettingsTabs } from "#settings/tabs.tsx"
import { api } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("billing"))("title") }
}

/** Who sells, where the money goes, how invoices are numbered and taxed, and whether cards are taken. */
export default async function BillingSettingsPage() {
  const [t, asked] = await Promise.all([getTranslations("billing"), api()])
  const [legal, { profile, next, payments }] = await Promise.all([asked.account.legal(), asked.payments.settings()])
  return (
    <Page title={t("title")} meta={t("lead")} width="normal">
      <SettingsTabs current="billing" />
      <LegalForm profile={legal} />
      <BillingProfileForm profile={profile} next={next} />
      <CardsForm payments={payments} charging={runtime().stripe ?? "unknown"} />
    </Page>
  )
}
