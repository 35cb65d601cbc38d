import { invalid } from "./api-error.ts"
import type { Raw, RawHash } from "./form.ts"

/** Reads one parameter, or refuses it as Stripe does. */
export type Field<T> = { readonly required: boolean; readonly read: (raw: Raw, param: string) => T }
type Required<T> = Field<T> & { readonly required: true }
type Optional<T> = Field<T> & { readonly required: false }

export function required<T>(field: Field<T>): Required<T> {
  return { ...field, required: true }
}

function optional<T>(read: Field<T>["read"]): Optional<T> {
  return { required: false, read }
}

/** Text; empty text is refused, as Stripe refuses to unset what cannot be unset. */
export const text = (most = 5_000): Optional<string> =>
  optional((raw, param) => {
    if (typeof raw !== "string") throw invalid(`Invalid string: ${JSON.stringify(raw)}`, { param })
    if (raw === "") throw invalid(`You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`, { param, code: "parameter_invalid_empty" })
    if (raw.length > most) throw invalid(`Invalid string: ${raw.slice(0, 10)}...; must be at most ${most} characters`, { param })
    return raw
  })

export const integer: Optional<number> = optional((raw, param) => {
  if (typeof raw !== "string" || !/^-?\d{1,15}$/.test(raw)) throw invalid(`Invalid integer: ${typeof raw === "string" ? raw : JSON.stringify(raw)}`, { param, code: "parameter_invalid_integer" })
  return Number(raw)
})

export const boolean: Optional<boolean> = optional((raw, param) => {
  if (raw !== "true" && raw !== "false") throw invalid(`Invalid boolean: ${String(raw)}`, { param })
  return raw === "true"
})

export const oneOf = <const T extends string>(...values: readonly T[]): Optional<T> =>
  optional((raw, param) => {
    const found = values.find((value) => value === raw)
    if (found === undefined) throw invalid(`Invalid ${param}: must be one of ${values.join(", ")}`, { param })
    return found
  })

export const url: Optional<string> = optional((raw, param) => {
  if (typeof raw !== "string" || !URL.canParse(raw.replaceAll(/\{[A-Z_]+\}/g, "x")) || !/^https?:/.test(raw)) throw invalid("Not a valid URL", { param, code: "url_invalid" })
  return raw
})

export const email: Optional<string> = optional((raw, param) => {
  if (typeof raw !== "string" || !/^[^\s@]+@[^\s@]+$/.test(raw)) throw invalid(`Invalid email address: ${String(raw)}`, { param, code: "email_invalid" })
  return raw
})

export const listOf = <T>(item: Field<T>): Optional<T[]> =>
  optional((raw, param) => {
    if (!Array.isArray(raw)) throw invalid("Invalid array", { param })
    return raw.map((each: Raw, index) => item.read(each, `${param}[${index}]`))
  })

/** At most 50 keys of at most 40 characters with values of at most 500. */
export const metadata: Optional<Record<string, string>> = optional((raw, param) => {
  if (raw === "") return {}
  if (!isHash(raw)) throw invalid("Invalid hash", { param })
  const entries = Object.entries(raw)
  if (entries.length > 50) throw invalid("Metadata may have at most 50 keys.", { param })
  return Object.fromEntries(entries.map(([key, value]) => {
    if (key.length > 40) throw invalid(`Metadata keys may be at most 40 characters: ${key}`, { param })
    if (typeof value !== "string" || value.length > 500) throw invalid("Metadata values may be at most 500 characters of text.", { param: `${param}[${key}]` })
    return [key, value]
  }))
})

export const hashOf = <const F extends Shape>(shape: F): Optional<Read<F>> =>
  optional((raw, param) => {
    if (!isHash(raw)) throw invalid("Invalid hash", { param })
    return readParameters({ fields: shape, unsupported: [] }, raw, param)
  })

const moments = hashOf({ gt: integer, gte: integer, lt: integer, lte: integer })
export const momentRange: Optional<number | { gt?: number; gte?: number; lt?: number; lte?: number }> = optional((raw, param) =>
  typeof raw === "string" ? integer.read(raw, param) : moments.read(raw, param))

/** What every list takes. */
export const paging = { limit: integer, starting_after: text(), ending_before: text() }
export const expand = { expand: listOf(text()) }
export const searching = { query: required(text()), limit: integer, page: text(), ...expand }

type Shape = Readonly<Record<string, Field<unknown>>>
/** What was given, once it was read: a parameter that nobody gave is not there. */
export type Read<F> = { readonly [K in keyof F as F[K] extends Required<unknown> ? K : never]: ValueOf<F[K]> } & { readonly [K in keyof F as F[K] extends Required<unknown> ? never : K]?: ValueOf<F[K]> }
type ValueOf<T> = T extends Field<infer V> ? V : never

/** The parameters of one operation: those that the fake acts on, and those that exist but that it refuses loudly. */
export type Parameters<F extends Shape = Shape> = { readonly fields: F; readonly unsupported: readonly string[] }

/** A field reads a part of what is published, and is required exactly where the published parameter is. */
type Published<P, K extends keyof P> = Record<never, never> extends Pick<P, K> ? Optional<NonNullable<P[K]>> : Required<NonNullable<P[K]>>
type Checked<P, F> = { readonly [K in keyof F]: K extends keyof P ? Published<P, K> : never }
type Left<P, F, U extends readonly unknown[]> = Exclude<keyof P, keyof F | U[number]>

/**
 * Names every published parameter of `P`, no more and no fewer: a version of the SDK that adds, removes or retypes one does not
 * compile until somebody has looked.
 */
export function parametersOf<P>() {
  return <const F extends Shape, const U extends readonly Exclude<keyof P, keyof F>[]>(
    fields: F & Checked<P, F>, unsupported: U & (Left<P, F, U> extends never ? unknown : { readonly notNamed: Left<P, F, U> }),
  ): Parameters<F> => ({ fields, unsupported: unsupported as readonly unknown[] as readonly string[] })
}

export function readParameters<F extends Shape>({ fields, unsupported }: Parameters<F>, raw: RawHash, within = ""): Read<F> {
  const nameOf = (key: string) => (within === "" ? key : `${within}[${key}]`)
  for (const key of Object.keys(raw)) {
    if (Object.hasOwn(fields, key)) continue
    if (unsupported.includes(key)) throw invalid(`'${nameOf(key)}' exists, but this fake does not know what it does.`, { param: nameOf(key) })
    throw invalid(`Received unknown parameter: ${nameOf(key)}`, { param: nameOf(key), code: "parameter_unknown" })
  }
  const values: Record<string, unknown> = {}
  for (const [key, field] of Object.entries<Field<unknown>>(fields)) {
    const value = raw[key]
    if (value !== undefined) values[key] = field.read(value, nameOf(key))
    else if (field.required) throw invalid(`Missing required param: ${nameOf(key)}.`, { param: nameOf(key), code: "parameter_missing" })
  }
  return values as Read<F>
}

function isHash(raw: Raw): raw is RawHash {
  return typeof raw === "object" && !Array.isArray(raw)
}
