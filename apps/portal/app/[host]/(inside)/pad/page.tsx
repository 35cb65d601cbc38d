import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Page } from "@entrepot/ui"
import { OrderPad } from "#pad/order-pad.tsx"
import { api, me } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pad"))("title") }
}

/** For people who know their numbers by heart. */
export default async function PadPage() {
  const [t, who, best] = await Promise.all([getTranslations("pad"), me(), api().then(({ catalog }) => catalog.page({ limit: 3 }))])
  // Each row with another separator, so that the example shows what may be pasted.
  const example = best.rows.map(({ sku, units }, row) => [sku, units[0]?.minimum ?? "1"].join(["\t", ";", ", "][row])).join("\n")
  return <Page title={t("title")} meta={t("for", { account: who.account.name })} width="full"><OrderPad example={example} /></Page>
}
