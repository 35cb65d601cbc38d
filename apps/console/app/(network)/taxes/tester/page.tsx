import { countryOptions, EmptyState, LinkButton, LinkTabs, Page } from "@entrepot/ui"
import { Landmark } from "lucide-react"
import { getLocale, getTranslations } from "next-intl/server"
import { hrefWith, one, type Asked } from "../../../../src/list/paging.tsx"
import { api } from "../../../../src/session.ts"
import { entityOf, TaxHead, taxWords } from "../../../../src/taxes/head.tsx"
import { SaleTester, SupplyTester } from "../../../../src/taxes/setup.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("taxSetup"))("tester") }
}

/** How what is supplied to a partner, or sold by it, would be taxed, and why. */
export default async function TaxTesterPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, { say }, locale, found] = await Promise.all([searchParams, api(), taxWords(), getLocale(), searchParams.then(entityOf)])
  const entity = { ...found, tenantId: found.tenantId || (found.entities[0]?.tenantId ?? 0) }
  const { tenantId } = entity
  const sale = one(asked, "what") === "sale"
  if (tenantId === 0) return <Page title={say("title")} meta={say("lead")}><TaxHead current="tester" entity={entity} /><EmptyState icon={<Landmark />} title={say("noRates")} actions={<LinkButton href="/tenants">{say("partner")}</LinkButton>} /></Page>
  const { categories, today } = await ask.taxes.rates({ tenantId, ask: {} })
  const href = (what: string | undefined) => hrefWith("/taxes/tester", asked, { what })
  const Tester = sale ? SaleTester : SupplyTester
  return (
    <Page title={say("title")} meta={say("lead")} width="normal">
      <TaxHead current="tester" entity={entity} own={false} />
      <LinkTabs label={say("what")} tabs={[{ href: href(undefined), label: say("supply"), current: !sale }, { href: href("sale"), label: say("sale"), current: sale }]} />
      <Tester key={`${tenantId}${String(sale)}`} tenantId={tenantId} today={today} categories={categories} countries={countryOptions(locale)} />
    </Page>
  )
}
