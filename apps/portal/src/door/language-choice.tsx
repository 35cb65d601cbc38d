"use client"
import { Languages } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { LOCALES, type Locale } from "@entrepot/domain/tenancy/contract"
import { Button, DropdownMenu, type MenuItem } from "@entrepot/ui"
import { chooseLanguage } from "./actions.ts"

/** Each language by its own name: whoever looks for it may not read the present one. */
const NAMES: Readonly<Record<Locale, string>> = { en: "English", de: "Deutsch", fr: "Français" }

/** The menu's entries, for the account's menu too. */
export function useLanguageItems(): { items: MenuItem[]; pending: boolean } {
  const locale = useLocale()
  const router = useRouter()
  const [pending, start] = useTransition()
  const choose = (next: Locale) => start(async () => {
    await chooseLanguage(next)
    router.refresh()
  })
  return { pending, items: LOCALES.map((each) => ({ label: <span lang={each}>{NAMES[each]}</span>, checked: each === locale, onSelect: () => choose(each) })) }
}

export function LanguageChoice() {
  const t = useTranslations("common")
  const locale = useLocale() as Locale
  const { items, pending } = useLanguageItems()
  return <DropdownMenu groups={[{ items }]} trigger={<Button variant="ghost" size="sm" loading={pending} icon={<Languages aria-hidden />} aria-label={t("language")}>{NAMES[locale]}</Button>} />
}
