import type { InvoiceView, SaveInvoiceDraft } from "@entrepot/domain/billing/contract"
import { readQuantity } from "@entrepot/ui"

/** A line as somebody types it; quantity and price in the reader's way of writing decimals. */
export type WrittenLine = { readonly key: number; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string; readonly unitPrice: string; /** Undefined: as the catalogue has its product. */ readonly taxCategory?: string | undefined }
export type LineFault = "name" | "quantity" | "unitPrice"
type Sign = "." | ","

const DECIMAL = /^\d{1,12}(\.\d{1,6})?$/

export const newLine = (key: number): WrittenLine => ({ key, sku: "", name: "", unit: "each", quantity: "1", unitPrice: "" })

/** The lines of a draft that was saved before. */
export function linesOf(lines: InvoiceView["lines"], sign: Sign): WrittenLine[] {
  return lines.map(({ sku, name, unit, quantity, unitPrice, taxCategory }, key) => ({ key, sku, name, unit, quantity: quantity.replace(".", sign), unitPrice: unitPrice.replace(".", sign), taxCategory }))
}

/** A price may be nothing, which a quantity may not. */
const readPrice = (text: string, sign: Sign) => text.replaceAll(/[\s\u00a0\u202f'’]/g, "").replaceAll(sign === "." ? "," : ".", "").replace(",", ".")

/** The line as it is sent, or the field that is wrong. */
export function readLine(line: WrittenLine, sign: Sign): SaveInvoiceDraft["lines"][number] | LineFault {
  const [quantity, unitPrice] = [readQuantity(line.quantity, sign), readPrice(line.unitPrice, sign)]
  if (line.name.trim() === "") return "name"
  if (!quantity || !DECIMAL.test(quantity) || !/[1-9]/.test(quantity)) return "quantity"
  if (!DECIMAL.test(unitPrice)) return "unitPrice"
  return { sku: line.sku.trim(), name: line.name.trim(), unit: line.unit, quantity, unitPrice, ...(line.taxCategory && { taxCategory: line.taxCategory }) }
}
