"use client"
import { Monitor, Moon, Sun } from "lucide-react"
import { useSyncExternalStore } from "react"
import { IconButton } from "../primitives/button.tsx"
import { DropdownMenu } from "../primitives/menu.tsx"
import { themeCookie, type ThemeChoice } from "./theme-choice.ts"

export type ThemeToggleProps = { labels: { theme: string; light: string; dark: string; system: string } }

const icons = { light: Sun, dark: Moon, system: Monitor }
const choices = ["light", "dark", "system"] as const

export function ThemeToggle({ labels }: ThemeToggleProps) {
  const [choice, setChoice] = useThemeChoice()
  const Icon = icons[choice]
  const items = choices.map((name) => {
    const Each = icons[name]
    return { label: labels[name], icon: <Each aria-hidden />, checked: name === choice, onSelect: () => setChoice(name) }
  })
  return <DropdownMenu trigger={<IconButton label={labels.theme} icon={<Icon aria-hidden />} />} groups={[{ items }]} />
}

/** The choice of this browser, and how to change it. */
export function useThemeChoice(): readonly [ThemeChoice, (choice: ThemeChoice) => void] {
  const choice = useSyncExternalStore<ThemeChoice>(watch, current, () => "system")
  return [choice, choose]
}

function current(): ThemeChoice {
  const theme = document.documentElement.dataset["theme"]
  return theme === "light" || theme === "dark" ? theme : "system"
}

function choose(choice: ThemeChoice): void {
  const root = document.documentElement
  if (choice === "system") delete root.dataset["theme"]
  else root.dataset["theme"] = choice
  const life = choice === "system" ? 0 : 60 * 60 * 24 * 365
  const secure = window.location.protocol === "https:" ? "; secure" : ""
  // oxlint-disable-next-line unicorn/no-document-cookie -- the Cookie Store API is not everywhere yet
  document.cookie = `${themeCookie}=${choice}; path=/; max-age=${life}; samesite=lax${secure}`
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] })
  return () => observer.disconnect()
}
