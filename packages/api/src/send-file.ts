import type { IncomingMessage, ServerResponse } from "node:http"
import { isRefusal, type Refusal } from "@entrepot/kernel"
import { disposition } from "./disposition.ts"
import { refuseRequest } from "./http.ts"

/** A file to be saved under its name. */
export type NamedFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }
/** Or why there is none. */
export type FileAnswer = NamedFile | { readonly refusal: Refusal }

const STATUS: Readonly<Record<string, number>> = { not_found: 404, forbidden: 403, conflict: 409, rate_limited: 429 }
const SIGN_IN = new Set(["auth.sign_in_first", "auth.session_ended"])

export async function orRefusal(task: () => Promise<NamedFile>): Promise<FileAnswer> {
  try {
    return await task()
  } catch (error) {
    if (isRefusal(error)) return { refusal: error }
    throw error
  }
}

/** A document as a file. It is the reader's own and nobody's cache keeps it; whoever is not signed in is led to the sign-in and back. */
export function sendFile(answer: FileAnswer, address: URL, request: IncomingMessage, response: ServerResponse): void {
  if ("refusal" in answer) {
    const { code, kind, facts } = answer.refusal
    if (SIGN_IN.has(code)) return void response.writeHead(303, { location: `/sign-in?to=${encodeURIComponent(address.pathname + address.search)}`, "cache-control": "no-store" }).end()
    return refuseRequest(response, STATUS[kind] ?? 422, code, {}, facts)
  }
  response.writeHead(200, {
    "content-type": answer.type, "content-length": String(answer.bytes.byteLength), "content-disposition": disposition(answer.name), "cache-control": "private, no-store",
    "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox",
  })
  response.end(request.method === "HEAD" ? undefined : answer.bytes)
}
