import type { IncomingMessage, ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { refuseRequest } from "@entrepot/api/http"
import { downloadRefusals, uploadImport } from "@entrepot/api/rest/uploads"
import { sendFile } from "@entrepot/api/send-file"
import type { ConsoleApi } from "@entrepot/api/server"

const FILES = { "/api/imports": uploadImport, "/api/imports/refusals": downloadRefusals } as const

export function isFilePath(path: string): path is keyof typeof FILES {
  return path in FILES
}

/** Files come and go beside Next and beside tRPC, as streams: an import of 200 MB is never in memory. */
export async function answerFile(path: keyof typeof FILES, api: ConsoleApi, request: IncomingMessage, response: ServerResponse, traceId: string): Promise<void> {
  const { host } = api.originOf(request)
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === "string" && name !== "host") headers.set(name, value)
  headers.set("host", host)
  const body = request.method === "POST" ? { body: Readable.toWeb(request) as unknown as BodyInit, duplex: "half" as const } : {}
  const answer = await FILES[path](await api.contextOf(request, traceId), new Request(`http://${host}${request.url ?? path}`, { method: request.method ?? "GET", headers, ...body }))
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  if (!answer.body) return void response.end()
  Readable.fromWeb(answer.body as never).pipe(response)
}

/** A document of the network's as a file, for whoever of its staff may read it. */
export async function answerDocument(api: ConsoleApi, request: IncomingMessage, response: ServerResponse, traceId: string): Promise<void> {
  const address = new URL(request.url ?? "/", "http://console.invalid")
  if (request.method !== "GET" && request.method !== "HEAD") return refuseRequest(response, 405, "api.method_not_allowed", { allow: "GET, HEAD" })
  sendFile(await api.file(request, address.pathname, traceId), address, request, response)
}
