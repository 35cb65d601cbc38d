import type { Metadata } from "next"
import { getLocale, getTranslations } from "next-intl/server"
import { forbidden } from "next/navigation"
import { countryOptions, Page } from "@entrepot/ui"
import { api, me } from "#server/api.ts"
import { SaleTester } from "#taxes/setup.tsx"
import { TaxTabs } from "#taxes/tabs.tsx"
import { taxWords } from "#taxes/words.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("taxSetup"))("tester") }
}

/** How a sale to an address would be taxed, and why. */
export default async function TaxTesterPage() {
  const [who, asked, { say }, locale] = await Promise.all([me(), api(), taxWords(), getLocale()])
  if (!who.permissions.includes("books.view")) forbidden()
  const [{ categories, today }, addresses] = await Promise.all([asked.taxes.rates({ state: "current" }), asked.account.addresses({})])
  return (
    <Page title={say("title")} meta={say("lead")} width="normal">
      <TaxTabs current="tester" />
      <SaleTester today={today} categories={categories} countries={countryOptions(locale)} known={addresses.map(({ addressId, line1, postalCode, city, country, region }) => ({ value: addressId, label: [line1, `${postalCode} ${city}`, country].join(", "), question: { country, region, postalCode, city } }))} />
    </Page>
  )
}
