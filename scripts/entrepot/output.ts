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

/** A sentence with its facts filled in, and with those of its branches that they choose; a fact that is not there stays as it is written. */
export function inWords(text: string, given: Readonly<Record<string, unknown>>): string {
  const chosen = text.replaceAll(/\{(\w+), select,((?: \w+ \{[^{}]*\})+)\}/g, (_all, name: string, branches: string) => {
    const found = new Map([...branches.matchAll(/(\w+) \{([^{}]*)\}/g)].map(([, key, words]) => [key, words]))
    return found.get(String(given[name])) ?? found.get("other") ?? ""
  })
  return chosen.replaceAll(/\{(\w+)\}/g, (all, name: string) => String(given[name] ?? all))
}

export const minute = (iso: string | null) => (iso ? iso.slice(0, 16).replace("T", " ") : null)
