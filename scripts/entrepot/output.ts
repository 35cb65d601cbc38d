export type Column<Row> = readonly [title: string, value: (row: Row) => string | number | null | undefined]

/** Rows under titles, as wide as they need; numbers stand to the right. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = rows.map((row) => columns.map(([, value]) => value(row) ?? "–"))
  const widths = columns.map(([title], at) => Math.max(title.length, ...cells.map((line) => String(line[at]).length)))
  const pad = (value: string | number, at: number) => (typeof value === "number" ? String(value).padStart(widths[at] ?? 0) : value.padEnd(widths[at] ?? 0))
  const lines = [columns.map(([title], at) => pad(title.toUpperCase(), at)), ...cells.map((line) => line.map(pad))]
  return lines.map((line) => line.join("  ").trimEnd()).join("\n")
}

/** Facts of one thing, one a line. */
export function facts(pairs: readonly (readonly [string, string | number | null | undefined])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length))
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${value ?? "–"}`).join("\n")
}

/** A sentence with its facts filled in; a fact that is not there stays as it is written. */
export const inWords = (text: string, given: Readonly<Record<string, unknown>>): string => text.replace(/\{(\w+)\}/g, (all, name: string) => String(given[name] ?? all))

export const minute = (iso: string | null) => (iso ? iso.slice(0, 16).replace("T", " ") : null)
