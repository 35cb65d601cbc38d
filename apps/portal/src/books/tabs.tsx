import { getTranslations } from "next-intl/server"
import { LinkTabs } from "@entrepot/ui"

const PLACES = { balance: "/books", journals: "/books/journals", tax: "/books/tax", periods: "/books/periods", rates: "/books/rates" } as const

export async function BooksTabs({ current }: { current: keyof typeof PLACES }) {
  const t = await getTranslations("books")
  return <LinkTabs label={t("views")} tabs={(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((place) => ({ href: PLACES[place], label: t(`tabs.${place}`), current: place === current }))} />
}
