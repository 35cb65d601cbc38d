import type { IncomingMessage } from "node:http"
import type { Logger } from "@entrepot/telemetry"

export type Answer = { readonly status: number; readonly type: string; readonly body: string }
/** Takes one delivery: stored, nobody's, or not for us. */
export type TakeDelivery = (delivery: { readonly body: string; readonly signature: string }) => Promise<"stored" | "unsigned" | "ignored">

/** Far more than any event; a body without end is cut here. */
const MOST_BYTES = 1_000_000

/** Stored and answered at once; what it is about is found out by a job. Anything but 200 makes the provider send it again. */
export async function answerWebhook(request: IncomingMessage, take: TakeDelivery, log: Logger): Promise<Answer> {
  if (request.method !== "POST") return json(405, "method_not_allowed")
  const body = await readBody(request)
  if (body === undefined) return json(413, "too_large")
  const signature = request.headers["stripe-signature"]
  const taken = await take({ body, signature: typeof signature === "string" ? signature : "" })
  if (taken !== "stored") log.warn({ taken }, "A webhook was not ours.")
  return taken === "unsigned" ? json(400, "signature_is_wrong") : json(200, taken)
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

function json(status: number, what: string): Answer {
  return { status, type: "application/json", body: JSON.stringify({ status: what }) }
}
