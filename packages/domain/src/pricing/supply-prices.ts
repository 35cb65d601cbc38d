import { sql } from "kysely"
import { inTenant, type Work } from "@entrepot/db"
import type { UnitPrice } from "@entrepot/kernel"
import { MOST_LINES, priceLines, type LineAsk } from "./price-lines.ts"

/**
 * What the distributor charges a partner today for lines, whoever they are for, in the order in which they are asked: as the partner's own account buys. Null where no
 * price is known, or the product is no longer kept in the unit. One statement to find them, and one for every 500 lines.
 */
export async function supplyPrices(work: Work, tenantId: number, asks: readonly LineAsk[]): Promise<{ readonly currency: string; readonly prices: readonly (UnitPrice | null)[] }> {
  const { rows } = await sql<{ accountId: string | null; currency: string; kept: string[] }>`
    select t.currency, (select a.account_id from tenancy.account a where a.network_id = t.network_id and a.tenant_id = t.tenant_id and a.kind = 'house' order by a.number limit 1) as "accountId",
           array(select u.product_id || ' ' || u.unit from catalog.product_unit u where u.network_id = t.network_id and u.product_id = any (${[...new Set(asks.map(({ productId }) => productId))]}::uuid[])) as kept
      from tenancy.tenant t where t.network_id = ${work.scope.networkId} and t.tenant_id = ${tenantId}`.execute(work.db)
  const { accountId = null, currency = "", kept = [] } = rows[0] ?? {}
  const [house, known] = [accountId, new Set(kept)]
  const asked = house === null ? [] : asks.filter(({ productId, unit }) => known.has(`${productId} ${unit}`))
  const pages = Array.from({ length: Math.ceil(asked.length / MOST_LINES) }, (_, page) => asked.slice(page * MOST_LINES, (page + 1) * MOST_LINES))
  const inIt = inTenant(work, tenantId)
  const found = new Map((await Promise.all(pages.map((lines) => priceLines(inIt, { accountId: house!, lines, explained: false })))).flat().map((line, place) => [asked[place]!, line.price?.unitPrice ?? null]))
  return { currency, prices: asks.map((ask) => found.get(ask) ?? null) }
}
