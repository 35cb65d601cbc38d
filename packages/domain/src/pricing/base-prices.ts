import { audit, scoped, scopedDelete, type Work } from "@entrepot/db"
import { businessDate, quantity, Refusal, unitPrice, type Quantity, type UnitPrice } from "@entrepot/kernel"
import { authorize } from "../tenancy/index.ts"
import { DeleteBasePrice, ListBasePrices } from "./contract.ts"

export type BasePrice = {
  readonly currency: string
  readonly unit: string
  readonly minQuantity: Quantity
  readonly validFrom: string
  readonly validTo: string | null
  readonly unitPrice: UnitPrice
  readonly version: number
}

/** Every base price that a product has, had or will have, by currency, unit, quantity and day. */
export async function listBasePrices(work: Work, input: ListBasePrices): Promise<BasePrice[]> {
  authorize(work, "network.product.view")
  const { productId } = ListBasePrices.parse(input)
  const rows = await scoped(work, "pricing.base_price").select(["currency", "unit", "min_quantity as minQuantity", "valid_from as validFrom", "valid_to as validTo", "unit_price as unitPrice", "version"])
    .where("product_id", "=", productId).orderBy("currency").orderBy("unit").orderBy("min_quantity").orderBy("valid_from", "desc").execute()
  return rows.map((row) => ({ ...row, minQuantity: quantity(row.minQuantity), unitPrice: unitPrice(row.unitPrice) }))
}

/** Takes back a price that has not started; one that was ever valid ends on a day instead, so that the past stays told. */
export async function deleteBasePrice(work: Work, input: DeleteBasePrice): Promise<void> {
  authorize(work, "network.price.manage")
  const { productId, currency, unit, minQuantity, validFrom } = DeleteBasePrice.parse(input)
  const { zone } = await scoped(work, "tenancy.network").select("zone").executeTakeFirstOrThrow()
  if (validFrom <= businessDate(work.now, zone).toString()) throw new Refusal("pricing.base_price_has_started", "rule", { from: validFrom })
  const { numDeletedRows } = await scopedDelete(work, "pricing.base_price").where("product_id", "=", productId).where("currency", "=", currency)
    .where("unit", "=", unit).where("min_quantity", "=", quantity(minQuantity)).where("valid_from", "=", validFrom).executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw new Refusal("pricing.base_price_not_found", "not_found")
  audit(work, { action: "pricing.base_price_taken_back", subjectKind: "base_price", subjectId: productId, before: { currency, unit, minQuantity, validFrom } })
}
