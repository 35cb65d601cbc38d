import { getTranslations } from "next-intl/server"
import { LinkTabs } from "@entrepot/ui"
import { SettingsTabs } from "#settings/tabs.tsx"

const PLACES = { registrations: "/settings/taxes", rates: "/settings/taxes/rates", tester: "/settings/taxes/tester" } as const

/** The parts of tax setup, beneath those of the settings. */
export async function TaxTabs({ current }: { current: keyof typeof PLACES }) {
  const t = await getTranslations("taxSetup")
  return (
    <>
      <SettingsTabs current="taxes" />
      <LinkTabs label={t("views")} tabs={(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((place) => ({ href: PLACES[place], label: t(place), current: place === current }))} />
    </>
  )
}
