import { getTranslations } from "next-intl/server"
import { LinkTabs } from "@entrepot/ui"
import { me } from "#server/api.ts"

/** One's own settings, and for who may, how the company invoices. */
export async function SettingsTabs({ current }: { current: "own" | "billing" }) {
  const [t, { permissions }] = await Promise.all([getTranslations("settings"), me()])
  if (!permissions.includes("dunning.manage")) return null
  return <LinkTabs label={t("views")} tabs={[{ href: "/settings", label: t("own"), current: current === "own" }, { href: "/settings/billing", label: t("billing"), current: current === "billing" }]} />
}
