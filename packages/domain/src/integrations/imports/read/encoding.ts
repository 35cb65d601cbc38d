/** How the bytes of a file became text. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252"

/** A byte-order mark decides; without one, every second byte being zero gives UTF-16 away. Nothing when UTF-8 is worth a try. */
export function wideEncoding(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le"
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be"
  const pairs = Math.floor(Math.min(head.length, 4096) / 2)
  if (pairs < 4) return undefined
  const zeros = [0, 0]
  for (let at = 0; at < pairs * 2; at++) if (head[at] === 0) zeros[at % 2]!++
  if (zeros[1]! > pairs * 0.6 && zeros[0] === 0) return "utf-16le"
  if (zeros[0]! > pairs * 0.6 && zeros[1] === 0) return "utf-16be"
  return undefined
}

/** Watches a stream of bytes for anything that UTF-8 does not allow, also where a letter is cut between two pieces. */
export class Utf8Watch {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true })
  valid = true

  see(bytes: Uint8Array): void {
    if (!this.valid) return
    try {
      this.#decoder.decode(bytes, { stream: true })
    } catch {
      this.valid = false
    }
  }

  /** Whether all of it was UTF-8; a file that ends inside a letter was not. */
  end(): boolean {
    if (!this.valid) return false
    try {
      this.#decoder.decode()
    } catch {
      this.valid = false
    }
    return this.valid
  }
}

/** Bytes to text, a piece at a time. A byte-order mark is taken off. */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true })
    if (text !== "") yield text
  }
  const rest = decoder.decode()
  if (rest !== "") yield rest
}
