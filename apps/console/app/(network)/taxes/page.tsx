import { Card, EmptyState, Link, Page, TaxRegistrationTable } from "@entrepot/ui"
import { registrationInWords, taxPlaceInWords } from "@entrepot/domain/pricing/contract"
import { Landmark } from "lucide-react"
import { getTranslations } from "next-intl/server"
import type { Asked } from "../../../src/list/paging.tsx"
import { api } from "../../../src/session.ts"
import { entityOf, TaxHead, taxWords } from "../../../src/taxes/head.tsx"
import { EndRegistrationButton, RegisterButton, TermsForm } from "../../../src/taxes/setup.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("taxSetup"))("title") }
}

/** Where the distributor, or one of its partners, is registered for tax. */
export default async function RegistrationsPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [ask, words, entity] = await Promise.all([api(), taxWords(), searchParams.then(entityOf)])
  const { say, day } = words
  const { tenantId } = entity
  const { rows, deliveryTerms, manages, today } = await ask.taxes.registrations({ tenantId })
  const disabledReason = manages ? undefined : say("noRight")
  const register = <RegisterButton key={tenantId} tenantId={tenantId} today={today} disabledReason={disabledReason} />
  return (
    <Page title={say("title")} meta={say("lead")} actions={rows.length > 0 && register}>
      <TaxHead current="registrations" entity={entity} />
      <Card title={say("registrations")} description={say("registrationsText")} flush>
        {rows.length === 0 ? <EmptyState icon={<Landmark />} title={say("emptyTitle")} description={say("emptyText")} actions={register} /> : (
          <TaxRegistrationTable say={say} rows={rows.map(({ kind, country, region, number, validFrom, validTo, rates }) => {
            const place = taxPlaceInWords(words, { country, region })
            return {
              id: `${kind}${country}${region}${validFrom}`, place, kind, number, from: day(validFrom), until: validTo && day(validTo), ended: validTo !== null && validTo < today, means: registrationInWords(words, { kind, country, region }, tenantId === 0),
              warning: tenantId !== 0 && !rates && kind === "local" && <>{say("noRate")} <Link href={`/taxes/rates?of=${tenantId}&country=${country}`}>{say("toRates")}</Link></>,
              action: validTo === null && manages && <EndRegistrationButton tenantId={tenantId} today={today} place={place} registration={{ kind, country, region, validFrom }} />,
            }
          })} />
        )}
      </Card>
      {deliveryTerms && <Card title={say("terms")} description={say("termsText")}><TermsForm key={`${tenantId}${deliveryTerms}`} tenantId={tenantId} terms={deliveryTerms} disabledReason={disabledReason} /></Card>}
    </Page>
  )
}
