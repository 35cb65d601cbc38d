export const DELIMITERS = [",", ";", "\t", "|"] as const
export type Delimiter = (typeof DELIMITERS)[number]

/**
 * The delimiter that cuts the first rows into the same number of cells most often; more cells win between equals. Counts
 * outside quotes only. A file of one column has none and is read with a comma.
 */
export function detectDelimiter(head: string): Delimiter {
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, ...steadiness(cellsPerRow(head, delimiter)) }))
  const best = scored.filter(({ cells }) => cells > 1).sort((a, b) => b.share - a.share || b.cells - a.cells)[0]
  return best?.delimiter ?? ","
}

/** The most common number of cells, and the share of rows that have it. */
function steadiness(counts: readonly number[]): { cells: number; share: number } {
  const rows = new Map<number, number>()
  for (const count of counts) rows.set(count, (rows.get(count) ?? 0) + 1)
  const [cells, times] = [...rows].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
  return { cells, share: counts.length === 0 ? 0 : Math.round((times / counts.length) * 20) / 20 }
}

const ROWS = 50

/** How many cells each of the first rows would have; a row that the head cuts off counts only when it is all there is. */
function cellsPerRow(head: string, delimiter: string): number[] {
  const counts: number[] = []
  const row = { cells: 1, filled: false, quoted: false, mayOpen: true }
  for (const letter of head) {
    if (letter === '"' && (row.quoted || row.mayOpen)) {
      row.quoted = !row.quoted
      row.mayOpen = !row.quoted // a doubled quote closes and opens again
      row.filled = true
      continue
    }
    if (row.quoted) continue
    row.mayOpen = letter === delimiter
    if (letter === delimiter) row.cells++
    if (letter !== "\n" && letter !== "\r") {
      row.filled = true
      continue
    }
    if (row.filled) counts.push(row.cells)
    if (counts.length === ROWS) return counts
    Object.assign(row, { cells: 1, filled: false, mayOpen: true })
  }
  if (counts.length === 0 && row.filled) counts.push(row.cells)
  return counts
}

/**
 * Counts the rows of a file as its text passes by, without keeping any of it: line ends outside quotes, empty lines left out.
 * A quote opens at the start of a cell only, as in the reader.
 */
export class RowCount {
  readonly #delimiter: number
  #quoted = false
  #mayOpen = true
  #filled = false
  rows = 0

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  see(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const letter = text.charCodeAt(at)
      if (letter === QUOTE && (this.#quoted || this.#mayOpen)) {
        this.#quoted = !this.#quoted
        this.#mayOpen = !this.#quoted
        this.#filled = true
      } else if (!this.#quoted) this.#seeUnquoted(letter)
    }
  }

  #seeUnquoted(letter: number): void {
    if (letter === LINE_FEED || letter === CARRIAGE_RETURN) {
      if (this.#filled) this.rows++
      this.#filled = false
      this.#mayOpen = true
      return
    }
    this.#mayOpen = letter === this.#delimiter
    this.#filled = true
  }

  end(): number {
    return this.rows + (this.#filled ? 1 : 0)
  }
}

const QUOTE = 0x22
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d
