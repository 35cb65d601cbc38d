import { receiveUpload, refusalsCsv } from "@entrepot/domain/integrations"
import { Refusal } from "@entrepot/kernel"
import { createLog } from "@entrepot/telemetry"
import { z } from "zod"
import type { ApiContext } from "../trpc.ts"
import { problem, problemOf } from "./problem.ts"

const MOST_BYTES = 200 * 1024 * 1024
const log = createLog("uploads")

/**
 * Takes an import's file: `POST`, the file itself as the body, its name in `x-file-name` (percent-encoded). Streams it into the
 * database, up to 200 MB. Answers 201 with `{ runId, kind, rows, fileSize }`, or a problem that says what is wrong with the file.
 */
export async function uploadImport(ctx: ApiContext, request: Request): Promise<Response> {
  return answered(ctx, async () => {
    if (request.method !== "POST") return problem(405, ctx.traceId, { code: "api.method_not_allowed", headers: { allow: "POST" } })
    if (ctx.actor?.kind !== "staff") return problem(401, ctx.traceId, { code: "auth.sign_in_first" })
    if (!isSameOrigin(request)) return problem(403, ctx.traceId, { code: "auth.origin_refused" })
    if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return problem(413, ctx.traceId, { code: "integrations.file_is_too_large", facts: { megabytes: MOST_BYTES / 1024 / 1024 } })
    const received = await receiveUpload(ctx.work, { fileName: fileNameOf(request), bytes: bytesOf(request) })
    return Response.json(received, { status: 201, headers: NO_STORE })
  })
}

const Download = z.object({ runId: z.uuid(), verdict: z.enum(["refused", "noticed"]).default("refused") })

/** The refused rows of a run as CSV, with line and reason in the reader's language: `GET ?runId=…&verdict=refused|noticed`. */
export async function downloadRefusals(ctx: ApiContext, request: Request): Promise<Response> {
  return answered(ctx, async () => {
    if (request.method !== "GET") return problem(405, ctx.traceId, { code: "api.method_not_allowed", headers: { allow: "GET" } })
    if (ctx.actor?.kind !== "staff") return problem(401, ctx.traceId, { code: "auth.sign_in_first" })
    const { runId, verdict } = Download.parse(Object.fromEntries(new URL(request.url).searchParams))
    const { fileName, lines } = await refusalsCsv(ctx.read, { runId, verdict, locale: ctx.locale })
    const headers = { ...NO_STORE, "content-type": "text/csv; charset=utf-8", "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll("'", "%27")}` }
    return new Response(streamOf(lines), { headers })
  })
}

const NO_STORE = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const

async function answered({ traceId }: ApiContext, task: () => Promise<Response>): Promise<Response> {
  try {
    return await task()
  } catch (error) {
    return problemOf(error, traceId, (defect) => log.error({ err: defect, traceId }, "an upload or download failed"))
  }
}

/** A page of another site may not make a signed-in browser send a file. */
function isSameOrigin(request: Request): boolean {
  try {
    return new URL(request.headers.get("origin") ?? "").host === (request.headers.get("host") ?? new URL(request.url).host)
  } catch {
    return false
  }
}

function fileNameOf(request: Request): string {
  const name = request.headers.get("x-file-name") ?? ""
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Refuses a form: the body is the file, so that it can be passed on as it arrives. */
function bytesOf(request: Request): AsyncIterable<Uint8Array> {
  if (!request.body || /^(multipart|application\/x-www-form-urlencoded)/.test(request.headers.get("content-type") ?? "")) throw new Refusal("integrations.upload_is_malformed", "invalid")
  return request.body as unknown as AsyncIterable<Uint8Array>
}

function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  }, { highWaterMark: 256 })
}
