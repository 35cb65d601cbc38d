"use client"
import { useRouter } from "next/navigation"
import { FilterBar, Select } from "@entrepot/ui"
import { useSay } from "../use-say.ts"

type Option = { readonly value: string; readonly label: string }
type Props = { month: string; account: string; subscription: string; shipTo: string; accounts: readonly Option[]; subscriptions: readonly Option[]; shipTos: readonly Option[] }

/** One account, one subscription, one ship-to; the address keeps them. Another account has other subscriptions and ship-tos. */
export function CalendarFilters({ month, account, subscription, shipTo, accounts, subscriptions, shipTos }: Props) {
  const t = useSay()
  const router = useRouter()
  const go = (change: Record<string, string>) => {
    const query = new URLSearchParams(Object.entries({ month, account, subscription, shipTo, ...change }).filter(([, value]) => value !== ""))
    router.push(`/subscriptions/calendar?${query.toString()}`)
  }
  return (
    <FilterBar label={t("filters")}>
      {accounts.length > 1 && <Select aria-label={t("calendar.byAccount")} className="sm:w-64" value={account} onChange={(event) => go({ account: event.currentTarget.value, subscription: "", shipTo: "" })} options={[{ value: "", label: t("calendar.allAccounts") }, ...accounts]} />}
      <Select aria-label={t("calendar.bySubscription")} className="sm:w-64" value={subscription} onChange={(event) => go({ subscription: event.currentTarget.value })} options={[{ value: "", label: t("calendar.allSubscriptions") }, ...subscriptions]} />
      {shipTos.length > 0 && <Select aria-label={t("calendar.byShipTo")} className="sm:w-64" value={shipTo} onChange={(event) => go({ shipTo: event.currentTarget.value })} options={[{ value: "", label: t("calendar.allShipTos") }, ...shipTos]} />}
    </FilterBar>
  )
}
