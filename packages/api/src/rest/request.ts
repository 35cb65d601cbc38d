import type { IncomingMessage, ServerResponse } from "node:http"
import type { z } from "zod"

const MOST_BYTES = 256 * 1024

type Address = { readonly method: string; readonly path: string }
export type Found<R> = { readonly route: R; readonly params: Readonly<Record<string, string>> } | { readonly allowed: readonly string[] }

/** The route of an address with what its "{names}" stand for; which methods it knows, where it does not know this one. */
export function findRoute<R extends Address>(routes: readonly R[], method: string, pathname: string): Found<R> | undefined {
  const matching = routes.flatMap((route) => {
    const found = patternOf(route.path).exec(pathname)
    return found ? [{ route, params: decoded(found.groups) }] : []
  })
  const exact = matching.find(({ route }) => route.method === method)
  return exact ?? (matching.length > 0 ? { allowed: matching.map(({ route }) => route.method) } : undefined)
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]{1,200})")}$`)
}

function decoded(groups: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(groups ?? {}).map(([name, value]) => {
    try {
      return [name, decodeURIComponent(value)]
    } catch {
      return [name, value]
    }
  }))
}

/** What an address asks for behind its "?", by the schema that the OpenAPI document is made from. */
export const readQuery = <T extends z.ZodObject>(schema: T, query: URLSearchParams): z.infer<T> => schema.parse(Object.fromEntries(query))

/** Why a body is none that the API takes. */
export class Unreadable {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string) {
    this.status = status
    this.code = code
  }
}

export async function readBody(request: Request): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? "")) return new Unreadable(415, "api.not_json")
  const text = await request.text()
  if (text.length > MOST_BYTES) return new Unreadable(413, "api.too_large")
  try {
    return JSON.parse(text) as unknown
  } catch {
    return new Unreadable(400, "api.not_json")
  }
}

/** Node's request as the one of the fetch standard. Throws where its body is larger than the API takes. */
export async function readRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BYTES) throw new Error("too large")
    chunks.push(chunk)
  }
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]))
  const method = request.method ?? "GET"
  return new Request(`http://rest.invalid${request.url ?? "/"}`, { method, headers, ...(method === "GET" || method === "HEAD" ? {} : { body: Buffer.concat(chunks) }) })
}

export async function sendResponse(response: ServerResponse, answered: Response): Promise<void> {
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
}
