import type { PaymentNotice } from "../../billing/index.ts"
import type { Say } from "./owe.ts"

/** "Visa •••• 4242", or how else it was paid. */
export function methodOf({ paidBy, brand, last4 }: Pick<PaymentNotice, "paidBy" | "brand" | "last4">, say: Say): string {
  if (!brand || !last4) return say.billing(`billing.paid_by.${paidBy}`)
  return cardName({ brand, last4 })
}

export function cardName({ brand, last4 }: { readonly brand: string; readonly last4: string }): string {
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} ••••\u00A0${last4}`
}
