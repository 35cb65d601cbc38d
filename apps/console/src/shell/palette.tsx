"use client"
import { CommandPalette, type CommandGroup, type NavGroup } from "@entrepot/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useDeferredValue, useState } from "react"
import { useFinder } from "./finder.ts"

export type PaletteAction = { id: string; label: string; href: string; keywords?: readonly string[] }

type PaletteProps = { nav: NavGroup[]; actions: readonly PaletteAction[]; finds: "network" | "platform"; open: boolean; onOpenChange: (open: boolean) => void }

/** ⌘K: every place, every first step, and what the server finds by number or name. */
export function Palette({ nav, actions, finds, open, onOpenChange }: PaletteProps) {
  const t = useTranslations("shell.palette")
  const [typed, setTyped] = useState("")
  const text = useDeferredValue(typed.trim())
  const find = useFinder(finds)
  const found = useQuery({ queryKey: ["palette", finds, text], queryFn: () => find(text), enabled: open && text.length > 1, staleTime: 10_000, placeholderData: (before) => before })
  const places = nav.flatMap((group) => group.items).map(({ href, label, icon, hotkey }) => ({ id: href, label, icon, href, ...(hotkey && { hotkey }) }))
  const groups: CommandGroup[] = [
    { label: t("places"), items: matching(places, text) },
    { label: t("actions"), items: matching(actions, text) },
    ...(text.length > 1 ? (found.data ?? []) : []),
  ]
  return (
    <CommandPalette groups={groups} open={open} onOpenChange={onOpenChange} onQueryChange={setTyped} filter={false} loading={found.isFetching && !found.data}
      labels={{ title: t("title"), placeholder: t("placeholder"), empty: t("empty"), loading: t("loading") }} />
  )
}

function matching<T extends { label: string; keywords?: readonly string[] }>(items: readonly T[], text: string): T[] {
  const words = text.toLocaleLowerCase().split(/\s+/)
  return items.filter((item) => {
    const hay = [item.label, ...(item.keywords ?? [])].join(" ").toLocaleLowerCase()
    return words.every((word) => hay.includes(word))
  })
}
