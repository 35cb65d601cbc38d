import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { quantity, unitPrice } from "@entrepot/kernel"

export type KnownUnit = { readonly unit: string; readonly factor: string; readonly gtin: string | null; readonly minimum: string; readonly step: string; readonly sellable: boolean }
export type KnownProduct = { readonly productId: string; readonly sku: string; readonly norm: string; readonly gtin: string | null; readonly baseUnit: string; readonly units: readonly KnownUnit[] }

/**
 * What the master knows of these numbers, locked in one order. `gtins` of 14 digits find products as well, for files that name
 * products by what is printed on them.
 */
export async function lockKnown(work: Work, norms: readonly string[], gtins: readonly string[] = []): Promise<KnownProduct[]> {
  const { networkId } = work.scope
  const { rows } = await sql<KnownProduct>`
    select p.product_id as "productId", p.sku, p.sku_norm as norm, p.gtin, p.base_unit as "baseUnit",
           (select json_agg(json_build_object('unit', u.unit, 'factor', u.factor::text, 'gtin', u.gtin, 'minimum', u.minimum::text, 'step', u.step::text, 'sellable', u.sellable) order by u.position, u.unit)
              from catalog.product_unit u where u.network_id = p.network_id and u.product_id = p.product_id) as units
      from catalog.product p
     where p.network_id = ${networkId}
       and (p.sku_norm = any(${norms}::text[]) ${gtins.length === 0 ? sql`` : sql`or p.product_id in (select q.product_id from catalog.product q where q.network_id = ${networkId} and q.gtin = any(${gtins}::text[]))`})
     order by p.sku_norm for no key update of p`.execute(work.db)
  return rows.map((row) => ({ ...row, units: (row.units ?? []).map((unit) => ({ ...unit, factor: quantity(unit.factor), minimum: quantity(unit.minimum), step: quantity(unit.step) })) }))
}

/** The base prices that hold on a day, by `product currency unit quantity`, so that the same price is not written again under a new day. */
export async function pricesOn(work: Work, productIds: readonly string[], day: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ productId: string; currency: string; unit: string; least: string; price: string }>`
    select product_id as "productId", currency, unit, min_quantity::text as least, unit_price::text as price from pricing.base_price
     where network_id = ${work.scope.networkId} and product_id = any(${productIds}::uuid[]) and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)`.execute(work.db)
  return new Map(rows.map(({ productId, currency, unit, least, price }) => [`${productId} ${currency} ${unit} ${quantity(least)}`, unitPrice(price)]))
}
