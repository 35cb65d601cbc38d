import { inEuropeanUnion } from "@entrepot/kernel"
import { taxNumberCountry } from "../../pricing/index.ts"
import type { TaxTreatment } from "../contract.ts"

/** Who supplies whom, by law. Without a profile the distributor has not said where it is registered, and charges nothing. */
export type TaxParties = {
  readonly supplier: { readonly country: string; readonly numbers: Readonly<Record<string, string>> } | null
  readonly partner: { readonly country: string; readonly taxId: string | null }
}
/** `postalCode` and `city` say which localities of the region a place is in. */
export type Place = { readonly country: string; readonly region: string; readonly postalCode?: string; readonly city?: string }
/** How a supply is treated, and under whose law. A rate is needed where somebody owes tax on it. */
export type Treatment = { readonly treatment: TaxTreatment; readonly place: Place }

/**
 * Goods: where their transport starts decides, for it is the distributor who has them carried, also to a partner's customer. They are
 * taxed there; delivered tax-free into another member state to a partner with a number from elsewhere; free when they leave the
 * country or the Union; and in the United States free to whoever buys them to sell them on.
 */
export function treatmentOfGoods({ supplier, partner }: TaxParties, from: string, to: Place): Treatment {
  const start: Place = { country: from, region: "" }
  const stays = from === to.country
  if (!supplier) return { treatment: "unregistered", place: start }
  if (!stays && !(inEuropeanUnion(from) && inEuropeanUnion(to.country))) return { treatment: "export", place: start }
  if (from === "US" && partner.taxId) return { treatment: "resale", place: to }
  if (!registered(supplier, from)) return stays && numberOf(partner) === from ? { treatment: "reverse_charge", place: start } : { treatment: "unregistered", place: start }
  if (from === "US") return { treatment: "taxed", place: to }
  const buyer = numberOf(partner)
  if (!stays && buyer !== null && buyer !== from && inEuropeanUnion(buyer)) return { treatment: "intra_community", place: { country: to.country, region: "" } }
  return { treatment: "taxed", place: start }
}

/**
 * A service between businesses is taxed where the one that receives it sits: at home by the distributor, elsewhere in the Union by
 * the partner itself, and further away not by either's system. No state of the United States taxes this one.
 */
export function treatmentOfService({ supplier, partner }: TaxParties): Treatment {
  const there: Place = { country: partner.country, region: "" }
  if (!supplier) return { treatment: "unregistered", place: there }
  if (partner.country === supplier.country) return { treatment: partner.country === "US" ? "outside_scope" : registered(supplier, partner.country) ? "taxed" : "unregistered", place: there }
  if (!inEuropeanUnion(partner.country)) return { treatment: "outside_scope", place: there }
  if (numberOf(partner) !== null) return { treatment: "reverse_charge", place: there }
  const home: Place = { country: supplier.country, region: "" }
  if (!inEuropeanUnion(supplier.country)) return { treatment: "outside_scope", place: there }
  return { treatment: registered(supplier, supplier.country) ? "taxed" : "unregistered", place: home }
}

const registered = ({ numbers }: NonNullable<TaxParties["supplier"]>, country: string): boolean => (numbers[country] ?? "") !== ""

const numberOf = ({ country, taxId }: TaxParties["partner"]): string | null => taxNumberCountry(country, taxId)
