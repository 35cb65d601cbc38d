import type { MappedRecord } from "../map/map-record.ts"
import { withoutNothing } from "./catalogue.ts"
import type { PriceLine, ReadRow } from "./row.ts"
import { RowReader } from "./values.ts"

/** A base price of one unit of a product, from a quantity on, for a time. */
export function readPriceRow(mapped: MappedRecord, lenient: ReadonlySet<string>): ReadRow<PriceLine> {
  const row = new RowReader(mapped, lenient)
  const sku = row.required("sku")
  const unitPrice = row.said("price") ? row.amount("price", "price") : undefined
  const currency = row.said("currency") ? row.currency("currency") : undefined
  const minQuantity = row.amount("min_quantity") ?? "1"
  const [validFrom, validTo] = [row.text("valid_from"), row.text("valid_to")]
  if (validFrom && validTo && validTo < validFrom) row.refuse("valid_to_is_before_valid_from", "valid_to", { from: validFrom, to: validTo })
  const unit = row.unit("unit")
  if (row.refused.length > 0 || !sku || !unitPrice || !currency) return { refused: row.refused, noticed: row.noticed }
  const rest = withoutNothing({ unit, validFrom: validFrom || undefined, validTo: validTo || undefined })
  return { key: [sku.norm, currency, unit ?? "", minQuantity, validFrom].join(" "), noticed: row.noticed, row: { sku: sku.text, currency, unitPrice, minQuantity, ...rest } as PriceLine }
}
