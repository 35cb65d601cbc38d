"use client"
import { useEffect, useRef } from "react"

/** `"/"`, `"g o"` (one after the other), `"mod+k"` (⌘ on a Mac, Ctrl elsewhere), `"Escape"`. */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>

const SEQUENCE_MS = 1200

/** What sequences on the page begin with, by how many listeners: after "g", the "a" of "g a" is nobody's single key. */
const leads = new Map<string, number>()

/** Keys of the page. They rest while somebody types, except those with `mod`; a dialog keeps them to itself. */
export function useHotkeys(hotkeys: Hotkeys, enabled = true): void {
  const latest = useRef(hotkeys)
  useEffect(() => {
    latest.current = hotkeys
  })
  useEffect(() => {
    if (!enabled) return
    const own = Object.keys(latest.current).filter((key) => key.includes(" ")).map((key) => key.split(" ")[0] ?? "")
    for (const lead of own) leads.set(lead, (leads.get(lead) ?? 0) + 1)
    let before = ""
    let at = 0
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return
      const key = nameOf(event)
      if (!key.startsWith("mod+") && (isTyping(event.target) || isInOverlay(event.target))) return
      const led = before !== "" && event.timeStamp - at < SEQUENCE_MS
      const act = (led && latest.current[`${before} ${key}`]) || (led && (leads.get(before) ?? 0) > 0 ? undefined : latest.current[key])
      before = act ? "" : key
      at = event.timeStamp
      if (!act) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener("keydown", press)
    return () => {
      document.removeEventListener("keydown", press)
      for (const lead of own) leads.set(lead, (leads.get(lead) ?? 1) - 1)
    }
  }, [enabled])
}

/** Brings the focus to the page's search field, if it shows one. */
export function focusSearch(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-search]")) {
    if (field.offsetParent === null) continue
    field.focus()
    field.select()
    return
  }
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.metaKey || event.ctrlKey) return `mod+${key}`
  return event.altKey ? `alt+${key}` : key
}

function isModifier(key: string): boolean {
  return key === "Shift" || key === "Control" || key === "Meta" || key === "Alt"
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select"))
}

function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]") !== null
}
