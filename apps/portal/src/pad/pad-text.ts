import type { PadRow } from "@entrepot/domain/storefront/contract"

type Written = Pick<PadRow, "part"> & { readonly quantity?: string | undefined; readonly unit?: string | undefined }

const LINE_BREAK = /\r\n|\n|\r/

/** With the separator that no part number holds. */
const written = ({ part, quantity, unit }: Written): string => [part, quantity ?? "", unit ?? ""].join("\t").trimEnd()

/**
 * Rewrites one row, and takes out those that were added to it: what is written counts them already. A heading says in which
 * order its columns stand; as the new row may stand in another, every row is then written anew and the heading goes.
 */
export function rewriteRow(text: string, rows: readonly PadRow[], line: number, row: Written, added: readonly number[] = []): string {
  const lines = text.split(LINE_BREAK)
  const first = lines.findIndex((each) => each.trim() !== "") + 1
  const headed = !rows.some((each) => each.line === first)
  const byLine = new Map(rows.map((each) => [each.line, each]))
  return lines.map((each, index) => {
    const read = byLine.get(index + 1)
    if (index + 1 === line) return written(row)
    return headed ? (read ? written(read) : "") : each
  }).filter((_, index) => !added.includes(index + 1)).join("\n")
}

/** Takes these lines out. */
export function withoutLines(text: string, lines: readonly number[]): string {
  return text.split(LINE_BREAK).filter((_, index) => !lines.includes(index + 1)).join("\n")
}
