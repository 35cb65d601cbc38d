"use client"
import { useState } from "react"
import type { ReceivableItem } from "@entrepot/domain/billing/contract"
import type { MoneyJson } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"
import { isNothing, least, minus, readAmount, sumOf, writeAmount } from "#invoices/amount.ts"

export type Share = { readonly invoiceId: string; readonly amount: MoneyJson }

/** What of an invoice is to be paid on a day so that nothing of it stays open. */
export function toPayOn(item: ReceivableItem, day: string): MoneyJson {
  return item.discount && day <= item.discount.until ? minus(item.open, item.discount.amount) : item.open
}

/** Shares a sum over invoices, the first one first. */
export function spreadOver(items: readonly ReceivableItem[], whole: MoneyJson, day: string): readonly Share[] {
  let left = whole
  return items.flatMap((item) => {
    const amount = least(toPayOn(item, day), left)
    left = minus(left, amount)
    return isNothing(amount) ? [] : [{ invoiceId: item.invoiceId, amount }]
  })
}

export type Amounts = {
  readonly texts: Readonly<Record<string, string>>; readonly type: (invoiceId: string, text: string) => void; readonly put: (invoiceId: string, amount: MoneyJson) => void
  readonly shares: readonly Share[]; readonly sum: MoneyJson
  /** The words of what is wrong with one; nothing where it is right or empty. */
  readonly faultOf: (item: ReceivableItem) => "wrong" | "tooMuch" | undefined
  readonly valid: boolean
}

/** What somebody types beside each of several invoices of one currency. */
export function useAmounts(items: readonly ReceivableItem[], currency: string, first: readonly Share[] = []): Amounts {
  const { locale } = useFormats()
  const sign = locale === "en" ? "." : ","
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(first.map(({ invoiceId, amount }) => [invoiceId, writeAmount(amount, sign)])))
  const read = (item: ReceivableItem) => readAmount(texts[item.invoiceId] ?? "", currency, sign)
  const shares = items.flatMap((item) => { const amount = read(item); return amount ? [{ invoiceId: item.invoiceId, amount }] : [] })
  const faultOf = (item: ReceivableItem) => {
    const amount = read(item)
    if (!amount) return (texts[item.invoiceId] ?? "").trim() === "" ? undefined : "wrong"
    return BigInt(amount.amount) > BigInt(item.open.amount) ? "tooMuch" : undefined
  }
  const type = (invoiceId: string, text: string) => setTexts((before) => ({ ...before, [invoiceId]: text }))
  return { texts, type, put: (invoiceId, amount) => type(invoiceId, writeAmount(amount, sign)), shares, sum: sumOf(shares.map(({ amount }) => amount), currency), faultOf, valid: items.every((item) => !faultOf(item)) }
}
