"use client"
import { Languages } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useTransition } from "react"
import { LOCALES, type Locale } from "@entrepot/domain/tenancy/contract"
import { Button, DropdownMenu, type MenuItem } from "@entrepot/ui"
import { LANGUAGES } from "#i18n/languages.ts"
import { chooseLanguage } from "./actions.ts"

/** The menu's entries, for the account's menu too. */
export function useLanguageItems(): { items: MenuItem[]; pending: boolean } {
  const locale = useLocale()
  const router = useRouter()
  const [pending, start] = useTransition()
  const choose = (next: Locale) => start(async () => {
    await chooseLanguage(next)
    router.refresh()
  })
  return { pending, items: LOCALES.map((each) => ({ label: <span lang={each}>{LANGUAGES[each]}</span>, checked: each === locale, onSelect: () => choose(each) })) }
}

export function LanguageChoice() {
  const t = useTranslations("common")
  const locale = useLocale() as Locale
  const { items, pending } = useLanguageItems()
  return <DropdownMenu groups={[{ items }]} trigger={<Button variant="ghost" size="sm" loading={pending} icon={<Languages aria-hidden />} aria-label={t("language")}>{LANGUAGES[locale]}</Button>} />
}
