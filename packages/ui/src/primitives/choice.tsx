"use client"
import { Check, Minus } from "lucide-react"
import { Switch as RadixSwitch } from "radix-ui"
import { useEffect, useId, useRef, type ComponentProps, type ReactNode } from "react"
import { cn } from "../cn.ts"
import { fieldId } from "./field-id.ts"
import { ErrorText, useField } from "./field.tsx"

const box = "peer size-4 shrink-0 appearance-none border border-border-strong bg-surface transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-50 aria-invalid:border-danger"
const line = "touch-target flex w-fit items-start gap-2 text-sm has-disabled:text-muted coarse:items-center"

export type CheckboxProps = Omit<ComponentProps<"input">, "type" | "size"> & {
  /** Without a visible label give `aria-label`. */
  label?: ReactNode
  hint?: ReactNode
  error?: ReactNode
  indeterminate?: boolean | undefined
}

export function Checkbox({ label, hint, error, indeterminate = false, className, id, ...rest }: CheckboxProps) {
  const made = useId()
  const own = id ?? (rest.name ? fieldId(rest.name) : made)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate
  }, [indeterminate])
  const field = useField({ ...rest, id: own, "aria-describedby": cn(rest["aria-describedby"], hint && `${own}-hint`, error && `${own}-error`) || undefined })
  const control = (
    <span className="relative grid size-4 shrink-0 place-items-center coarse:size-5">
      <input {...field} ref={input} type="checkbox" aria-invalid={error ? true : field["aria-invalid"]} className={cn(box, "rounded-xs coarse:size-5")} />
      <Check aria-hidden strokeWidth={3.5} className="pointer-events-none absolute hidden size-3 text-accent-contrast peer-checked:not-peer-indeterminate:block" />
      <Minus aria-hidden strokeWidth={3.5} className="pointer-events-none absolute hidden size-3 text-accent-contrast peer-indeterminate:block" />
    </span>
  )
  // Alone in a cell it is small to look at, but not to hit.
  if (!label) return <label htmlFor={own} className="inline-grid align-middle coarse:-m-2.5 coarse:p-2.5">{control}</label>
  return (
    <div className={className}>
      <label htmlFor={own} className={line}><span className="mt-px">{control}</span><span>{label}</span></label>
      {hint && <div id={`${own}-hint`} className="ps-6 text-sm text-muted">{hint}</div>}
      {error && <div className="ps-6"><ErrorText id={`${own}-error`}>{error}</ErrorText></div>}
    </div>
  )
}

export type RadioProps = Omit<ComponentProps<"input">, "type" | "size"> & { label: ReactNode; hint?: ReactNode }

export function Radio({ label, hint, className, id, ...rest }: RadioProps) {
  const made = useId()
  const own = id ?? made
  return (
    <div className={className}>
      <label htmlFor={own} className={line}>
        <input {...rest} id={own} type="radio" aria-describedby={hint ? `${own}-hint` : undefined}
          className={cn(box, "mt-px rounded-full checked:border-5 checked:bg-accent-contrast coarse:mt-0 coarse:size-5")} />
        <span>{label}</span>
      </label>
      {hint && <div id={`${own}-hint`} className="ps-6 text-sm text-muted">{hint}</div>}
    </div>
  )
}

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean | undefined }

export type RadioGroupProps = {
  name: string
  options: readonly RadioOption[]
  value?: string | undefined
  defaultValue?: string | undefined
  onValueChange?: ((value: string) => void) | undefined
  inline?: boolean | undefined
}

/** The choices inside a `FieldSet`, whose legend is the question. */
export function RadioGroup({ name, options, value, defaultValue, onValueChange, inline }: RadioGroupProps) {
  return (
    <div className={cn("grid gap-1.5", inline && "flex flex-wrap gap-x-4")}>
      {options.map((option) => (
        <Radio key={option.value} name={name} value={option.value} label={option.label} hint={option.hint} disabled={option.disabled}
          {...(value === undefined ? { defaultChecked: option.value === defaultValue } : { checked: option.value === value })}
          onChange={() => onValueChange?.(option.value)} />
      ))}
    </div>
  )
}

export type SwitchProps = {
  label: ReactNode
  hint?: ReactNode
  hideLabel?: boolean | undefined
  name?: string | undefined
  checked?: boolean | undefined
  defaultChecked?: boolean | undefined
  onCheckedChange?: ((checked: boolean) => void) | undefined
  disabled?: boolean | undefined
  className?: string | undefined
}

/** Takes effect at once. A choice that waits for "Save" is a Checkbox. */
export function Switch({ label, hint, hideLabel, className, checked, defaultChecked, ...rest }: SwitchProps) {
  const id = useId()
  return (
    <div className={cn("touch-target flex items-start gap-2", className)}>
      <RadixSwitch.Root id={id} {...without(rest)} {...(checked !== undefined && { checked })} {...(defaultChecked !== undefined && { defaultChecked })}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative h-4.5 w-8 shrink-0 rounded-full border border-border-strong bg-surface-sunken transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50 coarse:h-6 coarse:w-11">
        <RadixSwitch.Thumb className="block size-3 translate-x-0.5 rounded-full bg-border-strong transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-accent-contrast coarse:size-4.5 coarse:data-[state=checked]:translate-x-5.5" />
      </RadixSwitch.Root>
      <div className={cn("text-sm", hideLabel && "sr-only")}>
        <label htmlFor={id}>{label}</label>
        {hint && <div id={`${id}-hint`} className="text-muted">{hint}</div>}
      </div>
    </div>
  )
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Radix tells a missing property from an undefined one. */
function without<T extends object>(props: T): Defined<Partial<T>> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as Defined<Partial<T>>
}
