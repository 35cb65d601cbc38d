"use client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useEffect, useId, useState, useTransition, type KeyboardEvent } from "react"
import { cn, CodeText, Link, SearchInput } from "@entrepot/ui"
import { usePortal } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { hrefOf, type Where } from "./where.ts"

const PAUSE_MILLIS = 120

/** Search as you type: eight quick hits under the field, the page itself on Enter. Arrows choose, Esc closes. */
export function LiveSearch({ where }: { where: Where }) {
  const t = useTranslations("catalogue")
  const router = useRouter()
  const trpc = useTRPC()
  const { account } = usePortal()
  const listId = useId()
  const [text, setText] = useState(where.q ?? "")
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const [, start] = useTransition()
  const asked = useLate(text.trim())
  const { data: hits = [] } = useQuery({ ...trpc.catalog.suggest.queryOptions({ accountId: account.accountId, q: asked }), enabled: open && asked.length > 1, placeholderData: keepPreviousData })
  const shown = open && asked.length > 1 ? hits : []
  const go = (href: string) => {
    setOpen(false)
    start(() => router.push(href))
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") setOpen(false)
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || shown.length === 0) return
    event.preventDefault()
    setAt((now) => (event.key === "ArrowDown" ? Math.min(now + 1, shown.length - 1) : Math.max(now - 1, -1)))
  }
  return (
    <form role="search" className="relative max-w-2xl" onKeyDown={press} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)} onSubmit={(event) => {
      event.preventDefault()
      const hit = shown[at]
      go(hit ? `/products/${hit.productId}` : hrefOf(where, { q: text.trim() || undefined }))
    }}>
      <SearchInput name="q" label={t("search")} placeholder={t("searchHint")} labels={{ clear: t("clearSearch") }} autoComplete="off" value={text} role="combobox" aria-expanded={shown.length > 0} aria-controls={listId} aria-autocomplete="list"
        aria-activedescendant={at >= 0 && shown[at] ? `${listId}-${at}` : undefined}
        onChange={(event) => { setText(event.currentTarget.value); setOpen(true); setAt(-1) }} />
      {shown.length > 0 && (
        <ul id={listId} role="listbox" aria-label={t("suggestions")} className="absolute inset-x-0 top-full z-20 mt-1 overflow-hidden rounded-lg border bg-surface-raised shadow-overlay">
          {shown.map((hit, index) => (
            <li key={hit.productId} id={`${listId}-${index}`} role="option" aria-selected={index === at}>
              <Link tone="bare" tabIndex={-1} href={`/products/${hit.productId}`} className={cn("flex items-baseline gap-3 px-3 py-1.5 hover:bg-surface-sunken coarse:py-2.5", index === at && "bg-accent-soft")}>
                <CodeText className="shrink-0">{hit.sku}</CodeText><span className="min-w-0 flex-1 truncate">{hit.name}</span>
                <span className="shrink-0 text-sm text-muted">{hit.instead ? t("instead", { sku: hit.instead }) : hit.brand}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}

/** The text once the fingers rest. */
function useLate(text: string): string {
  const [late, setLate] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setLate(text), PAUSE_MILLIS)
    return () => clearTimeout(timer)
  }, [text])
  return late
}
