import type { Account, Objects, Kind } from "./account.ts"
import type { Parameters, Read, Field } from "./fields.ts"

/** One request on its way: whose it is, what time it is, and how to say that something happened. */
export type Call = {
  readonly account: Account
  readonly requestId: string
  readonly idempotencyKey: string | null
  /** Seconds of the virtual clock. */
  readonly now: number
  /** Where the fake's own pages are, as a browser sees them. */
  readonly origin: string
  readonly emit: (type: string, object: Objects[Kind]) => void
}

export type Route = {
  readonly method: "GET" | "POST" | "DELETE"
  readonly path: RegExp
  readonly parameters: Parameters
  /** What the answer's fields may be expanded to. */
  readonly answer: (call: Call, parameters: never, id: string) => unknown
}

export function route<F extends Readonly<Record<string, Field<unknown>>>>(method: Route["method"], path: string, parameters: Parameters<F>, answer: (call: Call, parameters: Read<F>, id: string) => unknown): Route {
  return { method, path: new RegExp(`^${path.replace("{id}", "([A-Za-z0-9_]+)")}$`), parameters, answer: answer as Route["answer"] }
}
