import { getTranslations } from "next-intl/server"
import { LinkTabs } from "@entrepot/ui"
import { me } from "#server/api.ts"

const PLACES = { own: "/settings", billing: "/settings/billing", taxes: "/settings/taxes" } as const
const NEEDS = { own: undefined, billing: "dunning.manage", taxes: "books.view" } as const
type Place = keyof typeof PLACES

/** One's own settings, and for who may, how the company invoices and where it is registered for tax. */
export async function SettingsTabs({ current }: { current: Place }) {
  const [t, { permissions }] = await Promise.all([getTranslations("settings"), me()])
  const shown = (Object.keys(PLACES) as Place[]).filter((place) => NEEDS[place] === undefined || permissions.includes(NEEDS[place]))
  return shown.length > 1 ? <LinkTabs label={t("views")} tabs={shown.map((place) => ({ href: PLACES[place], label: t(place), current: place === current }))} /> : null
}
