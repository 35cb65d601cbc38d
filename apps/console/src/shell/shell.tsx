"use client"
import { AppShell, Kbd, ThemeToggle, type NavGroup } from "@entrepot/ui"
import { Search } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState, type ReactNode } from "react"
import { Palette, type PaletteAction } from "./palette.tsx"
import { PersonMenu } from "./person-menu.tsx"

export type ShellProps = {
  nav: NavGroup[]
  homeHref: string
  person: { name: string; where: string }
  actions: readonly PaletteAction[]
  /** What the palette looks for on the server as one types. */
  finds: "network" | "platform"
  signOut: () => Promise<void>
  children: ReactNode
}

/** The frame of the console: places at the side, the palette in the middle, the person at the end. */
export function Shell({ nav, homeHref, person, actions, finds, signOut, children }: ShellProps) {
  const t = useTranslations("shell")
  const [open, setOpen] = useState(false)
  const labels = { skip: t("skip"), nav: t("places"), more: t("more"), close: t("close") }
  return (
    <AppShell brand={{ name: "Entrepot", mark: "/mark.svg", homeHref }} nav={nav} labels={labels}
      search={(
        <button type="button" onClick={() => setOpen(true)} className="field-frame touch-target flex h-8 w-full items-center gap-2 px-2.5 text-start text-sm text-muted">
          <Search aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 flex-1 truncate">{t("palette.open")}</span>
          <Kbd className="coarse:hidden">⌘K</Kbd>
        </button>
      )}
      actions={<ThemeToggle labels={{ theme: t("theme.label"), light: t("theme.light"), dark: t("theme.dark"), system: t("theme.system") }} />}
      account={<PersonMenu {...person} signOut={signOut} />}>
      {children}
      <Palette nav={nav} actions={actions} finds={finds} open={open} onOpenChange={setOpen} />
    </AppShell>
  )
}
