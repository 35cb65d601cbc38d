import { Refusal } from "@entrepot/kernel"

/** What the first bytes of a file say it is. Only text, plain or gzipped, becomes an import. */
export type FileKind = "gzip" | "text"

const ASCII = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

/** First bytes of what people upload by mistake, with the name that they know it by. */
const SIGNATURES: readonly { readonly name: string; readonly bytes: readonly number[] }[] = [
  { name: "xlsx", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: "zip", bytes: [0x50, 0x4b, 0x05, 0x06] },
  { name: "xls", bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: "pdf", bytes: ASCII("%PDF") },
  { name: "png", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: "jpeg", bytes: [0xff, 0xd8, 0xff] },
  { name: "gif", bytes: ASCII("GIF8") },
  { name: "bzip2", bytes: ASCII("BZh") },
  { name: "xz", bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: "zstd", bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: "7z", bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: "rar", bytes: ASCII("Rar!") },
  { name: "sqlite", bytes: ASCII("SQLite format") },
  { name: "parquet", bytes: ASCII("PAR1") },
]

/** Refuses `integrations.file_is_empty` and `integrations.file_is_not_csv` with what it looks like. */
export function fileKind(head: Uint8Array): FileKind {
  if (head.length === 0) throw new Refusal("integrations.file_is_empty", "invalid")
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip"
  const known = SIGNATURES.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte))
  if (known) throw new Refusal("integrations.file_is_not_csv", "invalid", { looksLike: known.name })
  return "text"
}

/**
 * Refuses text that no spreadsheet wrote: control characters beyond tab and line ends, or another language than CSV. `text` is
 * the decoded beginning of the file.
 */
export function assertTabular(text: string): void {
  const start = text.trimStart().slice(0, 200).toLowerCase()
  if (start === "") throw new Refusal("integrations.file_is_empty", "invalid")
  if (/^(<!doctype html|<html)/.test(start)) throw new Refusal("integrations.file_is_not_csv", "invalid", { looksLike: "html" })
  if (/^<(\?xml|[a-z][\w:-]*[\s>])/.test(start)) throw new Refusal("integrations.file_is_not_csv", "invalid", { looksLike: "xml" })
  if (/^(\[\s*[[{]|\{\s*")/.test(start)) throw new Refusal("integrations.file_is_not_csv", "invalid", { looksLike: "json" })
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const controls = text.match(/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0
  if (text.includes("\u0000") || controls > text.length / 100) throw new Refusal("integrations.file_is_not_csv", "invalid", { looksLike: "binary" })
}
