import { Landmark } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { forbidden } from "next/navigation"
import { Card, EmptyState, Link, Page, TaxRegistrationTable } from "@entrepot/ui"
import { registrationInWords, taxPlaceInWords } from "@entrepot/domain/pricing/contract"
import { api, me } from "#server/api.ts"
import { EndRegistrationButton, RegisterButton, TermsForm } from "#taxes/setup.tsx"
import { TaxTabs } from "#taxes/tabs.tsx"
import { taxWords } from "#taxes/words.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("taxSetup"))("title") }
}

/** Where the company is registered for tax, and who imports what it sells abroad. */
export default async function RegistrationsPage() {
  const [who, asked, words] = await Promise.all([me(), api(), taxWords()])
  if (!who.permissions.includes("books.view")) forbidden()
  const { say, day } = words
  const { rows, deliveryTerms, manages, today } = await asked.taxes.registrations()
  const register = <RegisterButton today={today} disabledReason={manages ? undefined : say("noRight")} />
  return (
    <Page title={say("title")} meta={say("lead")} actions={rows.length > 0 && register}>
      <TaxTabs current="registrations" />
      <Card title={say("registrations")} description={say("registrationsText")} flush>
        {rows.length === 0 ? <EmptyState icon={<Landmark aria-hidden />} title={say("emptyTitle")} description={say("emptyText")} actions={register} /> : (
          <TaxRegistrationTable say={say} rows={rows.map(({ kind, country, region, number, validFrom, validTo, rates }) => {
            const place = taxPlaceInWords(words, { country, region })
            return {
              id: `${kind}${country}${region}${validFrom}`, place, kind, number, from: day(validFrom), until: validTo && day(validTo), ended: validTo !== null && validTo < today, means: registrationInWords(words, { kind, country, region }, false),
              warning: !rates && kind === "local" && <>{say("noRate")} <Link href={`/settings/taxes/rates?country=${country}`}>{say("toRates")}</Link></>,
              action: validTo === null && manages && <EndRegistrationButton today={today} place={place} registration={{ kind, country, region, validFrom }} />,
            }
          })} />
        )}
      </Card>
      {deliveryTerms && <Card title={say("terms")} description={say("termsText")}><TermsForm key={deliveryTerms} terms={deliveryTerms} disabledReason={manages ? undefined : say("noRight")} /></Card>}
    </Page>
  )
}
