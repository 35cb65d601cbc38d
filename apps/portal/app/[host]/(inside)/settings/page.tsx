import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page } from "@entrepot/ui"
import { BillingContacts } from "#accounts/billing-contacts.tsx"
import { Addresses } from "#settings/addresses.tsx"
import { PasswordForm } from "#settings/password-form.tsx"
import { ProfileForm } from "#settings/profile-form.tsx"
import { SettingsTabs } from "#settings/tabs.tsx"
import { api, me } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") }
}

/** One's own profile and password, and where the account has its goods and its invoices sent. */
export default async function SettingsPage() {
  const [t, who, { account, payments }] = await Promise.all([getTranslations("settings"), me(), api()])
  const sees = who.permissions.includes("account.view")
  const { accountId, kind } = who.account
  const billed = kind !== "house" && who.permissions.includes("invoice.view")
  const [addresses, contacts] = await Promise.all([sees ? account.addresses({ accountId }) : [], billed ? payments.contacts({ accountId }) : undefined])
  return (
    <Page title={t("title")} width="normal">
      <SettingsTabs current="own" />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <ProfileForm name={who.user.name} email={who.user.email} locale={who.user.locale} />
        <PasswordForm email={who.user.email} />
      </div>
      {sees && <Addresses account={{ accountId, name: who.account.name }} addresses={addresses} manages={who.permissions.includes("address.manage")} />}
      {contacts && <BillingContacts contacts={contacts} />}
    </Page>
  )
}
