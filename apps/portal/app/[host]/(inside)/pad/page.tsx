import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page } from "@entrepot/ui"
import { OrderPad } from "#pad/order-pad.tsx"
import { me } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pad"))("title") }
}

/** For people who know their numbers by heart. */
export default async function PadPage() {
  const [t, who] = await Promise.all([getTranslations("pad"), me()])
  return <Page title={t("title")} meta={t("for", { account: who.account.name })} width="full"><OrderPad /></Page>
}
