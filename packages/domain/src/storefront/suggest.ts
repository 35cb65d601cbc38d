import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { localisedName, searchHits } from "../catalog/index.ts"
import { buyerCtes } from "../pricing/index.ts"
import { entitlementOf, type AskedFor } from "./catalogue-page.ts"
import type { AskSuggestions } from "./contract.ts"

export type Suggestion = { readonly productId: string; readonly sku: string; readonly mpn: string | null; readonly name: string; readonly brand: string; readonly instead: string | null }

const MOST = 8

/** Up to eight products while somebody types, best first; no prices, so that it keeps up with the fingers. One round trip. */
export async function suggest(work: Work, { accountId, q, locale }: AskedFor<AskSuggestions>): Promise<Suggestion[]> {
  if (q.trim() === "") return []
  const hits = searchHits(q, { networkId: work.scope.networkId!, entitlement: entitlementOf(work) }, { limit: MOST })
  const { rows } = await sql<Suggestion>`
    with ${buyerCtes(work, { accountId })}
    select p.product_id as "productId", p.sku, p.mpn, ${localisedName("p", locale)} as name, p.brand, old.sku as instead
      from ${hits} h join catalog.product p on p.network_id = ${work.scope.networkId} and p.product_id = h.product_id
      left join catalog.product old on old.network_id = ${work.scope.networkId} and old.product_id = h.superseded_id
     where exists (select 1 from buyer)
     order by h.position`.execute(work.db)
  return rows
}
