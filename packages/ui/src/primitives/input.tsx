"use client"
import { ChevronDown, Search, X } from "lucide-react"
import { useRef, type ComponentProps, type ReactNode } from "react"
import { cn } from "../cn.ts"
import { useField } from "./field.tsx"

export type InputProps = Omit<ComponentProps<"input">, "size" | "prefix"> & {
  /** Shown inside the frame: a currency, a unit, an icon. */
  prefix?: ReactNode
  suffix?: ReactNode
  align?: "start" | "end" | undefined
}

const frame = "field-frame touch-target h-8 w-full min-w-0 px-2.5 text-sm"

export function Input({ prefix, suffix, align, className, ...rest }: InputProps) {
  const field = useField(rest)
  const end = align === "end" && "text-end tabular-nums"
  if (!prefix && !suffix) return <input {...field} className={cn(frame, end, className)} />
  return (
    <span className={cn(frame, "flex items-center gap-1.5", className)}>
      {prefix && <span className="shrink-0 text-muted">{prefix}</span>}
      <input {...field} className={cn("bare-field h-full w-full flex-1 text-sm", end)} />
      {suffix && <span className="shrink-0 text-muted">{suffix}</span>}
    </span>
  )
}

export type TextareaProps = ComponentProps<"textarea">

export function Textarea({ className, rows = 3, ...rest }: TextareaProps) {
  return <textarea {...useField(rest)} rows={rows} className={cn(frame, "h-auto min-h-16 py-1.5 leading-5", className)} />
}

export type SelectOption = { value: string; label: string; disabled?: boolean | undefined; group?: string | undefined }

export type SelectProps = Omit<ComponentProps<"select">, "size" | "multiple"> & {
  /** Or write `<option>` children. */
  options?: readonly SelectOption[] | undefined
  /** The first, empty choice. */
  placeholder?: string | undefined
}

/** The browser's own list: the fastest there is, and at home on every phone. */
export function Select({ options, placeholder, className, children, ...rest }: SelectProps) {
  const field = useField(rest)
  return (
    <span className={cn("relative block min-w-0", className)}>
      <select {...field} className={cn(frame, "appearance-none pe-8")}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options ? optionsOf(options) : children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-muted" />
    </span>
  )
}

function optionsOf(options: readonly SelectOption[]): ReactNode {
  const item = ({ value, label, disabled }: SelectOption) => <option key={value} value={value} disabled={disabled}>{label}</option>
  const groups = [...new Set(options.map((option) => option.group))]
  return groups.map((group) => {
    const own = options.filter((option) => option.group === group).map(item)
    return group === undefined ? own : <optgroup key={group} label={group}>{own}</optgroup>
  })
}

export type SearchInputProps = Omit<InputProps, "type" | "prefix" | "suffix" | "align"> & {
  label: string
  /** Shown as a key at the end, such as `/`. */
  hotkey?: string | undefined
  /** Called with the text, and with "" when it is cleared. */
  onSearch?: ((text: string) => void) | undefined
  labels: { clear: string }
}

/** A search field. `/` brings the focus to the first one on the page (useHotkeys in AppShell). */
export function SearchInput({ label, hotkey, onSearch, labels, className, onChange, onKeyDown, ...rest }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const clear = () => {
    if (!input.current) return
    // React hears a change only through the native setter.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input.current, "")
    input.current.dispatchEvent(new Event("input", { bubbles: true }))
    input.current.focus()
  }
  return (
    <search className={cn(frame, "flex items-center gap-2", className)}>
      <Search aria-hidden className="size-4 shrink-0 text-muted" />
      <input {...rest} ref={input} type="search" aria-label={label} data-search placeholder={rest.placeholder ?? label}
        className="bare-field peer h-full w-full flex-1 text-sm [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => { onChange?.(event); onSearch?.(event.currentTarget.value) }}
        onKeyDown={(event) => { onKeyDown?.(event); if (event.key === "Escape" && event.currentTarget.value) { event.preventDefault(); clear() } }} />
      {hotkey && <kbd aria-hidden className="hidden shrink-0 rounded-xs border px-1 font-sans text-xs text-muted peer-placeholder-shown:not-peer-focus:inline coarse:!hidden">{hotkey}</kbd>}
      <button type="button" onClick={clear} aria-label={labels.clear} className="-me-1 grid size-6 shrink-0 place-items-center rounded-sm text-muted peer-placeholder-shown:hidden hover:text-text coarse:size-10">
        <X aria-hidden className="size-3.5" />
      </button>
    </search>
  )
}
