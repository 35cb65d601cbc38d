"use client"
import { Combobox } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useRef } from "react"
import { useTRPCClient } from "../ask/trpc.ts"

export type PickedProduct = { productId: string; sku: string; name: string; baseUnit: string }

/** Finds a product by any of its numbers or words, as the catalogue's own search does. */
export function ProductPicker({ value, onPick, placeholder }: { value?: PickedProduct | undefined; onPick: (product: PickedProduct) => void; placeholder?: string }) {
  const t = useTranslations("common")
  const client = useTRPCClient()
  const found = useRef(new Map<string, PickedProduct>())
  const load = async (text: string, signal: AbortSignal) => {
    const { products } = await client.catalog.products.query({ ...(text.trim() && { text }), limit: 12 }, { signal })
    return products.map(({ productId, sku, name, baseUnit }) => {
      found.current.set(productId, { productId, sku, name, baseUnit })
      return { value: productId, label: `${sku} · ${name}` }
    })
  }
  return (
    <Combobox value={value?.productId} valueLabel={value && `${value.sku} · ${value.name}`} load={load} placeholder={placeholder ?? t("findProduct")} labels={{ empty: t("noMatch"), loading: t("loading"), failed: t("loadFailed") }}
      onValueChange={(id) => { const product = id === undefined ? undefined : found.current.get(id); if (product) onPick(product) }} />
  )
}
