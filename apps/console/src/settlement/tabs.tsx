import { LinkTabs } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"

const PLACES = { statements: "/settlement", next: "/settlement/next", disputes: "/settlement/disputes", tax: "/settlement/tax" } as const

export async function SettlementTabs({ current }: { current: keyof typeof PLACES }) {
  const t = await getTranslations("settlement")
  return <LinkTabs label={t("views")} tabs={(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((place) => ({ href: PLACES[place], label: t(`tabs.${place}`), current: place === current }))} />
}
