"use client"
import { useTranslations } from "next-intl"
import { usePathname, useRouter, useSearchParams } from "next/navigation"
import { FilterBar, SearchInput, Select, type SelectOption } from "@entrepot/ui"

/** Narrows the rates by place and category; the address keeps it. */
export function RateFilters({ countries, categories }: { countries: readonly SelectOption[]; categories: readonly string[] }) {
  const t = useTranslations("taxSetup")
  const [router, path, params] = [useRouter(), usePathname(), useSearchParams()]
  const go = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    next.delete("cursor")
    if (value) next.set(name, value)
    else next.delete(name)
    router.push(next.size > 0 ? `${path}?${next.toString()}` : path)
  }
  const choice = (name: string, label: string, options: readonly SelectOption[]) => <Select aria-label={label} className="w-auto" value={params.get(name) ?? ""} onChange={({ currentTarget: { value } }) => go(name, value)} options={[{ value: "", label }, ...options]} />
  return (
    <FilterBar label={t("filters")}>
      <form role="search" className="w-full sm:max-w-xs" onSubmit={(event) => { event.preventDefault(); go("search", String(new FormData(event.currentTarget).get("search") ?? "").trim()) }}>
        <SearchInput name="search" label={t("search")} placeholder={t("search")} defaultValue={params.get("search") ?? ""} labels={{ clear: t("clearSearch") }} onSearch={(text) => text === "" && params.has("search") && go("search", "")} />
      </form>
      {choice("country", t("allCountries"), countries)}
      {choice("category", t("allCategories"), categories.map((value) => ({ value, label: value })))}
    </FilterBar>
  )
}
