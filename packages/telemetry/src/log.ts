import { pino, type Logger } from "pino"
import { currentTraceId } from "./trace.ts"

const SECRET_KEYS = ["password", "passwordHash", "password_hash", "token", "tokenHash", "token_hash", "cookie", "authorization", "secret"]

/** Structured logs, one JSON line each, with the trace id of whatever is going on. */
export function createLog(process_: string): Logger {
  return pino({
    level: process.env["LOG_LEVEL"] ?? "info",
    base: { process: process_ },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: "[redacted]" },
    mixin: () => ({ traceId: currentTraceId() }),
  })
}

export type { Logger }
