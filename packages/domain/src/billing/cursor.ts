import { sql, type RawBuilder } from "kysely"
import { isUuid, Refusal } from "@entrepot/kernel"

/** Where a page ended: a moment or a day, and the id of its last row. */
export type Cursor = { readonly at: string; readonly id: string }

export function cursorOf(at: string, id: string): string {
  return `${at}_${id}`
}

/** Refuses `billing.cursor_is_invalid`. */
export function parseCursor(text: string | null | undefined): Cursor | undefined {
  if (!text) return undefined
  const [at = "", id = ""] = text.split("_")
  if (!isUuid(id) || !/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(at)) throw new Refusal("billing.cursor_is_invalid", "invalid")
  return { at, id }
}

/** A moment with every digit that the database keeps, so that a page ends exactly where it ended. */
export function exactly(column: string): RawBuilder<string> {
  return sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}
