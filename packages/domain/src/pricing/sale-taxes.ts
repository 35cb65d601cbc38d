import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { DeliveryTerms, SaleTreatment, TermsBy } from "./tax-terms.ts"
import { charges, treatmentOfSale, type Registered, type SaleBuyer, type SaleRule, type Seller } from "./tax-treatment.ts"
import { taxRates, type TaxAsk, type TaxPart, type TaxRate } from "./tax-percents.ts"

/** Something that goes to an account of the tenant. */
export type SaleAsk = TaxAsk & { readonly accountId: string; /** Which of its addresses, where it is one. */ readonly addressId?: string | undefined }
/** What is charged and why. `percent` is 0 wherever nothing is; `country` and `region` say whose law it is, or where it goes where no law charges. */
export type SaleTax = TaxRate & { readonly treatment: SaleTreatment; readonly terms: DeliveryTerms | null; /** Left out where nothing crosses a customs border. */ readonly termsBy?: TermsBy }
/** What a line keeps of it beside its rate and jurisdiction. */
export type TaxBasis = { readonly treatment: SaleTreatment; readonly terms: DeliveryTerms | null; readonly termsBy?: TermsBy; readonly label: string; readonly parts: readonly TaxPart[] }

export const basisOf = ({ treatment, terms, termsBy, label, parts }: SaleTax): TaxBasis => ({ treatment, terms, ...(termsBy && { termsBy }), label, parts })

/** What is charged by default where nothing else is said: duty is paid by a seller that is registered at the destination. */
const USUAL_TERMS: DeliveryTerms = "ddp"

/**
 * What the tenant charges on sales to its accounts on a business date, in the order asked: how each is treated by where the tenant is registered, by the
 * buyer's number and by who imports, and then at the rates of the law that charges. Two statements, however many are asked.
 */
export async function saleTaxes(work: Work, asks: readonly SaleAsk[], on: string, tenantId = work.scope.tenantId): Promise<SaleTax[]> {
  if (asks.length === 0) return []
  const parties = await saleParties(work, [...new Set(asks.map(({ accountId }) => accountId))], on, tenantId, [...new Set(asks.flatMap(({ addressId }) => addressId ?? []))])
  const ruled = asks.map((ask) => ruleOf(parties, ask))
  return (await taxesAt(work, ruled, on, tenantId)).map((tax, index) => ({ ...tax, ...ruled[index]!.by }))
}

/** What is agreed for the address decides who imports before what is agreed for the account, and that before what the seller usually does. */
function ruleOf({ seller, buyers, addresses }: Parties, ask: SaleAsk) {
  const buyer = buyers[ask.accountId] ?? NOBODY
  const own = (ask.addressId && addresses[ask.addressId]) || null
  const agreed = own ?? buyer.terms
  const rule = treatmentOfSale(seller, { ...buyer, terms: agreed }, ask)
  const wanted: TermsBy = own ? "address" : buyer.terms ? "account" : "seller"
  return { ask, rule, by: rule.terms === null ? {} : { termsBy: rule.terms === (agreed ?? seller.terms) ? wanted : ("registration" as const) } }
}

const NOBODY: SaleBuyer = { taxId: null, exempt: false, terms: null }

/** The rates of rules that charge; the others are 0, with where they go. One statement. */
export async function taxesAt(work: Work, ruled: readonly { readonly ask: TaxAsk; readonly rule: SaleRule }[], on: string, tenantId = work.scope.tenantId): Promise<SaleTax[]> {
  const charged = ruled.filter(({ rule }) => charges(rule.treatment))
  const rates = await taxRates(work, charged.map(({ ask, rule: { place } }) => (place === ask ? ask : { ...place, taxCategory: ask.taxCategory })), on, tenantId)
  return ruled.map((one) => {
    const { ask, rule: { treatment, terms } } = one
    const rate = rates[charged.indexOf(one)] ?? { percent: "0", label: "", country: ask.country, region: treatment === "unregistered" ? ask.region : "", parts: [] }
    return { ...rate, treatment, terms }
  })
}

/** One with what it is known by; `validFrom` is its first day. */
export type HeldRegistration = Registered & { readonly number: string; readonly validFrom: string }
type Parties = { readonly seller: Seller<HeldRegistration>; readonly buyers: Readonly<Record<string, SaleBuyer>>; /** Of those addresses that say it themselves, who imports. */ readonly addresses: Readonly<Record<string, DeliveryTerms>> }

/** The tenant with what it is registered for on a day, and some of its accounts and their addresses. One statement. */
export async function saleParties(work: Work, accountIds: readonly string[], on: string, tenantId = work.scope.tenantId, addressIds: readonly string[] = []): Promise<Parties> {
  const { rows } = await sql<{ country: string; terms: DeliveryTerms | null; registrations: readonly HeldRegistration[]; buyers: Parties["buyers"] | null; addresses: Parties["addresses"] | null }>`
    select t.country, t.settings ->> 'deliveryTerms' as terms,
           (select coalesce(json_agg(json_build_object('kind', r.kind, 'country', r.country, 'region', r.region, 'number', r.number, 'validFrom', r.valid_from)), '[]') from pricing.tax_registration r
             where r.network_id = t.network_id and r.tenant_id = t.tenant_id and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to >= ${on}::date)) as registrations,
           (select json_object_agg(a.account_id, json_build_object('taxId', a.tax_id, 'exempt', a.tax_exempt, 'terms', a.delivery_terms)) from tenancy.account a
             where a.network_id = t.network_id and a.tenant_id = t.tenant_id and a.account_id = any (${accountIds}::uuid[])) as buyers,
           (select json_object_agg(d.address_id, d.delivery_terms) from tenancy.address d
             where d.network_id = t.network_id and d.tenant_id = t.tenant_id and d.account_id = any (${accountIds}::uuid[]) and d.address_id = any (${addressIds}::uuid[]) and d.delivery_terms is not null) as addresses
      from tenancy.tenant t where t.network_id = ${work.scope.networkId} and t.tenant_id = ${tenantId}`.execute(work.db)
  const [found] = rows
  if (!found) throw new Error(`There is no tenant ${tenantId}.`)
  return { seller: { country: found.country, registrations: found.registrations, terms: found.terms ?? USUAL_TERMS }, buyers: found.buyers ?? {}, addresses: found.addresses ?? {} }
}
