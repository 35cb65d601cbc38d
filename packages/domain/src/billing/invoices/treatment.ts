import { inEuropeanUnion } from "@entrepot/kernel"
import type { DeliveryTerms, SaleTreatment } from "../../pricing/contract.ts"
import type { PartyAddress } from "../contract.ts"
import type { TaxCategory } from "../documents/index.ts"
import type { Composed, TaxedLine, TaxRow } from "./compose.ts"
import type { Issuer } from "./issuer.db.ts"

/** Why a sum of a document is taxed so: as its lines are. Null where nobody kept it. */
export function treatmentOf({ lines }: Pick<Composed, "lines">, row: Pick<TaxRow, "jurisdiction" | "taxCategory" | "percent">): SaleTreatment | null {
  return lines.find((line) => line.jurisdiction === row.jurisdiction && line.taxCategory === row.taxCategory && Number(line.taxPercent) === Number(row.percent))?.taxTreatment ?? null
}

/** Who imports what a document charges; null where nothing of it crosses a customs border. */
export function termsOf({ lines }: Pick<Composed, "lines">): DeliveryTerms | null {
  return lines.find((line) => line.deliveryTerms)?.deliveryTerms ?? null
}

const CATEGORIES: Readonly<Record<SaleTreatment, TaxCategory>> = { taxed: "Z", home_rate: "Z", one_stop_shop: "Z", exempt: "E", intra_community: "K", export: "G", unregistered: "E" }

/** Who sells to whom, and where to. */
type Places = { readonly issuer: Issuer; readonly shipTo: PartyAddress | null }

/** What EN 16931 calls it: taxed at a rate, or why not. A document from before the reason was kept has it from its places. */
export function categoryOf(line: Pick<TaxedLine, "taxPercent" | "taxTreatment">, { issuer, shipTo }: Places): TaxCategory {
  if (Number(line.taxPercent) > 0) return "S"
  if (line.taxTreatment) return CATEGORIES[line.taxTreatment]
  if (issuer.buyer.taxExempt) return "E"
  const [from, to] = [issuer.seller.country, shipTo?.country ?? issuer.buyer.address?.country ?? issuer.seller.country]
  if (from === to) return "Z"
  return inEuropeanUnion(from) && inEuropeanUnion(to) ? "K" : "G"
}
