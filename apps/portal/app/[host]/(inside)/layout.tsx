import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { AppShell, ThemeToggle } from "@entrepot/ui"
import { ApiProvider } from "#client/api-provider.tsx"
import { PortalProvider, type PortalFacts } from "#client/portal.tsx"
import { AccountMenu } from "#shell/account-menu.tsx"
import { navigationFor } from "#shell/navigation.tsx"
import { SearchBox } from "#shell/search-box.tsx"
import { me } from "#server/api.ts"
import { theBrand, theLocale, theTenant } from "#server/request.ts"

/** Everything behind the sign-in. Each page asks the API again who looks; this frame only offers what they may do. */
export default async function InsideLayout({ children }: { children: ReactNode }) {
  const [who, tenant, brand, locale, t, common] = await Promise.all([me(), theTenant(), theBrand(), theLocale(), getTranslations("shell"), getTranslations("common")])
  const { accountId, number, name, kind, poPolicy } = who.account
  const facts: PortalFacts = {
    tenant: { name: tenant.name, kind: tenant.kind, currency: tenant.currency, zone: tenant.zone, country: tenant.country, locale: tenant.locale },
    locale, user: { userId: who.user.userId, name: who.user.name }, account: { accountId, number, name, kind, poPolicy }, reach: who.reach, permissions: who.permissions,
  }
  return (
    <ApiProvider>
      <PortalProvider facts={facts}>
        <AppShell
          brand={{ name: brand.name, logo: brand.logo, mark: brand.mark, homeHref: "/" }}
          nav={navigationFor(who.permissions, (key) => t(key))}
          search={<SearchBox />}
          actions={<ThemeToggle labels={{ theme: common("theme.label"), light: common("theme.light"), dark: common("theme.dark"), system: common("theme.system") }} />}
          account={<AccountMenu canSwitch={who.canSwitch} />}
          banner={who.reach === "tenant" && kind === "customer" ? <p className="bg-accent-soft px-4 py-1.5 text-center text-sm">{t("actingFor", { account: name, number })}</p> : undefined}
          labels={{ skip: t("skip"), nav: t("nav.label"), more: t("more"), close: t("close") }}>
          {children}
        </AppShell>
      </PortalProvider>
    </ApiProvider>
  )
}
