export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/**
 * Writes equal values as equal text, so that their hashes agree: keys in code unit order, no white space, numbers as
 * JavaScript writes them (RFC 8785). Properties that are undefined are left out, as in `JSON.stringify`. Throws on
 * whatever JSON would quietly change: bigints, NaN, infinities, dates and other classes.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value)
}

function write(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value)
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${Array.from(value, write).join(",")}]`
  if (isPlainObject(value)) {
    const entries = Object.keys(value).sort().filter((key) => value[key] !== undefined)
    return `{${entries.map((key) => `${JSON.stringify(key)}:${write(value[key])}`).join(",")}}`
  }
  throw new TypeError(`Not a JSON value: ${Object.prototype.toString.call(value)}`)
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
