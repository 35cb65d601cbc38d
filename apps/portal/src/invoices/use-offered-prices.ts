"use client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { PriceKind } from "@entrepot/domain/pricing"
import { useTRPC } from "#client/trpc.ts"
import { useSettled } from "#client/use-settled.ts"
import { readMany, type WrittenLine } from "./written-line.ts"

/** What the account would pay for one unit today, and what says so; null is "request a price". */
export type OfferedPrice = { readonly unitPrice: string; readonly currency: string; readonly kind: PriceKind; readonly name: string } | null
/** By the line's key; `pending` as long as an answer is for what was typed before. */
export type OfferedPrices = { readonly prices: ReadonlyMap<number, OfferedPrice>; readonly pending: boolean }

/** Asks for the account's prices of all lines that are products, in one question, when the fingers rest. */
export function useOfferedPrices(accountId: string | undefined, lines: readonly WrittenLine[], sign: "." | ","): OfferedPrices {
  const asks = lines.flatMap(({ key, productId, unit, quantity: typed }) => {
    const quantity = readMany(typed, sign)
    return accountId && productId && quantity ? [{ key, accountId, productId, unit, quantity }] : []
  })
  const settled = useSettled(asks)
  const asked = useQuery({
    ...useTRPC().prices.lines.queryOptions({ accountId: settled[0]?.accountId, lines: settled.map(({ productId, unit, quantity }) => ({ productId, unit, quantity })) }),
    enabled: settled.length > 0, placeholderData: keepPreviousData, retry: false,
  })
  const fresh = !asked.isPlaceholderData && JSON.stringify(asks) === JSON.stringify(settled)
  const answers = fresh ? (asked.data ?? []) : []
  const prices = new Map(settled.flatMap(({ key }, index) => {
    const line = answers[index]
    return line ? [[key, line.price && { unitPrice: line.price.unitPrice, currency: line.currency, kind: line.price.source.kind, name: line.price.source.name }] as const] : []
  }))
  return { prices, pending: asks.length > 0 && !asked.isError && (!fresh || asked.isFetching) }
}
