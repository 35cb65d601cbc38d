import { AsyncLocalStorage } from "node:async_hooks"
import { randomUUID } from "node:crypto"
import { trace as openTelemetry } from "@opentelemetry/api"

const KEY = Symbol.for("entrepot.trace")
const shared = globalThis as { [KEY]?: AsyncLocalStorage<string> }
const storage = (shared[KEY] ??= new AsyncLocalStorage<string>())
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/

/** A W3C trace id: 32 hexadecimal digits. Node draws the randomness of many UUIDs at once, and of `randomBytes` each time anew. */
export function newTraceId(): string {
  return randomUUID().replaceAll("-", "")
}

/** The trace id of the caller: OpenTelemetry's where a tracer is registered, else the one that the request came with. */
export function currentTraceId(): string {
  return openTelemetry.getActiveSpan()?.spanContext().traceId ?? storage.getStore() ?? newTraceId()
}

/** Runs `task`, and everything that it starts, under one trace id. */
export function withTrace<T>(traceId: string, task: () => T): T {
  return storage.run(traceId, task)
}

/** Reads a `traceparent` header (W3C Trace Context); anything malformed starts a new trace. */
export function traceIdFrom(traceparent: string | undefined): string {
  return (traceparent && TRACEPARENT.exec(traceparent)?.[1]) || newTraceId()
}
