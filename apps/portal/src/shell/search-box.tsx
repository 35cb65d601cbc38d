"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { SearchInput } from "@entrepot/ui"

/** Leads to the catalogue with what was typed; it works as a plain form too. */
export function SearchBox() {
  const t = useTranslations("shell")
  const router = useRouter()
  return (
    <form action="/catalogue" method="get" onSubmit={(event) => {
      event.preventDefault()
      const text = String(new FormData(event.currentTarget).get("q") ?? "").trim()
      router.push(text ? `/catalogue?q=${encodeURIComponent(text)}` : "/catalogue")
    }}>
      <SearchInput name="q" label={t("search")} hotkey="/" labels={{ clear: t("clearSearch") }} autoComplete="off" />
    </form>
  )
}
