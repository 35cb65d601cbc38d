"use client"
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native list answers from a server as one types */
import { Check, ChevronsUpDown } from "lucide-react"
import { Popover } from "radix-ui"
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react"
import { cn } from "../cn.ts"
import { useField } from "./field.tsx"
import { Spinner } from "./spinner.tsx"

export type ComboboxOption = { value: string; label: string; detail?: ReactNode; disabledReason?: string | undefined }

export type ComboboxProps = {
  value?: string | undefined
  /** The chosen option's words, where it is not among `options`. */
  valueLabel?: string | undefined
  onValueChange: (value: string | undefined, option: ComboboxOption | undefined) => void
  /** All there is, filtered here; or `load` for what the server finds. */
  options?: readonly ComboboxOption[] | undefined
  load?: ((text: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]>) | undefined
  labels: { empty: string; loading: string; failed: string; results?: ((count: number) => string) | undefined }
  placeholder?: string | undefined
  name?: string | undefined
  id?: string | undefined
  disabled?: boolean | undefined
  required?: boolean | undefined
  "aria-label"?: string | undefined
  className?: string | undefined
}

const LOAD_DELAY_MS = 150

/** Type to find, arrows to walk, Enter to take (ARIA combobox with list autocomplete). */
export function Combobox({ value, valueLabel, onValueChange, options, load, labels, name, className, ...rest }: ComboboxProps) {
  const field = useField(rest)
  const listId = useId()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState<string>()
  const [active, setActive] = useState(0)
  const found = useFound({ text: text ?? "", options, load, open })
  const shown = found.options
  const label = options?.find((option) => option.value === value)?.label ?? valueLabel ?? value ?? ""

  const close = () => { setOpen(false); setText(undefined) }
  const take = (option: ComboboxOption | undefined) => {
    if (!option || option.disabledReason) return
    onValueChange(option.value, option)
    close()
  }
  const leave = () => {
    if (text === "" && value !== undefined) onValueChange(undefined, undefined)
    close()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      if (!open) return setOpen(true)
      const step = event.key === "ArrowDown" ? 1 : -1
      setActive((now) => (shown.length === 0 ? 0 : (now + step + shown.length) % shown.length))
    } else if (event.key === "Enter" && open) {
      event.preventDefault()
      take(shown[active])
    } else if (event.key === "Escape" && open) {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === "Tab" && open && text) take(shown[active])
  }
  return (
    <Popover.Root open={open} onOpenChange={(next) => !next && leave()}>
      <Popover.Anchor asChild>
        <span className={cn("field-frame touch-target flex h-8 w-full min-w-0 items-center gap-1 px-2.5 text-sm", className)}>
          <input {...field} type="text" role="combobox" autoComplete="off" aria-expanded={open} aria-controls={listId} aria-autocomplete="list"
            aria-activedescendant={open && shown[active] ? `${listId}-${active}` : undefined} className="bare-field h-full flex-1 text-sm"
            value={text ?? label} onKeyDown={press} onClick={() => setOpen(true)} onBlur={leave}
            onChange={(event) => { setText(event.currentTarget.value); setActive(0); setOpen(true) }} />
          {found.loading ? <Spinner className="text-muted" /> : <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />}
          {name && <input type="hidden" name={name} value={value ?? ""} />}
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content align="start" sideOffset={4} onOpenAutoFocus={(event) => event.preventDefault()} onCloseAutoFocus={(event) => event.preventDefault()}
          role="presentation" onMouseDown={(event) => event.preventDefault()}
          className="animate-in z-60 max-h-72 w-(--radix-popover-trigger-width) min-w-48 overflow-y-auto rounded-lg border bg-surface-raised p-1 text-sm shadow-floating">
          <div id={listId} role="listbox" aria-label={rest["aria-label"] ?? rest.placeholder ?? labels.empty}>
            {shown.map((option, at) => <OptionLine key={option.value} id={`${listId}-${at}`} option={option} active={at === active} chosen={option.value === value} onTake={() => take(option)} onPoint={() => setActive(at)} />)}
          </div>
          {shown.length === 0 && <p className="px-2 py-1.5 text-muted">{found.failed ? labels.failed : found.loading ? labels.loading : labels.empty}</p>}
        </Popover.Content>
      </Popover.Portal>
      <output className="sr-only">{open && !found.loading && labels.results?.(shown.length)}</output>
    </Popover.Root>
  )
}

function OptionLine({ id, option, active, chosen, onTake, onPoint }: { id: string; option: ComboboxOption; active: boolean; chosen: boolean; onTake: () => void; onPoint: () => void }) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: "nearest" })
  }, [active])
  return (
    // The keyboard is the input's business; an option never has the focus itself.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div ref={line} id={id} role="option" aria-selected={chosen} aria-disabled={option.disabledReason ? true : undefined} onClick={onTake} onMouseMove={onPoint}
      className={cn("touch-target flex items-center gap-2 rounded-sm px-2 py-1.5", active && "bg-surface-sunken outline-2 -outline-offset-2 outline-focus", option.disabledReason && "text-muted")}>
      <span className="min-w-0 flex-1">
        {option.label}
        {(option.disabledReason ?? option.detail) && <span className="block text-xs text-muted">{option.disabledReason ?? option.detail}</span>}
      </span>
      {chosen && <Check aria-hidden className="size-4 shrink-0" />}
    </div>
  )
}

type Found = { options: readonly ComboboxOption[]; loading: boolean; failed: boolean }

function useFound({ text, options, load, open }: { text: string; open: boolean } & Pick<ComboboxProps, "options" | "load">): Found {
  const [found, setFound] = useState<Found>({ options: [], loading: false, failed: false })
  const loader = useRef(load)
  useEffect(() => {
    loader.current = load
  })
  useEffect(() => {
    if (!open || !loader.current) return
    const stop = new AbortController()
    setFound((before) => ({ ...before, loading: true, failed: false }))
    const wait = setTimeout(() => {
      loader.current?.(text, stop.signal).then(
        (answer) => !stop.signal.aborted && setFound({ options: answer, loading: false, failed: false }),
        () => !stop.signal.aborted && setFound({ options: [], loading: false, failed: true }))
    }, LOAD_DELAY_MS)
    return () => { clearTimeout(wait); stop.abort() }
  }, [text, open])
  if (load) return found
  const wanted = text.trim().toLocaleLowerCase()
  return { options: (options ?? []).filter((option) => option.label.toLocaleLowerCase().includes(wanted)), loading: false, failed: false }
}
