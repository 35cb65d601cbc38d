"use client"
import { usePathname, useRouter, useSearchParams } from "next/navigation"
import { Combobox, FilterBar, Select, type ComboboxOption } from "@entrepot/ui"
import { useTRPCClient } from "#client/trpc.ts"
import { useSay } from "../use-say.ts"

type Props = {
  /** Those of this account alone are offered. */ account: string | undefined
  chosen: { readonly subscriptionId: string; readonly name: string } | undefined
  shipTo: string; shipTos: readonly { readonly value: string; readonly label: string }[]
}

/** One subscription, one ship-to; the address keeps them. */
export function CalendarFilters({ account, chosen, shipTo, shipTos }: Props) {
  const t = useSay()
  const client = useTRPCClient()
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const hrefWith = (name: "subscription" | "shipTo", value: string | undefined) => {
    const next = new URLSearchParams(params)
    if (value) next.set(name, value)
    else next.delete(name)
    return next.size > 0 ? `${path}?${next.toString()}` : path
  }
  const load = async (search: string, signal: AbortSignal): Promise<ComboboxOption[]> => {
    const { rows } = await client.subscriptions.list.query({ status: ["active", "paused"], search, limit: 20, ...(account && { accountId: account }) }, { signal })
    return rows.map(({ subscriptionId, number, name }) => ({ value: subscriptionId, label: name, detail: number }))
  }
  return (
    <FilterBar label={t("filters")} active={chosen ? [{ id: "subscription", label: chosen.name, removeLabel: t("calendar.allSubscriptions"), removeHref: hrefWith("subscription", undefined) }] : []}>
      {!chosen && <div className="w-full sm:w-64"><Combobox aria-label={t("calendar.bySubscription")} placeholder={t("calendar.bySubscription")} load={load} onValueChange={(value) => router.push(hrefWith("subscription", value))} labels={{ empty: t("calendar.noSuch"), loading: t("calendar.looking"), failed: t("calendar.lookFailed") }} /></div>}
      {shipTos.length > 0 && <Select aria-label={t("calendar.byShipTo")} className="sm:w-64" value={shipTo} onChange={(event) => router.push(hrefWith("shipTo", event.currentTarget.value))} options={[{ value: "", label: t("calendar.allShipTos") }, ...shipTos]} />}
    </FilterBar>
  )
}
