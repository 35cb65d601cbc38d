"use client"
import type { ReactNode } from "react"
import { Controller, type Control, type ControllerRenderProps, type FieldErrors, type FieldPath, type FieldValues } from "react-hook-form"
import { Field, type FieldProps } from "./field.tsx"

export type FormFieldProps<Values extends FieldValues, Name extends FieldPath<Values>> = Omit<FieldProps, "children" | "error" | "name"> & {
  control: Control<Values>
  name: Name
  /** Turns a code of the schema into words. */
  message?: ((code: string) => ReactNode) | undefined
  children: (field: ControllerRenderProps<Values, Name>) => ReactNode
}

/** A `Field` bound to react-hook-form; its error shows by itself. */
export function FormField<Values extends FieldValues, Name extends FieldPath<Values>>({ control, name, message, children, ...rest }: FormFieldProps<Values, Name>) {
  return (
    <Controller control={control} name={name} render={({ field, fieldState }) => {
      const code = fieldState.error?.message ?? (fieldState.error ? fieldState.error.type : undefined)
      return <Field {...rest} name={name} error={code && (message?.(code) ?? code)}>{children(field)}</Field>
    }} />
  )
}

/** The errors of a form as an `ErrorSummary` lists them. */
export function summaryOf(errors: FieldErrors, message: (code: string) => ReactNode = (code) => code, path = ""): { name: string; message: ReactNode }[] {
  return Object.entries(errors).flatMap(([key, error]) => {
    const name = path ? `${path}.${key}` : key
    if (!error || typeof error !== "object") return []
    if (typeof error.message === "string" && error.message) return [{ name, message: message(error.message) }]
    return "ref" in error || "type" in error ? [] : summaryOf(error as FieldErrors, message, name)
  })
}
