"use client"
import { Minus, Plus } from "lucide-react"
import { useState, type KeyboardEvent } from "react"
import { cn } from "../cn.ts"
import { useField } from "./field.tsx"
import { readQuantity, stepQuantity } from "./quantity.ts"

export type QuantityInputProps = {
  /** A decimal as text, `.` as its point: quantities never pass through floating point. */
  value?: string | undefined
  defaultValue?: string | undefined
  /** Called with a valid quantity, or undefined for an empty or unreadable field. */
  onValueChange?: ((value: string | undefined, typed: string) => void) | undefined
  step?: string | undefined
  min?: string | undefined
  max?: string | undefined
  /** Such as `box of 12`. */
  unit?: string | undefined
  /** The reader's decimal sign. */
  decimalSign?: "." | "," | undefined
  labels: { decrease: string; increase: string }
  name?: string | undefined
  id?: string | undefined
  disabled?: boolean | undefined
  "aria-label"?: string | undefined
  "aria-describedby"?: string | undefined
  onKeyDown?: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined
  className?: string | undefined
}

/** How many, of which unit. Typed freely; arrows up and down and the buttons take a step. */
export function QuantityInput({ value, defaultValue, onValueChange, step = "1", min = "0", max, unit, decimalSign = ".", labels, className, onKeyDown, name, ...rest }: QuantityInputProps) {
  const field = useField(rest)
  const written = (quantity: string | undefined) => (quantity ?? "").replace(".", decimalSign)
  const [typed, setTyped] = useState(written(value ?? defaultValue))
  const current = readQuantity(typed, decimalSign)
  // A value changed from outside wins, unless it is what was just typed in another writing ("1,50" and "1.5").
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    setSeen(value)
    if (value !== current) setTyped(written(value))
  }
  const put = (text: string) => {
    setTyped(text)
    onValueChange?.(readQuantity(text, decimalSign), text)
  }
  const move = (direction: 1 | -1) => put(written(stepQuantity(current ?? "0", step, direction, min, max)))
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    onKeyDown?.(event)
    if (event.defaultPrevented || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return
    event.preventDefault()
    move(event.key === "ArrowUp" ? 1 : -1)
  }
  const button = "grid h-full w-7 shrink-0 place-items-center text-muted hover:text-text disabled:opacity-40 coarse:w-10"
  return (
    <span className={cn("field-frame touch-target inline-flex h-8 w-36 min-w-0 items-center text-sm coarse:w-48", className)}>
      <button type="button" tabIndex={-1} aria-label={labels.decrease} disabled={rest.disabled} onClick={() => move(-1)} className={button}><Minus aria-hidden className="size-3.5" /></button>
      <input {...field} type="text" inputMode="decimal" autoComplete="off" value={typed} onKeyDown={press} onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => put(event.currentTarget.value)} aria-invalid={field["aria-invalid" as never] ?? ((typed !== "" && current === undefined) || undefined)}
        className="bare-field h-full w-0 flex-1 text-end text-sm tabular-nums" />
      {unit && <span className="max-w-16 shrink-0 truncate ps-1 text-muted">{unit}</span>}
      <button type="button" tabIndex={-1} aria-label={labels.increase} disabled={rest.disabled} onClick={() => move(1)} className={button}><Plus aria-hidden className="size-3.5" /></button>
      {name && <input type="hidden" name={name} value={current ?? ""} />}
    </span>
  )
}
