"use client"
import { useTranslations } from "next-intl"
import { Toaster } from "@entrepot/ui"

export function Toasts() {
  const t = useTranslations("common")
  return <Toaster label={t("notices")} />
}
