import { gzipSync } from "node:zlib"
import type { Encoding } from "../read/encoding.ts"

/** A file as it would arrive: text in an encoding, in pieces of `size` bytes. */
export async function* fileOf(text: string, { encoding = "utf-8", gzip = false, size = 64 * 1024 }: { encoding?: Encoding; gzip?: boolean; size?: number } = {}): AsyncGenerator<Uint8Array> {
  const plain = encoded(text, encoding)
  yield* piecesOf(gzip ? gzipSync(plain) : plain, size)
}

export async function* piecesOf(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function encoded(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf-8") return Buffer.from(text, "utf8")
  if (encoding === "windows-1252") return Buffer.from(text.replaceAll("€", "\u0080"), "latin1")
  const little = Buffer.from(`\ufeff${text}`, "utf16le")
  return encoding === "utf-16le" ? little : little.swap16()
}

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
