import { Percent } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { forbidden } from "next/navigation"
import { Card, EmptyState, LinkButton, LinkTabs, Page, Pagination, TaxRateTable } from "@entrepot/ui"
import { TAX_RATE_STATES, taxPlaceInWords } from "@entrepot/domain/pricing/contract"
import { api, me } from "#server/api.ts"
import { RateFilters } from "#taxes/rate-filters.tsx"
import { EndRateButton, RateButton, RateFileButtons, RegisterButton } from "#taxes/setup.tsx"
import { TaxTabs } from "#taxes/tabs.tsx"
import { taxWords } from "#taxes/words.ts"

type Params = Record<string, string | string[] | undefined>
const PATH = "/settings/taxes/rates"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("taxSetup"))("rates") }
}

/** At which rates the company charges, now, later and before. */
export default async function TaxRatesPage({ searchParams }: { searchParams: Promise<Params> }) {
  const [params, who, asked, words] = await Promise.all([searchParams, me(), api(), taxWords()])
  if (!who.permissions.includes("books.view")) forbidden()
  const { say, day, number, country: nameOf } = words
  const text = (name: string) => (typeof params[name] === "string" && params[name] ? params[name] : undefined)
  const state = text("state") === "all" ? null : (TAX_RATE_STATES.find((one) => one === text("state")) ?? "current")
  const country = /^[A-Z]{2}$/.test(text("country") ?? "") ? text("country")! : null
  const { rows, nextCursor, countries, categories, today, manages } = await asked.taxes.rates({ search: text("search")?.slice(0, 60) ?? "", country, taxCategory: text("category")?.slice(0, 40) ?? null, state, cursor: text("cursor")?.slice(0, 400) ?? null })
  const href = (change: Record<string, string | undefined>) => {
    const query = new URLSearchParams(Object.entries({ state: text("state"), search: text("search"), country: country ?? undefined, category: text("category"), ...change }).filter((entry): entry is [string, string] => Boolean(entry[1])))
    return query.size > 0 ? `${PATH}?${query.toString()}` : PATH
  }
  const narrowed = Boolean(text("search") ?? country ?? text("category")) || text("state") !== undefined
  return (
    <Page title={say("title")} meta={say("lead")} actions={manages && <><RateFileButtons /><RateButton today={today} categories={categories} /></>}>
      <TaxTabs current="rates" />
      <LinkTabs label={say("statesLabel")} tabs={[...TAX_RATE_STATES.map((one) => ({ href: href({ state: one === "current" ? undefined : one }), label: say(`states.${one}`), current: one === state })), { href: href({ state: "all" }), label: say("all"), current: state === null }]} />
      <RateFilters countries={countries.map((value) => ({ value, label: nameOf(value) }))} categories={categories} />
      <Card description={say("ratesText")} flush footer={(nextCursor ?? text("cursor")) && <Pagination label={say("pages")} nextHref={nextCursor ? href({ cursor: nextCursor }) : undefined} previousHref={text("cursor") ? href({}) : undefined} labels={{ previous: say("first"), next: say("nextPage"), atStart: say("atStart"), atEnd: say("atEnd") }} />}>
        {rows.length === 0 ? <EmptyState icon={<Percent aria-hidden />} title={say("noRates")} description={say(narrowed ? "noRatesNarrowed" : "noRatesText")} actions={narrowed && <LinkButton href={`${PATH}?state=all`}>{say("showAll")}</LinkButton>} /> : (
          <TaxRateTable say={say} rows={rows.map(({ key, state: now, charges, label, percent, ...rate }) => {
            const place = rate.locality || taxPlaceInWords(words, rate)
            const where = rate.postalFrom ? [taxPlaceInWords(words, rate), say("codes", { from: rate.postalFrom, to: rate.postalTo }), rate.city].filter(Boolean).join(" · ") : say(`levels.${rate.level}`)
            return {
              id: key, place, where, category: rate.taxCategory, label, percent: say("percentOf", { percent: number(percent) }), from: day(rate.validFrom), until: rate.validTo && day(rate.validTo), state: now,
              warning: !charges && now !== "past" && <>{say("notCharged")} {manages && <RegisterButton today={today} small preset={{ country: rate.country, region: rate.region }} />}</>,
              action: rate.validTo === null && manages && <EndRateButton today={today} what={`${place}, ${label}`} rateKey={{ level: rate.level, country: rate.country, region: rate.region, locality: rate.locality, taxCategory: rate.taxCategory, postalFrom: rate.postalFrom, postalTo: rate.postalTo, city: rate.city, validFrom: rate.validFrom }} />,
            }
          })} />
        )}
      </Card>
    </Page>
  )
}
