import { Card, EmptyState, FilterBar, LinkButton, LinkTabs, Page, TaxRateTable } from "@entrepot/ui"
import { TAX_RATE_STATES, taxPlaceInWords } from "@entrepot/domain/pricing/contract"
import { Percent } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { SearchFilter, SelectFilter } from "../../../../src/list/filters.tsx"
import { hrefWith, one, Paging, type Asked } from "../../../../src/list/paging.tsx"
import { api } from "../../../../src/session.ts"
import { entityOf, TaxHead, taxWords } from "../../../../src/taxes/head.tsx"
import { EndRateButton, RateButton, RateFileButtons, RegisterButton } from "../../../../src/taxes/setup.tsx"

const PATH = "/taxes/rates"

export async function generateMetadata() {
  return { title: (await getTranslations("taxSetup"))("rates") }
}

/** At which rates the distributor charges its partners, or one of them its customers. */
export default async function TaxRatesPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, ask, words, entity] = await Promise.all([searchParams, api(), taxWords(), searchParams.then(entityOf)])
  const { say, day, number, country: nameOf } = words
  const { tenantId } = entity
  const wanted = one(asked, "state")
  const state = wanted === "all" ? null : (TAX_RATE_STATES.find((each) => each === wanted) ?? "current")
  const country = /^[A-Z]{2}$/.test(one(asked, "country") ?? "") ? one(asked, "country")! : null
  const { rows, nextCursor, countries, categories, today, manages } = await ask.taxes.rates({ tenantId, ask: { search: one(asked, "search")?.slice(0, 60) ?? "", country, taxCategory: one(asked, "category")?.slice(0, 40) ?? null, state, cursor: one(asked, "after")?.slice(0, 400) ?? null } })
  const href = (to: string | undefined) => hrefWith(PATH, asked, { state: to, after: undefined })
  const narrowed = Boolean(one(asked, "search") ?? country ?? one(asked, "category") ?? wanted)
  return (
    <Page title={say("title")} meta={say("lead")} actions={manages && <><RateFileButtons key={`file${tenantId}`} tenantId={tenantId} /><RateButton key={tenantId} tenantId={tenantId} today={today} categories={categories} /></>}>
      <TaxHead current="rates" entity={entity} />
      <LinkTabs label={say("statesLabel")} tabs={[...TAX_RATE_STATES.map((each) => ({ href: href(each === "current" ? undefined : each), label: say(`states.${each}`), current: each === state })), { href: href("all"), label: say("all"), current: state === null }]} />
      <FilterBar label={say("filters")}>
        <SearchFilter label={say("search")} />
        <SelectFilter label={say("country")} name="country" all={say("allCountries")} options={countries.map((value) => ({ value, label: nameOf(value) }))} />
        <SelectFilter label={say("category")} name="category" all={say("allCategories")} options={categories.map((value) => ({ value, label: value }))} />
      </FilterBar>
      <Card description={say(tenantId === 0 ? "ratesSupplyText" : "ratesText")} flush>
        {rows.length === 0 ? <EmptyState icon={<Percent />} title={say("noRates")} description={say(narrowed ? "noRatesNarrowed" : "noRatesText")} actions={narrowed && <LinkButton href={hrefWith(PATH, { of: asked["of"] }, { state: "all" })}>{say("showAll")}</LinkButton>} /> : (
          <TaxRateTable say={say} rows={rows.map(({ key, state: now, charges, label, percent, ...rate }) => {
            const place = rate.locality || taxPlaceInWords(words, rate)
            const where = rate.postalFrom ? [taxPlaceInWords(words, rate), say("codes", { from: rate.postalFrom, to: rate.postalTo }), rate.city].filter(Boolean).join(" · ") : say(`levels.${rate.level}`)
            return {
              id: key, place, where, category: rate.taxCategory, label, percent: say("percentOf", { percent: number(percent) }), from: day(rate.validFrom), until: rate.validTo && day(rate.validTo), state: now,
              warning: !charges && now !== "past" && <>{say("notCharged")} {manages && <RegisterButton tenantId={tenantId} today={today} small preset={{ country: rate.country, region: rate.region }} />}</>,
              action: rate.validTo === null && manages && <EndRateButton tenantId={tenantId} today={today} what={`${place}, ${label}`} rateKey={{ level: rate.level, country: rate.country, region: rate.region, locality: rate.locality, taxCategory: rate.taxCategory, postalFrom: rate.postalFrom, postalTo: rate.postalTo, city: rate.city, validFrom: rate.validFrom }} />,
            }
          })} />
        )}
      </Card>
      <Paging label={say("pages")} path={PATH} asked={asked} next={nextCursor ?? undefined} />
    </Page>
  )
}
