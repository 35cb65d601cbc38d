"use client"
import { Avatar, DropdownMenu } from "@entrepot/ui"
import { Languages, LogOut } from "lucide-react"
import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { useTransition } from "react"
import { LOCALES, localeCookie, type Locale } from "../i18n/locale.ts"

const NAMES: Record<Locale, string> = { en: "English", de: "Deutsch", fr: "Français" }

export function PersonMenu({ name, where, signOut }: { name: string; where: string; signOut: () => Promise<void> }) {
  const t = useTranslations("shell")
  const locale = useLocale()
  const router = useRouter()
  const [, start] = useTransition()
  const languages = LOCALES.map((code) => ({
    label: NAMES[code], icon: <Languages />, checked: code === locale, onSelect: () => { keepLocale(code); router.refresh() },
  }))
  return (
    <DropdownMenu
      trigger={<button type="button" aria-label={t("account", { name })} className="touch-target grid size-8 place-items-center rounded-full"><Avatar name={name} /></button>}
      header={<><p className="font-medium">{name}</p><p className="text-muted">{where}</p></>}
      groups={[{ label: t("language"), items: languages }, { items: [{ label: t("signOut"), icon: <LogOut />, onSelect: () => start(() => signOut()) }] }]} />
  )
}

function keepLocale(code: Locale): void {
  const secure = window.location.protocol === "https:" ? "; secure" : ""
  // oxlint-disable-next-line unicorn/no-document-cookie -- the Cookie Store API is not everywhere yet
  document.cookie = `${localeCookie}=${code}; path=/; max-age=31536000; samesite=lax${secure}`
}
