"use client"
import { useTranslations } from "next-intl"
import { useRouter, useSearchParams } from "next/navigation"
import { FilterBar, SearchInput } from "@entrepot/ui"

/** Narrows the list by number or name; the address keeps it. */
export function SubscriptionFilters() {
  const t = useTranslations("subscriptions")
  const router = useRouter()
  const params = useSearchParams()
  const search = (text: string) => {
    const next = new URLSearchParams(params)
    next.delete("cursor")
    if (text) next.set("search", text)
    else next.delete("search")
    router.push(next.size > 0 ? `/subscriptions?${next.toString()}` : "/subscriptions")
  }
  return (
    <FilterBar label={t("filters")}>
      <form role="search" onSubmit={(event) => { event.preventDefault(); search(String(new FormData(event.currentTarget).get("search") ?? "").trim()) }}>
        <SearchInput name="search" label={t("search")} placeholder={t("search")} defaultValue={params.get("search") ?? ""} labels={{ clear: t("clearSearch") }} />
      </form>
    </FilterBar>
  )
}
