"use client"
import { createContext, useContext, useEffect, useId, useMemo, useRef, type ComponentProps, type ReactNode } from "react"
import { cn } from "../cn.ts"
import { fieldId } from "./field-id.ts"

type FieldState = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean }

const FieldContext = createContext<FieldState | undefined>(undefined)

export type FieldProps = {
  label: ReactNode
  /** Gives the control its id (`field-name`), for links from an error summary. */
  name?: string | undefined
  id?: string | undefined
  hint?: ReactNode
  error?: ReactNode
  required?: boolean | undefined
  /** The word for "optional". GOV.UK marks the optional fields, not the required ones. */
  optionalLabel?: string | undefined
  hideLabel?: boolean | undefined
  className?: string | undefined
  children: ReactNode
}

/** A label, a hint and an error around one control; the control inside finds its id and description by itself. */
export function Field({ label, name, id, hint, error, required = false, optionalLabel, hideLabel, className, children }: FieldProps) {
  const made = useId()
  const own = id ?? (name ? fieldId(name) : made)
  const invalid = Boolean(error)
  const describedBy = cn(hint && `${own}-hint`, invalid && `${own}-error`) || undefined
  const state = useMemo(() => ({ id: own, describedBy, invalid, required }), [own, describedBy, invalid, required])
  return (
    <div className={cn("grid min-w-0 content-start gap-1", className)}>
      <label htmlFor={own} className={cn("text-sm font-medium text-text", hideLabel && "sr-only")}>
        {label}
        {optionalLabel && !required && <span className="font-normal text-muted"> ({optionalLabel})</span>}
      </label>
      {hint && <div id={`${own}-hint`} className="text-sm text-muted">{hint}</div>}
      {invalid && <ErrorText id={`${own}-error`}>{error}</ErrorText>}
      <FieldContext value={state}>{children}</FieldContext>
    </div>
  )
}

export function ErrorText({ id, children }: { id?: string | undefined; children: ReactNode }) {
  return <p id={id} className="text-sm font-medium text-danger">{children}</p>
}

/** What a control takes from the field around it. Its own attributes win. */
export function useField<P extends { id?: string | undefined; "aria-describedby"?: string | undefined; required?: boolean | undefined; "aria-invalid"?: unknown }>(props: P): P {
  const field = useContext(FieldContext)
  if (!field) return props
  return {
    ...props,
    id: props.id ?? field.id,
    "aria-describedby": cn(field.describedBy, props["aria-describedby"]) || undefined,
    "aria-invalid": props["aria-invalid"] ?? (field.invalid || undefined),
    required: props.required ?? (field.required || undefined),
  }
}

export type FieldSetProps = {
  legend: ReactNode
  name?: string | undefined
  hint?: ReactNode
  error?: ReactNode
  hideLegend?: boolean | undefined
  className?: string | undefined
  children: ReactNode
}

/** Several controls that answer one question. */
export function FieldSet({ legend, name, hint, error, hideLegend, className, children }: FieldSetProps) {
  const made = useId()
  const own = name ? fieldId(name) : made
  return (
    <fieldset id={own} tabIndex={-1} className={cn("min-w-0", className)} aria-describedby={cn(hint && `${own}-hint`, error && `${own}-error`) || undefined}>
      <legend className={cn("mb-1 text-sm font-medium text-text", hideLegend && "sr-only")}>{legend}</legend>
      {hint && <div id={`${own}-hint`} className="mb-1 text-sm text-muted">{hint}</div>}
      {error && <ErrorText id={`${own}-error`}>{error}</ErrorText>}
      <FieldContext value={undefined}>
        <div className="grid gap-1.5">{children}</div>
      </FieldContext>
    </fieldset>
  )
}

export type ErrorSummaryProps = {
  title: ReactNode
  errors: readonly { name?: string | undefined; message: ReactNode }[]
  /** Changes with each attempt (a count of submits), so that the focus comes back here each time. */
  attempt?: string | number | undefined
  className?: string | undefined
}

/** What is wrong, at the top of the form, each line leading to its field. It takes the focus when it appears. */
export function ErrorSummary({ title, errors, attempt, className }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  const headingId = useId()
  const shown = errors.length > 0
  useEffect(() => {
    if (shown) box.current?.focus()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new attempt asks for the focus again
  }, [shown, attempt])
  if (!shown) return null
  return (
    <div ref={box} tabIndex={-1} role="alert" aria-labelledby={headingId} className={cn("rounded-lg border-2 border-danger bg-surface p-4", className)}>
      <h2 id={headingId} className="font-semibold text-text">{title}</h2>
      <ul className="mt-2 grid gap-1 text-sm">
        {errors.map(({ name, message }, at) => (
          <li key={name ?? at}>
            {name ? <a className="font-medium text-danger underline underline-offset-2" href={`#${fieldId(name)}`} onClick={(event) => goTo(event, name)}>{message}</a> : message}
          </li>
        ))}
      </ul>
    </div>
  )
}

function goTo(event: { preventDefault(): void }, name: string) {
  const field = document.getElementById(fieldId(name))
  if (!field) return
  event.preventDefault()
  field.focus()
  field.scrollIntoView({ block: "center" })
}

export function Form({ className, ...rest }: ComponentProps<"form">) {
  return <form noValidate {...rest} className={cn("grid gap-4", className)} />
}

/** The buttons that end a form. On a phone they fill the width, the main one on top. */
export function FormActions({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={cn("flex flex-col gap-2 pt-2 sm:flex-row sm:items-center", className)}>{children}</div>
}

/** Fields side by side where there is room. */
export function FormRow({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={cn("grid gap-4 sm:auto-cols-fr sm:grid-flow-col", className)}>{children}</div>
}
