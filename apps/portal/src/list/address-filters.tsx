"use client"
import { usePathname, useRouter, useSearchParams } from "next/navigation"
import type { ReactNode } from "react"
import { FilterBar, SearchInput, Select, type SelectOption } from "@entrepot/ui"

/** What the address asks for, and how to ask for something else: a list then starts anew, and what is empty is left out. */
function useAsked(): { readonly asked: (name: string) => string; readonly ask: (name: string, value: string) => void } {
  const [router, path, params] = [useRouter(), usePathname(), useSearchParams()]
  const ask = (name: string, value: string) => {
    const next = new URLSearchParams(params)
    next.delete("cursor")
    if (value) next.set(name, value)
    else next.delete(name)
    router.push(next.size > 0 ? `${path}?${next.toString()}` : path)
  }
  return { asked: (name) => params.get(name) ?? "", ask }
}

/** Searches a list and narrows it; the address keeps both, so that the list can be sent. */
export function AddressFilters({ labels, children }: { labels: { filters: string; search: string; clear: string }; children?: ReactNode }) {
  const { asked, ask } = useAsked()
  return (
    <FilterBar label={labels.filters}>
      <form role="search" className="w-full sm:max-w-xs" onSubmit={(event) => { event.preventDefault(); ask("search", String(new FormData(event.currentTarget).get("search") ?? "").trim()) }}>
        <SearchInput name="search" label={labels.search} placeholder={labels.search} defaultValue={asked("search")} labels={{ clear: labels.clear }} onSearch={(text) => text === "" && asked("search") !== "" && ask("search", "")} />
      </form>
      {children}
    </FilterBar>
  )
}

/** One of some values; `otherwise` is what the list has without asking. */
export function AddressChoice({ name, label, options, otherwise = "" }: { name: string; label: string; options: readonly SelectOption[]; otherwise?: string }) {
  const { asked, ask } = useAsked()
  return <Select aria-label={label} className="w-auto" value={asked(name) || otherwise} options={options} onChange={({ currentTarget: { value } }) => ask(name, value === otherwise ? "" : value)} />
}
