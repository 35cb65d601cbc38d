"use client"
import { SearchInput, Select, Spinner, type SelectOption } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import { useParams } from "./use-params.ts"

const PAUSE_MILLIS = 250

/** Search as one types; the address follows after a short pause. When it changes by itself (filters cleared, a step back), so does the text. */
export function SearchFilter({ label, name = "search", className }: { label: string; name?: string; className?: string }) {
  const t = useTranslations("common")
  const { put, pending, get } = useParams()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const current = get(name)
  const [own, setOwn] = useState({ text: current, round: 0 })
  if (current !== own.text && !pending) setOwn({ text: current, round: own.round + 1 })
  const search = (text: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setOwn((now) => ({ ...now, text: text.trim() }))
      put({ [name]: text.trim() || undefined })
    }, PAUSE_MILLIS)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <span className={`relative block min-w-48 ${className ?? "sm:w-72"}`}>
      <SearchInput key={own.round} label={label} hotkey="/" defaultValue={current} onSearch={search} labels={{ clear: t("clear") }} />
      {pending && <span aria-hidden className="pointer-events-none absolute end-8 top-1/2 -translate-y-1/2"><Spinner /></span>}
    </span>
  )
}

/** One choice of few; the empty one is "all". */
export function SelectFilter({ label, name, options, all }: { label: string; name: string; options: readonly SelectOption[]; all?: string }) {
  const t = useTranslations("common")
  const { put, get } = useParams()
  return (
    <Select aria-label={label} value={get(name)} onChange={(event) => put({ [name]: event.currentTarget.value || undefined })}
      placeholder={all ?? t("allOf", { what: label })} options={options} className="sm:w-44" />
  )
}

/** A text that takes effect on Enter or when it is left: an amount, a number. */
export function TextFilter({ label, name, inputMode }: { label: string; name: string; inputMode?: "decimal" | "numeric" }) {
  const { put, get } = useParams()
  const [text, setText] = useState(get(name))
  const apply = () => text.trim() !== get(name) && put({ [name]: text.trim() || undefined })
  return (
    <input aria-label={label} placeholder={label} inputMode={inputMode} value={text} onChange={(event) => setText(event.currentTarget.value)} onBlur={apply}
      onKeyDown={(event) => event.key === "Enter" && apply()} className="field-frame touch-target h-8 w-32 px-2.5 text-sm" />
  )
}
