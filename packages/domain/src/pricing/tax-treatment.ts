import { inEuropeanUnion } from "@entrepot/kernel"
import type { DeliveryTerms, RegistrationKind, SaleTreatment } from "./tax-terms.ts"

export type TaxPlace = { readonly country: string; readonly region: string }
/** Where somebody is registered on the day that is asked about. Region '' is the whole country. */
export type Registered = { readonly kind: RegistrationKind; readonly country: string; readonly region: string }
/** `country` is where the seller's goods start: its own. `terms`: who imports where nothing else is agreed. */
export type Seller<One extends Registered = Registered> = { readonly country: string; readonly registrations: readonly One[]; readonly terms: DeliveryTerms }
export type SaleBuyer = { readonly taxId: string | null; readonly exempt: boolean; readonly terms: DeliveryTerms | null }
/** How a sale is treated, under whose law, and who imports it if it crosses a customs border. A rate is needed where `charges` says so. */
export type SaleRule<Place extends TaxPlace = TaxPlace> = { readonly treatment: SaleTreatment; readonly place: Place | TaxPlace; readonly terms: DeliveryTerms | null }

/** Whether somebody's rate is charged. */
export const charges = (treatment: SaleTreatment): boolean => treatment === "taxed" || treatment === "home_rate" || treatment === "one_stop_shop"

/**
 * How goods are taxed that a seller sends to a buyer. Who is registered at the destination charges its tax; beyond a customs border only if
 * it also imports them. Inside the Union a buyer with a number of another member state than the seller's owes the tax itself, a consumer is charged
 * the destination's tax through the one-stop shop, or the seller's own below its threshold (Directive 2006/112/EC, articles 33, 34, 59c, 138, 369a).
 */
export function treatmentOfSale<Place extends TaxPlace>(seller: Seller, buyer: SaleBuyer, to: Place): SaleRule<Place> {
  const there = registeredIn(seller.registrations, to)
  const border = crossesCustoms(seller.country, to.country)
  if (buyer.exempt) return { treatment: "exempt", place: to, terms: null }
  if (border) return there && (buyer.terms ?? seller.terms) === "ddp" ? { treatment: "taxed", place: to, terms: "ddp" } : { treatment: "export", place: to, terms: "dap" }
  // Where nothing is said of the place there is no law to ask; the ship-to is asked for elsewhere.
  if (there || to.country === "") return { treatment: "taxed", place: to, terms: null }
  return { ...untaxedThere(seller, buyer, to), terms: null }
}

/** A sale inside the seller's own country or the Union, to a place where the seller is not registered. */
function untaxedThere<Place extends TaxPlace>({ country, registrations }: Seller, buyer: SaleBuyer, to: Place): Omit<SaleRule<Place>, "terms"> {
  const home = { country, region: "" }
  if (to.country === country || !registrations.some((one) => one.kind === "local" && one.country === country)) return { treatment: "unregistered", place: to }
  const number = taxNumberCountry(to.country, buyer.taxId)
  if (number !== null && number !== country && inEuropeanUnion(number)) return { treatment: "intra_community", place: to }
  return registrations.some(({ kind }) => kind === "oss") ? { treatment: "one_stop_shop", place: to } : { treatment: "home_rate", place: home }
}

export function registeredIn(registrations: readonly Registered[], to: TaxPlace): boolean {
  return registrations.some((one) => one.kind === "local" && one.country === to.country && (one.region === "" || one.region === to.region))
}

/** The registration by which a rule charges, or by which it does not have to; the most exact of a place. Nothing where it is the lack of one that decides, or the buyer. */
export function registrationBehind<One extends Registered>({ country, registrations }: Seller<One>, { treatment, place }: SaleRule): One | undefined {
  const local = (at: TaxPlace) => registrations.filter((one) => registeredIn([one], at)).toSorted((a, b) => b.region.length - a.region.length)[0]
  if (treatment === "one_stop_shop") return registrations.find(({ kind }) => kind === "oss")
  if (treatment === "taxed" || treatment === "home_rate") return local(place)
  return treatment === "intra_community" ? local({ country, region: "" }) : undefined
}

const crossesCustoms = (from: string, to: string) => to !== "" && from !== to && !(inEuropeanUnion(from) && inEuropeanUnion(to))

/** The country that gave a business of some country its tax number: within the Union a VAT number says it itself, and a national one does not count. */
export function taxNumberCountry(country: string, taxId: string | null): string | null {
  const number = (taxId ?? "").replaceAll(/[\s.-]/g, "").toUpperCase()
  if (number === "") return null
  if (!/^[A-Z]{2}[0-9A-Z]{5,13}$/.test(number)) return inEuropeanUnion(country) ? null : country
  return number.startsWith("EL") ? "GR" : number.slice(0, 2)
}
