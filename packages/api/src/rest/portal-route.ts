import type { Work } from "@entrepot/db"
import type { z } from "zod"

/** A request after its key, path and query have been read. */
export type PortalCall = { readonly params: Readonly<Record<string, string>>; readonly query: URLSearchParams; readonly body: unknown; readonly work: <T>(task: (work: Work) => Promise<T>) => Promise<T>; readonly read: <T>(task: (work: Work) => Promise<T>) => Promise<T> }
/** JSON, or a file to be saved under its name. */
export type PortalAnswer = { readonly status: number; readonly body: unknown } | { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

/** An address at a portal's host. `files` names the media type where it answers a file; `answers` what it answers as JSON. */
export type PortalRoute = {
  readonly method: "GET" | "POST"
  /** "{id}" stands for one segment. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly description?: string
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly answers?: Readonly<Record<number, { readonly description: string; readonly schema: z.ZodType }>>
  readonly files?: string
  readonly handle: (call: PortalCall) => Promise<PortalAnswer>
}
