import { countryName, FilterBar, LinkTabs } from "@entrepot/ui"
import type { TaxWords } from "@entrepot/domain/pricing/contract"
import { getLocale, getTranslations } from "next-intl/server"
import { getFormats } from "../format/server.ts"
import { ChoiceFilter } from "../list/choice-filter.tsx"
import { one, type Asked } from "../list/paging.tsx"
import { api } from "../session.ts"

const PLACES = { registrations: "/taxes", rates: "/taxes/rates", tester: "/taxes/tester" } as const
export type Entity = { readonly tenantId: number; readonly entities: readonly { readonly tenantId: number; readonly name: string }[] }

/** Whose taxes are meant: the distributor's own unless a partner is chosen. */
export async function entityOf(asked: Asked): Promise<Entity> {
  const { rows } = await (await api()).tenants.list({ limit: 200 })
  const wanted = Number(one(asked, "of") ?? 0)
  return { tenantId: rows.find(({ tenantId }) => tenantId === wanted)?.tenantId ?? 0, entities: rows }
}

/** The parts of tax setup, and whose it is. */
export async function TaxHead({ current, entity: { tenantId, entities }, own = true }: { current: keyof typeof PLACES; entity: Entity; own?: boolean }) {
  const t = await getTranslations("taxSetup")
  const of = tenantId === 0 ? "" : `?of=${tenantId}`
  return (
    <>
      <LinkTabs label={t("views")} tabs={(Object.keys(PLACES) as (keyof typeof PLACES)[]).map((place) => ({ href: `${PLACES[place]}${of}`, label: t(place), current: place === current }))} />
      <FilterBar label={t("whose")}><ChoiceFilter label={t(own ? "whose" : "partner")} name="of" value={tenantId === 0 ? "" : String(tenantId)} options={[...(own ? [{ value: "", label: t("distributor") }] : []), ...entities.map((partner) => ({ value: String(partner.tenantId), label: partner.name }))]} /></FilterBar>
    </>
  )
}

/** The words of tax setup, on the server. */
export async function taxWords(): Promise<TaxWords> {
  const [t, locale, { day, number }] = await Promise.all([getTranslations("taxSetup"), getLocale(), getFormats()])
  return { say: t as unknown as TaxWords["say"], day: (text) => day(text), number: (text) => number(text), country: (code) => countryName(code, locale) }
}
