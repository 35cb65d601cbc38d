"use client"
import { useTranslations } from "next-intl"
import { usePathname, useRouter, useSearchParams } from "next/navigation"
import { FilterBar, SearchInput, Select } from "@entrepot/ui"

type Props = {
  /** Whose words: its filters, search, clearSearch and sort. */
  words: "orders" | "invoices"
  /** The first is what the list has without asking. */
  sorts: readonly string[]
}

/** Searches and sorts a list; the address keeps both, so that the list can be sent. */
export function ListFilters({ words, sorts }: Props) {
  const t = useTranslations(words)
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const go = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    next.delete("cursor")
    if (value) next.set(name, value)
    else next.delete(name)
    router.push(next.size > 0 ? `${path}?${next.toString()}` : path)
  }
  return (
    <FilterBar label={t("filters")}>
      <form role="search" className="w-full sm:max-w-xs" onSubmit={(event) => { event.preventDefault(); go("search", String(new FormData(event.currentTarget).get("search") ?? "").trim()) }}>
        <SearchInput name="search" label={t("search")} placeholder={t("search")} defaultValue={params.get("search") ?? ""} labels={{ clear: t("clearSearch") }} onSearch={(text) => text === "" && params.has("search") && go("search", "")} />
      </form>
      <Select aria-label={t("sort.label")} className="w-auto" value={params.get("sort") ?? sorts[0]} onChange={({ currentTarget: { value } }) => go("sort", value === sorts[0] ? "" : value)} options={sorts.map((value) => ({ value, label: t(`sort.${value}` as never) }))} />
    </FilterBar>
  )
}
