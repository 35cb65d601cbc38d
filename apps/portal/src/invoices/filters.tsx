"use client"
import { useTranslations } from "next-intl"
import { useRouter, useSearchParams } from "next/navigation"
import { FilterBar, SearchInput, Select } from "@entrepot/ui"

const SORTS = ["newest", "oldest", "due"] as const

/** Narrows the list; the address keeps it, so that it can be sent. */
export function InvoiceFilters() {
  const t = useTranslations("invoices")
  const router = useRouter()
  const params = useSearchParams()
  const go = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    next.delete("cursor")
    if (value) next.set(name, value)
    else next.delete(name)
    router.push(next.size > 0 ? `/invoices?${next.toString()}` : "/invoices")
  }
  return (
    <FilterBar label={t("filters")}>
      <form role="search" className="w-full sm:max-w-xs" onSubmit={(event) => { event.preventDefault(); go("search", String(new FormData(event.currentTarget).get("search") ?? "").trim()) }}>
        <SearchInput name="search" label={t("search")} placeholder={t("search")} defaultValue={params.get("search") ?? ""} labels={{ clear: t("clearSearch") }} onSearch={(text) => text === "" && params.has("search") && go("search", "")} />
      </form>
      <Select aria-label={t("sort.label")} className="w-auto" value={params.get("sort") ?? "newest"} onChange={(event) => go("sort", event.currentTarget.value === "newest" ? "" : event.currentTarget.value)} options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))} />
    </FilterBar>
  )
}
