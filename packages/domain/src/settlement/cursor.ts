import { Refusal } from "@entrepot/kernel"

/** A page's end as opaque text: a day or moment, and an id. */
export function cursorOf(at: string, id: string): string {
  return Buffer.from(`${at} ${id}`).toString("base64url")
}

/** Refuses `settlement.cursor_is_invalid`. */
export function readCursor(text: string | null | undefined): readonly string[] {
  if (!text) return []
  const parts = Buffer.from(text, "base64url").toString("utf8").split(" ")
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(parts[0] ?? "") || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(parts[1] ?? "") || parts.length !== 2) throw new Refusal("settlement.cursor_is_invalid", "invalid")
  return parts
}
