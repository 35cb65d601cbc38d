import { getTranslations } from "next-intl/server"
import { LinkTabs } from "@entrepot/ui"

const PLACES = { ageing: "/receivables", payments: "/payments" } as const

export async function ReceivableTabs({ current }: { current: keyof typeof PLACES }) {
  const t = await getTranslations("receivables.tabs")
  return <LinkTabs label={t("label")} tabs={(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((place) => ({ href: PLACES[place], label: t(place), current: place === current }))} />
}
