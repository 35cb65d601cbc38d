import { unpacked } from "./bytes.ts"
import { detectDelimiter, RowCount, type Delimiter } from "./delimiter.ts"
import { Utf8Watch, wideEncoding, type Encoding } from "./encoding.ts"
import { fileKind, type FileKind } from "./file-kind.ts"

/** What one pass over a whole file tells; only its beginning is kept. */
export type Survey = {
  readonly kind: FileKind
  readonly encoding: Encoding
  readonly head: string
  /** The head is all there is. */
  readonly complete: boolean
  readonly delimiter: Delimiter
  /** Rows that are not empty, the header among them. */
  readonly rows: number
}

const HEAD_BYTES = 256 * 1024

/** Reads the file once, in constant memory. Refuses what `fileKind` and `unpacked` refuse. */
export async function survey(bytes: AsyncIterable<Uint8Array>): Promise<Survey> {
  const source = bytes[Symbol.asyncIterator]()
  const first = await source.next()
  const kind = fileKind(first.done ? new Uint8Array() : first.value)
  const pass = new Pass()
  for await (const piece of unpacked(rejoined(first, source), kind)) pass.see(piece)
  return { kind, ...pass.end() }
}

async function* rejoined(first: IteratorResult<Uint8Array>, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value
}

class Pass {
  readonly #utf8 = new Utf8Watch()
  readonly #head: Uint8Array[] = []
  #headLength = 0
  #total = 0
  #counting: { readonly count: RowCount; readonly delimiter: Delimiter; readonly textOf: (bytes?: Uint8Array) => string } | undefined

  see(piece: Uint8Array): void {
    this.#utf8.see(piece)
    this.#total += piece.length
    if (this.#counting) {
      this.#counting.count.see(this.#counting.textOf(piece))
      return
    }
    this.#head.push(piece)
    this.#headLength += piece.length
    if (this.#headLength >= HEAD_BYTES) this.#startCounting()
  }

  end(): Omit<Survey, "kind"> {
    if (!this.#counting) this.#startCounting()
    const { count, delimiter } = this.#counting!
    const head = Buffer.concat(this.#head)
    const encoding = wideEncoding(head) ?? (this.#utf8.end() ? "utf-8" : "windows-1252")
    return { encoding, delimiter, head: new TextDecoder(encoding).decode(head), complete: this.#total === this.#headLength, rows: count.end() }
  }

  /** Quotes, delimiters and line ends are the same byte in every narrow encoding, so counting need not know which it is. */
  #startCounting(): void {
    const head = Buffer.concat(this.#head)
    const wide = wideEncoding(head)
    const decoder = new TextDecoder(wide ?? "latin1")
    const textOf = (bytes?: Uint8Array) => decoder.decode(bytes, { stream: true })
    const text = textOf(head).replace(/^(\ufeff|\u00ef\u00bb\u00bf)/, "")
    const delimiter = detectDelimiter(text)
    const count = new RowCount(delimiter)
    count.see(text)
    this.#counting = { count, delimiter, textOf }
  }
}
