"use client"
import { Toaster, UiProvider } from "@entrepot/ui"
import NextLink from "next/link"
import { usePathname, useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"

/** The framework, as the components need it; mounted once. */
export function Surroundings({ children }: { children: ReactNode }) {
  const t = useTranslations("shell")
  const router = useRouter()
  return (
    <UiProvider link={NextLink} pathname={usePathname()} navigate={router.push}>
      {children}
      <Toaster label={t("notifications")} />
    </UiProvider>
  )
}
