import { currency, money, Refusal, type MoneyJson } from "@entrepot/kernel"
import { openOf } from "../invoices/status.ts"
import type { OpenItem } from "./clear.db.ts"

export type Share = { readonly item: OpenItem; readonly amountMinor: bigint; readonly discountMinor: bigint }

/** What may be taken off for paying today. */
export function discountToday(item: OpenItem, today: string): bigint {
  const open = openOf(item)
  const whole = item.discountUntil !== null && today <= item.discountUntil && open === item.totalMinor && item.discountMinor < open
  return whole ? item.discountMinor : 0n
}

/**
 * Checks what is to be paid of which invoice: one account, one currency, each invoice once, and no more than is open. Paying
 * everything in time earns the discount. Refuses `billing.invoice_not_found`, `invoices_of_several_accounts`,
 * `invoices_of_several_currencies`, `invoice_named_twice`, `more_than_is_open`.
 */
export function checkShares(items: readonly OpenItem[], asked: readonly { readonly invoiceId: string; readonly amount: MoneyJson }[], today: string): readonly Share[] {
  const [first] = items
  if (!first || items.length !== new Set(asked.map((one) => one.invoiceId)).size) throw new Refusal("billing.invoice_not_found", "not_found")
  if (asked.length !== items.length) throw new Refusal("billing.invoice_named_twice", "invalid")
  if (items.some((item) => item.accountId !== first.accountId)) throw new Refusal("billing.invoices_of_several_accounts", "invalid")
  if (items.some((item) => item.currency !== first.currency) || asked.some((one) => one.amount.currency !== first.currency)) throw new Refusal("billing.invoices_of_several_currencies", "invalid")
  return asked.map(({ invoiceId, amount }) => {
    const item = items.find((one) => one.invoiceId === invoiceId)!
    const [asks, open, discount] = [BigInt(amount.amount), openOf(item), discountToday(item, today)]
    if (asks <= 0n || asks > open) throw new Refusal("billing.more_than_is_open", "conflict", { number: item.number, open: open.toString(), currency: item.currency })
    if (discount > 0n && asks > open - discount && asks < open) throw new Refusal("billing.more_than_is_open", "conflict", { number: item.number, open: (open - discount).toString(), currency: item.currency })
    return discount > 0n && asks >= open - discount ? { item, amountMinor: open - discount, discountMinor: discount } : { item, amountMinor: asks, discountMinor: 0n }
  })
}

export const sumOfShares = (shares: readonly { readonly amountMinor: bigint }[]): bigint => shares.reduce((sum, share) => sum + share.amountMinor, 0n)
export const moneyOf = (minor: bigint, code: string) => money(minor, currency(code))
