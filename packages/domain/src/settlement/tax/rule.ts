import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { currency, money, taxOf } from "@entrepot/kernel"
import { jurisdictionOf, taxRates } from "../../pricing/index.ts"
import type { TaxKey } from "../../ledger/index.ts"
import { isAccounted, owesTax, type TaxTreatment } from "../contract.ts"
import { registeredNumbers } from "./registered.ts"
import { treatmentOfGoods, treatmentOfService, type Place, type TaxParties, type Treatment } from "./treatment.ts"

/** How a supply is taxed. `jurisdiction` is a country, or a country and a region ("US-CA"). */
export type TaxRule = { readonly treatment: TaxTreatment; readonly jurisdiction: string; readonly percent: string }
/** What an entry keeps of it: charged by the distributor, or accounted for by the partner itself. */
export type EntryTax = TaxRule & { readonly taxMinor: bigint; readonly accountedMinor: bigint }

export type Consignment = { readonly from: string | null; readonly to: Partial<Place> | null; readonly categories: readonly string[] }

/** Whom the law sees on the two sides: as they are now, and with what the distributor is registered for on a day. One statement. */
export async function taxParties(work: Work, tenantId: number, on: string): Promise<TaxParties & { readonly partner: Place }> {
  const { rows } = await sql<{ partner: TaxParties["partner"] & Place; supplier: TaxParties["supplier"] }>`
    select json_build_object('country', t.country, 'region', coalesce(t.address ->> 'region', ''),
             'postalCode', coalesce(t.address ->> 'postalCode', ''), 'city', coalesce(t.address ->> 'city', ''), 'taxId', t.tax_id) as partner,
           (select json_build_object('country', p.country, 'numbers', ${registeredNumbers(sql`p.network_id`, sql`${on}::date`)}) from settlement.tax_profile p where p.network_id = t.network_id order by p.version desc limit 1) as supplier
      from tenancy.tenant t where t.network_id = ${work.scope.networkId} and t.tenant_id = ${tenantId}`.execute(work.db)
  const [found] = rows
  if (!found) throw new Error(`There is no tenant ${tenantId}.`)
  return found
}

/** How each of a consignment's tax categories is taxed on a day. Two statements. */
export async function rulesOfGoods(work: Work, tenantId: number, { from, to, categories }: Consignment, on: string): Promise<ReadonlyMap<string, TaxRule>> {
  const parties = await taxParties(work, tenantId, on)
  // What is not known of the way is what is usual: from the distributor's own country to the partner's.
  const start = from ?? parties.supplier?.country ?? parties.partner.country
  const end: Place = to?.country ? { country: to.country, region: to.region ?? "", postalCode: to.postalCode ?? "", city: to.city ?? "" } : placeOf(parties.partner)
  const rules = await withRates(work, tenantId, treatmentOfGoods(parties, start, end), categories, on)
  return new Map(categories.map((category, index) => [category, rules[index]!]))
}

const placeOf = ({ country, region, postalCode, city }: Place): Place => ({ country, region, ...(postalCode !== undefined && { postalCode }), ...(city !== undefined && { city }) })

/** How the platform's own service to a partner is taxed on a day. Two statements. */
export async function ruleOfService(work: Work, tenantId: number, on: string): Promise<TaxRule> {
  const [rule] = await withRates(work, tenantId, treatmentOfService(await taxParties(work, tenantId, on)), ["standard"], on)
  return rule!
}

/** Rates are the law's: what the distributor charges is at its own where it keeps one of the place, as the buyer's are not its to rely on; else those that the partner keeps hold for what it buys as for what it sells. */
async function withRates(work: Work, tenantId: number, { treatment, place }: Treatment, categories: readonly string[], on: string): Promise<readonly TaxRule[]> {
  if (!owesTax(treatment)) return categories.map(() => ({ treatment, jurisdiction: place.country, percent: "0" }))
  const rates = await taxRates(work, categories.map((taxCategory) => ({ ...place, taxCategory })), on, tenantId, { distributors: treatment === "taxed" })
  return rates.map(({ percent, region }) => ({ treatment, jurisdiction: jurisdictionOf({ ...place, region }), percent }))
}

/** What of one rate was settled of the same thing before. */
export type Before = { readonly minor: bigint; readonly tax: bigint; readonly accounted: bigint }
export const NOTHING_BEFORE: Before = { minor: 0n, tax: 0n, accounted: 0n }

/** The tax on all of a thing so far, less what was taken before: so the parts of a thing carry its tax between them, and what goes back takes it along. */
export function taxOn(rule: TaxRule | null, amountMinor: bigint, code: string, before: Before = NOTHING_BEFORE): EntryTax | null {
  if (!rule) return null
  const share = owesTax(rule.treatment) ? taxOf(money(before.minor + amountMinor, currency(code)), rule.percent).amount - before.tax - before.accounted : 0n
  return isAccounted(rule.treatment) ? { ...rule, taxMinor: 0n, accountedMinor: share } : { ...rule, taxMinor: share, accountedMinor: 0n }
}

export function taxKeyOf({ jurisdiction, percent }: TaxRule): TaxKey {
  const [country = "", region] = jurisdiction.split("-")
  return { country, ...(region && { region }), percent }
}
