import type { DocumentLocale } from "./parts.ts"

/**
 * Rows for a spreadsheet of the reader's language: where a comma is the decimal sign, a semicolon parts the columns. Text that a
 * spreadsheet would take for a formula is marked as text.
 */
export function csvOf(rows: readonly (readonly string[])[], locale: DocumentLocale): string {
  const separator = locale === "en" ? "," : ";"
  return `\ufeff${rows.map((row) => row.map((cell) => quoted(cell)).join(separator)).join("\r\n")}\r\n`
}

/** A number as the reader's spreadsheet reads one. */
export function csvDecimal(text: string, locale: DocumentLocale): string {
  return locale === "en" ? text : text.replace(".", ",")
}

function quoted(cell: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(cell) ? `'${cell}` : cell
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
