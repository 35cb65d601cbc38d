import { Refusal } from "@entrepot/kernel"

/** A page's end as opaque text: the columns that it is ordered by. */
export function cursorOf(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url")
}

const FITS = [/^\d{4}-\d{2}-\d{2}$/, /^[0-9a-f-]{36}$/, /^\d{1,9}$/, /^-?\d{1,19}$/]

/** Reads a day, a journal's id and, where there are more parts, a position and a balance. Refuses `ledger.cursor_is_invalid`. */
export function readCursor(text: string, count: number): readonly string[] {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(text, "base64url").toString("utf8"))
  } catch {
    parts = undefined
  }
  if (!Array.isArray(parts) || parts.length !== count || !parts.every((part, i) => typeof part === "string" && FITS[i]?.test(part))) throw new Refusal("ledger.cursor_is_invalid", "invalid")
  return parts as string[]
}
