"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { Button, Field, FilterBar, Input, SearchInput } from "@entrepot/ui"
import { addressOf } from "./address.ts"

type Props = { on: string; today: string; search: string; currency: string | undefined }

/** As of which day, and which accounts; the address keeps both. */
export function AgeingFilters({ on, today, search, currency }: Props) {
  const t = useTranslations("receivables")
  const router = useRouter()
  const go = (ask: { on: string; search: string }) => router.push(addressOf("/receivables", { on: ask.on === today ? undefined : ask.on, search: ask.search.trim(), currency }))
  return (
    <form onSubmit={(event) => {
      event.preventDefault()
      const form = new FormData(event.currentTarget)
      go({ on: String(form.get("on") ?? "") || today, search: String(form.get("search") ?? "") })
    }}>
      <FilterBar label={t("filters")}>
        <Field label={t("on")} name="on"><Input type="date" name="on" defaultValue={on} required /></Field>
        <div className="w-full self-end sm:max-w-xs"><SearchInput name="search" label={t("search")} placeholder={t("search")} defaultValue={search} labels={{ clear: t("clearSearch") }} onSearch={(text) => text === "" && search !== "" && go({ on, search: "" })} /></div>
        <Button type="submit" className="self-end">{t("show")}</Button>
      </FilterBar>
    </form>
  )
}
