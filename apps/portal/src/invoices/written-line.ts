import type { InvoiceView, SaveInvoiceDraft } from "@entrepot/domain/billing/contract"
import { readQuantity } from "@entrepot/ui"

/** A line as somebody types it; quantity and price in the reader's way of writing decimals. */
export type WrittenLine = {
  readonly key: number; readonly productId: string | null; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string
  /** For one of `unit`. Undefined: what the account's price is, as long as nobody typed another. */
  readonly unitPrice: string | undefined
  /** Undefined: as the catalogue has its product. */
  readonly taxCategory?: string | undefined
}
export type LineFault = "name" | "quantity" | "unitPrice"
type Sign = "." | ","

const DECIMAL = /^\d{1,12}(\.\d{1,6})?$/

/** One piece: what words alone are counted in. */
const PIECE = "C62"

export const newLine = (key: number): WrittenLine => ({ key, productId: null, sku: "", name: "", unit: PIECE, quantity: "1", unitPrice: "" })

/** The lines of a draft that was saved before. */
export function linesOf(lines: InvoiceView["lines"], sign: Sign): WrittenLine[] {
  return lines.map(({ productId, sku, name, unit, quantity, unitPrice, taxCategory }, key) => ({ key, productId, sku, name, unit, quantity: quantity.replace(".", sign), unitPrice: unitPrice.replace(".", sign), taxCategory }))
}

/** A price may be nothing, which a quantity may not. */
const readPrice = (text: string, sign: Sign) => text.replaceAll(/[\s\u00a0\u202f'’]/g, "").replaceAll(sign === "." ? "," : ".", "").replace(",", ".")

/** Decimal text above zero; undefined where it is none. */
export function readMany(text: string, sign: Sign): string | undefined {
  const quantity = readQuantity(text, sign)
  return quantity && DECIMAL.test(quantity) && /[1-9]/.test(quantity) ? quantity : undefined
}

/** The line as it is sent, or the field that is wrong. `offered` is the account's price, decimal text. */
export function readLine(line: WrittenLine, sign: Sign, offered?: string): SaveInvoiceDraft["lines"][number] | LineFault {
  const [quantity, unitPrice] = [readMany(line.quantity, sign), line.unitPrice === undefined ? (offered ?? "") : readPrice(line.unitPrice, sign)]
  if (line.name.trim() === "") return "name"
  if (!quantity) return "quantity"
  if (!DECIMAL.test(unitPrice)) return "unitPrice"
  return { sku: line.sku.trim(), name: line.name.trim(), unit: line.unit, quantity, unitPrice, ...(line.taxCategory && { taxCategory: line.taxCategory }) }
}
