import type { Work } from "@entrepot/db"
import type { Described } from "./described.ts"

/** A request after its key, path and query have been read. */
export type PortalCall = { readonly params: Readonly<Record<string, string>>; readonly query: URLSearchParams; readonly body: unknown; readonly work: <T>(task: (work: Work) => Promise<T>) => Promise<T>; readonly read: <T>(task: (work: Work) => Promise<T>) => Promise<T> }
/** JSON, or a file to be saved under its name. */
export type PortalAnswer = { readonly status: number; readonly body: unknown } | { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

/** An address at a portal's host. */
export type PortalRoute = Described & { readonly handle: (call: PortalCall) => Promise<PortalAnswer> }
