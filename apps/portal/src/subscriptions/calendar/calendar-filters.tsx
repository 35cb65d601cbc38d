"use client"
import { useRouter } from "next/navigation"
import { FilterBar, Select } from "@entrepot/ui"
import { useSay } from "../use-say.ts"

type Option = { readonly value: string; readonly label: string }
type Props = { month: string; subscription: string; shipTo: string; subscriptions: readonly Option[]; shipTos: readonly Option[] }

/** One subscription or one ship-to; the address keeps both. */
export function CalendarFilters({ month, subscription, shipTo, subscriptions, shipTos }: Props) {
  const t = useSay()
  const router = useRouter()
  const go = (change: Record<string, string>) => {
    const query = new URLSearchParams(Object.entries({ month, subscription, shipTo, ...change }).filter(([, value]) => value !== ""))
    router.push(`/subscriptions/calendar?${query.toString()}`)
  }
  return (
    <FilterBar label={t("filters")}>
      <Select aria-label={t("calendar.bySubscription")} className="sm:w-64" value={subscription} onChange={(event) => go({ subscription: event.currentTarget.value })} options={[{ value: "", label: t("calendar.allSubscriptions") }, ...subscriptions]} />
      <Select aria-label={t("calendar.byShipTo")} className="sm:w-64" value={shipTo} onChange={(event) => go({ shipTo: event.currentTarget.value })} options={[{ value: "", label: t("calendar.allShipTos") }, ...shipTos]} />
    </FilterBar>
  )
}
