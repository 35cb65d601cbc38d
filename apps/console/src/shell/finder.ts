"use client"
import type { CommandGroup } from "@entrepot/ui"
import { useLocale, useTranslations } from "next-intl"
import { useTRPCClient } from "../ask/trpc.ts"

const MOST = 6

/** What the palette finds on the server: numbers and names of what each side works with. What one may not see answers with nothing. */
export function useFinder(side: "network" | "platform"): (text: string) => Promise<CommandGroup[]> {
  const t = useTranslations("shell.palette")
  const locale = useLocale()
  const client = useTRPCClient()
  const nothing = () => undefined
  return async (text) => {
    if (side === "platform") {
      const tenants = await client.platformTenants.list.query({ search: text, limit: MOST }).catch(nothing)
      return [{ label: t("tenants"), items: (tenants?.rows ?? []).map((row) => ({ id: `${row.networkId}:${row.tenantId}`, label: row.name, detail: row.host ?? row.code, href: `/platform/tenants/${row.networkId}/${row.tenantId}` })) }]
    }
    const [orders, products, tenants] = await Promise.all([
      client.orders.list.query({ search: text, limit: MOST }).catch(nothing), client.catalog.products.query({ text, limit: MOST }).catch(nothing), client.tenants.list.query({ search: text, limit: MOST }).catch(nothing),
    ])
    return [
      { label: t("orders"), items: (orders?.rows ?? []).map((row) => ({ id: row.orderId, label: row.number, detail: `${row.tenantName} · ${new Date(row.submittedAt).toLocaleDateString(locale)}`, href: `/orders/${row.orderId}` })) },
      { label: t("products"), items: (products?.products ?? []).map((row) => ({ id: row.productId, label: `${row.sku} ${row.name}`, detail: row.brand, href: `/products/${row.productId}` })) },
      { label: t("tenants"), items: (tenants?.rows ?? []).map((row) => ({ id: String(row.tenantId), label: row.name, detail: row.code, href: `/tenants/${row.tenantId}` })) },
    ]
  }
}
