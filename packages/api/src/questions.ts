import type { IncomingMessage, ServerResponse } from "node:http"
import { getTRPCErrorFromUnknown, getTRPCErrorShape, type AnyRouter, type TRPCError } from "@trpc/server"
import { getHTTPStatusCode } from "@trpc/server/http"
import type { ApiContext } from "./trpc.ts"

export type Questions = { readonly batch: boolean; readonly calls: readonly { readonly path: string; readonly procedure: Procedure; readonly input: unknown }[] }
type Procedure = (options: { readonly path: string; readonly getRawInput: () => Promise<unknown>; readonly ctx: unknown; readonly type: "query"; readonly signal: undefined; readonly batchIndex: number }) => Promise<unknown>
export type Asking = { readonly context: () => Promise<ApiContext>; readonly onError: (problem: { readonly error: TRPCError; readonly path: string; readonly ctx: ApiContext | undefined }) => void }

/**
 * What a plain GET asks for: one query, or several at once. Nothing where it is anything else or not well formed, which tRPC's own
 * handler judges. That handler makes each request and answer one of the fetch standard, with streams and signals, which cost more
 * than most questions; these are answered as they are, in the same words.
 */
export function questionsOf(router: AnyRouter, basePath: string, { method, url = "", headers }: IncomingMessage): Questions | undefined {
  if (method !== "GET" || headers["trpc-accept"] !== undefined || headers.accept?.includes("jsonl") || !/^(?:application\/json)?$/.test(headers["content-type"] ?? "")) return undefined
  const [pathname = "", search = ""] = url.split("?")
  const query = new URLSearchParams(search)
  if (!pathname.startsWith(basePath) || pathname.includes("%") || query.has("connectionParams")) return undefined
  const batch = query.get("batch") === "1"
  const paths = batch ? pathname.slice(basePath.length).split(",") : [pathname.slice(basePath.length)]
  const inputs = inputsOf(query.get("input"), batch)
  const calls = paths.flatMap((path, index) => {
    const procedure = queryAt(router, path)
    return procedure && inputs ? [{ path, procedure, input: inputs[index] }] : []
  })
  return calls.length === paths.length ? { batch, calls } : undefined
}

function queryAt(router: AnyRouter, path: string): Procedure | undefined {
  const { procedures } = router._def as { procedures: Readonly<Record<string, Procedure & { readonly _def: { readonly type: string } }>> }
  const found = Object.hasOwn(procedures, path) ? procedures[path] : undefined
  return found?._def.type === "query" ? found : undefined
}

function inputsOf(text: string | null, batch: boolean): Readonly<Record<number, unknown>> | undefined {
  if (!text) return {}
  try {
    const read: unknown = JSON.parse(text)
    if (!batch) return { 0: read }
    return read !== null && typeof read === "object" && !Array.isArray(read) ? (read as Record<number, unknown>) : undefined
  } catch {
    return undefined
  }
}

type Answer = Parameters<typeof getHTTPStatusCode>[0]

/** Answers in one piece, so that it leaves in one packet. */
export async function answerQuestions(router: AnyRouter, { batch, calls }: Questions, asking: Asking, response: ServerResponse): Promise<void> {
  const context = asking.context()
  const answers = await Promise.all(calls.map(async (call, batchIndex) => {
    let ctx: ApiContext | undefined
    try {
      ctx = await context
      return { result: { data: await call.procedure({ path: call.path, getRawInput: async () => call.input, ctx, type: "query", signal: undefined, batchIndex }) } }
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause)
      asking.onError({ error, path: call.path, ctx })
      return { error: getTRPCErrorShape({ config: router._def._config, error, type: "query", path: call.path, input: call.input, ctx }) }
    }
  }))
  const answer = (batch ? answers : answers[0]) as Answer
  const body = JSON.stringify(answer)
  response.writeHead(getHTTPStatusCode(answer), { vary: "trpc-accept, accept", "content-type": "application/json", "content-length": Buffer.byteLength(body) })
  response.end(body)
}
