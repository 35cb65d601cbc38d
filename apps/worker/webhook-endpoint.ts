import type { IncomingMessage } from "node:http"
import type { Logger } from "@entrepot/telemetry"

export type Answer = { readonly status: number; readonly type: string; readonly body: string }
/** Takes one delivery: stored, nobody's, or not for us. */
export type TakeDelivery = (delivery: { readonly body: string; readonly signature: string }) => Promise<"stored" | "unsigned" | "ignored">

/** Takes a report about a mail: noted, about none of ours, or not for us; closed where nobody may report. */
export type TakeMailReport = (report: { readonly body: Buffer; readonly signature: string }) => Promise<"stored" | "ignored" | "unsigned" | "closed">

/** Far more than any report, with the mail and its attachments in it. */
const MOST_MAIL_BYTES = 32 * 1024 * 1024
/** Far more than any event; a body without end is cut here. */
const MOST_BYTES = 1_000_000

/** Stored and answered at once; what it is about is found out by a job. Anything but 200 makes the provider send it again. */
export async function answerWebhook(request: IncomingMessage, take: TakeDelivery, log: Logger): Promise<Answer> {
  if (request.method !== "POST") return json(405, "method_not_allowed")
  const body = await readBody(request, MOST_BYTES)
  if (body === undefined) return json(413, "too_large")
  const signature = request.headers["stripe-signature"]
  const taken = await take({ body: body.toString("utf8"), signature: typeof signature === "string" ? signature : "" })
  if (taken !== "stored") log.warn({ taken }, "A webhook was not ours.")
  return taken === "unsigned" ? json(400, "signature_is_wrong") : json(200, taken)
}

/** A mail as it came, signed. Anything but 200 has whoever hands it over keep it and try again; what is about no mail of ours is done with. */
export async function answerMailReport(request: IncomingMessage, take: TakeMailReport, log: Logger): Promise<Answer> {
  if (request.method !== "POST") return json(405, "method_not_allowed")
  const body = await readBody(request, MOST_MAIL_BYTES)
  if (body === undefined) return json(413, "too_large")
  const signature = request.headers["entrepot-signature"]
  const taken = await take({ body, signature: typeof signature === "string" ? signature : "" })
  if (taken === "closed") return json(404, "not_found")
  if (taken === "unsigned") log.warn("A report about a mail was not signed by us.")
  return taken === "unsigned" ? json(400, "signature_is_wrong") : json(200, taken)
}

async function readBody(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function json(status: number, what: string): Answer {
  return { status, type: "application/json", body: JSON.stringify({ status: what }) }
}
