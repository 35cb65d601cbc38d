"use client"
import { useRef, type FocusEvent, type KeyboardEvent, type MouseEvent, type ReactNode } from "react"

/**
 * Gives the rows of any table inside it the keyboard: arrows, Home and End walk, Enter opens the row's link
 * (`<Link data-row-link>`, or else its first link), Space ticks its checkbox. Works around tables that the server drew.
 * A row takes part by `tabIndex={-1}` and `data-row`.
 */
export function RowKeys({ children, className }: { children: ReactNode; className?: string | undefined }) {
  const box = useRef<HTMLDivElement>(null)
  const rows = () => [...(box.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])]
  const keep = (event: FocusEvent) => {
    const row = rowOf(event.target)
    if (!row) return
    for (const other of rows()) other.tabIndex = other === row ? 0 : -1
  }
  const press = (event: KeyboardEvent) => {
    const row = rowOf(event.target)
    if (!row || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
    const onRow = event.target === row
    if (!onRow && !isCalm(event.target)) return
    const all = rows()
    const next = all[nextIndex(event.key, all.indexOf(row), all.length)]
    if (next) {
      event.preventDefault()
      next.focus()
      next.scrollIntoView({ block: "nearest" })
    } else if (onRow && event.key === "Enter") {
      event.preventDefault()
      openRow(row)
    } else if (onRow && event.key === " ") {
      event.preventDefault()
      row.querySelector<HTMLInputElement>("input[type=checkbox]")?.click()
    }
  }
  return (
    // The rows inside carry the semantics; this only listens.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
    <div ref={box} className={className} onFocus={keep} onKeyDown={press} onClick={click}>{children}</div>
  )
}

function click(event: MouseEvent): void {
  const row = rowOf(event.target)
  if (!row || isControl(event.target) || window.getSelection()?.toString()) return
  openRow(row)
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement ? target.closest<HTMLElement>("[data-row]") : null
}

function linkOf(row: HTMLElement): HTMLElement | null {
  return row.querySelector<HTMLElement>("[data-row-link]") ?? row.querySelector<HTMLElement>("a[href]")
}

function openRow(row: HTMLElement): void {
  linkOf(row)?.click()
}

/** Inside a text field the arrows belong to the text. */
function isCalm(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && !target.matches("input:not([type=checkbox]), select, textarea, [role=combobox], [role=menuitem]")
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a, button, input, select, textarea, label, [role=menuitem]") !== null
}

function nextIndex(key: string, now: number, count: number): number {
  if (key === "ArrowDown" || key === "j") return Math.min(now + 1, count - 1)
  if (key === "ArrowUp" || key === "k") return Math.max(now - 1, 0)
  if (key === "Home") return 0
  return key === "End" ? count - 1 : -1
}
