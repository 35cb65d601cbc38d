import { pipeline, Readable } from "node:stream"
import { createGunzip } from "node:zlib"
import { Refusal } from "@entrepot/kernel"
import type { FileKind } from "./file-kind.ts"

/** What one import may bring: as sent, and after it was unpacked. */
export const MOST_BYTES = 200 * 1024 * 1024
export const MOST_UNPACKED_BYTES = 1024 * 1024 * 1024

/**
 * The bytes behind a gzip, or the bytes themselves. Refuses `integrations.gzip_is_damaged`, and `integrations.file_is_too_large`
 * for what unpacks to more than a gibibyte: a few kilobytes can claim to be anything.
 */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>, kind: FileKind): AsyncGenerator<Uint8Array> {
  if (kind === "text") {
    yield* bytes
    return
  }
  let total = 0
  for await (const piece of gunzipped(bytes)) {
    total += piece.length
    if (total > MOST_UNPACKED_BYTES) throw new Refusal("integrations.file_is_too_large", "invalid", { megabytes: MOST_UNPACKED_BYTES / 1024 / 1024 })
    yield piece
  }
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  pipeline(Readable.from(bytes), gunzip, () => undefined)
  try {
    yield* gunzip as AsyncIterable<Uint8Array>
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith("Z_")) throw new Refusal("integrations.gzip_is_damaged", "invalid")
    throw error
  }
}

/** Cuts a stream into pieces of one size, so that each fits one row. */
export async function* inPieces(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array[] = []
  let length = 0
  for await (const piece of bytes) {
    kept.push(piece)
    length += piece.length
    while (length >= size) {
      const all = Buffer.concat(kept)
      yield all.subarray(0, size)
      kept = [all.subarray(size)]
      length = all.length - size
    }
  }
  if (length > 0) yield Buffer.concat(kept)
}
