import { unitName } from "../../catalog/index.ts"
import type { MailLocale } from "./texts.ts"

/** "2,5 Schachteln": how many of which unit, as the reader writes it. `quantity` is decimal text and is shown exactly. */
export function quantityText({ quantity, unit }: { readonly quantity: string; readonly unit: string }, locale: MailLocale): string {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(quantity as unknown as number)} ${unitName(unit, locale, quantity)}`
}
