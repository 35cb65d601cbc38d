import { createHash } from "node:crypto"
import type { FileRecord } from "./records.ts"

/** Where the names of the columns stand, and what they are called here: never empty, never twice. */
export type Header = {
  /** 0 when the file has no row of names. */
  readonly line: number
  readonly names: readonly string[]
  readonly repeated: readonly string[]
}

/**
 * The first row that fills as many cells as the rows around it do: a title, an address or a blank row above it is passed
 * over. A row with a number of its own is data, so a file may also begin at once; its columns are then numbered.
 */
export function detectHeader(head: readonly FileRecord[]): Header {
  const filled = (record: FileRecord) => record.cells.filter((cell) => cell.trim() !== "").length
  const usual = median(head.map(filled))
  const first = head.find((record) => filled(record) >= Math.max(1, usual * 0.7)) ?? head[0]
  if (!first) return { line: 0, names: [], repeated: [] }
  if (first.cells.some(isValue)) return { line: 0, ...uniqueNames(first.cells.map(() => "")) }
  return { line: first.line, ...uniqueNames(first.cells) }
}

/** Nobody calls a column by a number, a price or a date. */
function isValue(cell: string): boolean {
  return /^\s*[-+]?[\d.,' ]*\d[\d.,' ]*\s*[%€$£]?\s*$/.test(cell) || /^\s*\d{4}-\d\d-\d\d/.test(cell)
}

function uniqueNames(cells: readonly string[]): { names: string[]; repeated: string[] } {
  const times = new Map<string, number>()
  const repeated = new Set<string>()
  const names = cells.map((cell, at) => {
    const name = cell.replace(/\s+/g, " ").trim() || `Column ${at + 1}`
    const before = times.get(name) ?? 0
    times.set(name, before + 1)
    if (before === 0) return name
    repeated.add(name)
    return `${name} (${before + 1})`
  })
  return { names, repeated: [...repeated] }
}

/** The same columns in the same order are the same layout, however their names are spaced or capitalised. */
export function headerHash(names: readonly string[]): string {
  return createHash("sha256").update(names.map((name) => name.toLowerCase().replace(/[^\p{L}\p{Nd}]+/gu, " ").trim()).join("\u001f")).digest("hex")
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
