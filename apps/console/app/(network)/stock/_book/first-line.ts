import { getLocale } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { nameOf } from "../../../../src/products/name-of.ts"
import { api } from "../../../../src/session.ts"
import type { BookLine } from "./book-form.tsx"

/** The product that the person came from, as the first line. */
export async function firstLine(productId: string | undefined): Promise<BookLine[]> {
  if (!productId || !/^[0-9a-f-]{36}$/.test(productId)) return []
  const [ask, locale, { day, number }] = await Promise.all([api(), getLocale(), getFormats()])
  const [product, { receipts }] = await Promise.all([ask.catalog.product({ productId }), ask.stock.expected({ productId, limit: 50 })])
  return [{
    key: "first", productId, sku: product.sku, name: nameOf(product.names, locale), baseUnit: product.baseUnit, units: product.units.map(({ unit }) => unit), unit: product.baseUnit, quantity: undefined, expectedId: "",
    expected: receipts.map((receipt) => ({ value: receipt.expectedId, label: `${receipt.reference} · ${day(receipt.expectedOn)} · ${number(receipt.open)}`, warehouseId: receipt.warehouseId })),
  }]
}
