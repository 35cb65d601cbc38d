import type { ConsoleApi } from "@entrepot/api/server"

const KEY = Symbol.for("entrepot.console")
type Shared = { [KEY]?: ConsoleApi }

/** server.ts makes the API once; the pages, which the bundler keeps apart, find it here. */
export function provideApi(api: ConsoleApi): void {
  ;(globalThis as Shared)[KEY] = api
}

export function consoleApi(): ConsoleApi {
  const api = (globalThis as Shared)[KEY]
  if (!api) throw new Error("The console is started by apps/console/server.ts, which makes its API first.")
  return api
}

/** What server.ts tells the pages about a request, instead of what a client could claim. */
export const REQUEST_HEADERS = { host: "x-entrepot-host", address: "x-entrepot-address", trace: "x-entrepot-trace", path: "x-entrepot-path", self: "x-entrepot-self" } as const
