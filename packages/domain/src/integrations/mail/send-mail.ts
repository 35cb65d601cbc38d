import { automation, record, scoped, scopedUpdate, withWork, type AudiencePool, type Scope, type Work } from "@entrepot/db"
import { Outage, type Temporal } from "@entrepot/kernel"
import { sql } from "kysely"
import { documentFile, noteContactMail, type DocumentFile, type Runs } from "../../billing/index.ts"
import { correctionFile, statementFile } from "../../settlement/index.ts"
import { undeliverableOf } from "../../tenancy/index.ts"
import { invitationMailed, invitationMailFailed } from "../events.ts"
import { isAboutMoney } from "./money-texts.ts"

export type MailKey = { readonly networkId: number; readonly tenantId: number; readonly messageId: string }

export type OutgoingMail = { readonly messageId: string; readonly token: string; readonly from: { readonly name: string; readonly address: string }; readonly to: string; readonly subject: string; readonly text: string; readonly html: string; readonly date: Date; readonly attachments: readonly MailAttachment[] }

export type MailAttachment = { readonly filename: string; readonly contentType: string; readonly content: Buffer }

export type SendOptions = {
  /** Hands the mail to the server; throws when it is not taken. */
  readonly deliver: (mail: OutgoingMail) => Promise<unknown>
  /** True where no further try follows: the mail is then settled as failed, for a person to see. */
  readonly lastTry: boolean
}

/** Kinds whose body opens a door: it is kept no longer than the mail needs it. */
export const SECRET_KINDS: ReadonlySet<string> = new Set(["user_invited", "password_reset"])

/**
 * Sends one queued mail. Its Message-ID never changes, so a server or reader that gets it twice, because we were killed between
 * its yes and our note of it, shows it once. Throws an Outage while another try is left.
 */
export async function sendMail(pool: AudiencePool, key: MailKey, { deliver, lastTry }: SendOptions): Promise<void> {
  const scope: Scope = { audience: "worker", networkId: key.networkId, tenantId: key.tenantId }
  const actor = automation("mail")
  const mail = await withWork(pool, scope, actor, (work) => findQueued(work, key.messageId), { mode: "read" })
  if (!mail) return
  if (mail.withheld !== null) return withWork(pool, scope, actor, (work) => noteWithheld(work, key.messageId, mail))
  let failure: Error | undefined
  try {
    await deliver({ ...mail.outgoing, attachments: await attachmentsOf(pool, scope, mail) })
  } catch (error) {
    failure = error as Error
  }
  await withWork(pool, scope, actor, (work) => (failure ? noteFailure(work, key.messageId, mail, failure.message, lastTry) : noteSent(work, key.messageId, mail)))
  if (failure && !lastTry) throw new Outage("smtp", failure.message, { cause: failure })
}

/** What names a mail of ours in its Message-ID and its envelope, so that a report about it is found. */
export function tokenOf({ messageId, networkId, tenantId }: { readonly messageId: string; readonly networkId?: number | undefined; readonly tenantId?: number | undefined }): string {
  return `${messageId}.${networkId}.${tenantId}`
}

/** The document's PDF: the bytes that its page gives. The first mail that carries one has it drawn and kept. */
async function attachmentsOf(pool: AudiencePool, scope: Scope, { documentId, documentOf }: Pick<Queued, "documentId" | "documentOf">): Promise<readonly MailAttachment[]> {
  if (!documentId) return []
  const actor = automation("mail", ["invoice.view"])
  const runs: Runs = { read: (task) => withWork(pool, scope, actor, task, { mode: "read" }), write: (task) => withWork(pool, scope, actor, task) }
  const { name, type, bytes } = await fileOf(runs, documentId, documentOf)
  return [{ filename: name, contentType: type, content: Buffer.from(bytes) }]
}

function fileOf(runs: Runs, documentId: string, documentOf: string): Promise<DocumentFile> {
  if (documentOf === "settlement") return statementFile(runs, { statementId: documentId, form: "pdf" })
  if (documentOf === "correction") return correctionFile(runs, { disputeId: documentId, form: "pdf" })
  return documentFile(runs, { documentId, form: "pdf" })
}

type Queued = { readonly kind: string; readonly recipient: string; readonly businessKey: string; readonly documentId: string | null; readonly documentOf: string; readonly startedAt: Temporal.Instant; readonly withheld: string | null; readonly outgoing: Omit<OutgoingMail, "attachments"> }

async function findQueued(work: Work, messageId: string): Promise<Queued | undefined> {
  const row = await scoped(work, "integrations.mail_message")
    .select(["kind", "business_key", "recipient", "sender", "subject", "text_body", "html_body", "document_id", "document_of", "queued_at", "status"])
    .where("message_id", "=", messageId).executeTakeFirst()
  if (!row || row.status === "sent" || row.text_body === "") return undefined
  const token = tokenOf({ ...work.scope, messageId })
  const withheld = (await undeliverableOf(work, [row.recipient])).get(row.recipient.toLowerCase())?.reason ?? null
  const { name, address } = JSON.parse(row.sender) as { name: string; address: string }
  const domain = address.split("@")[1] ?? "localhost"
  return {
    kind: row.kind, recipient: row.recipient, businessKey: row.business_key, documentId: row.document_id, documentOf: row.document_of, startedAt: work.now, withheld,
    outgoing: { messageId: `<${token}@${domain}>`, token, from: { name, address }, to: row.recipient, subject: row.subject, text: row.text_body, html: row.html_body, date: row.queued_at as Date },
  }
}

async function noteSent(work: Work, messageId: string, { kind, recipient, businessKey, startedAt }: Queued): Promise<void> {
  const scrubbed = SECRET_KINDS.has(kind) ? { text_body: "", html_body: "" } : {}
  // It may have come back already, before we could say that it went.
  const status = sql<string>`case when exists (select from integrations.mail_bounce b where b.network_id = ${work.scope.networkId} and b.tenant_id = ${work.scope.tenantId} and b.message_id = ${messageId} and b.verdict <> 'delayed' and b.reported_at >= ${startedAt.toString()}::timestamptz) then 'bounced' else 'sent' end`
  await scopedUpdate(work, "integrations.mail_message")
    .set((column) => ({ status, sent_at: work.now.toString(), last_error: null, attempts: column("attempts", "+", 1), ...scrubbed }))
    .where("message_id", "=", messageId).execute()
  if (isAboutMoney(kind)) await noteContactMail(work, recipient, null)
  if (kind === "user_invited") record(work, invitationMailed, { messageId, email: recipient, businessKey })
}

/** Nothing is handed over to a server for an address that takes no mail; who confirms the address may have it sent. */
async function noteWithheld(work: Work, messageId: string, { kind, recipient, businessKey, withheld }: Queued): Promise<void> {
  await scopedUpdate(work, "integrations.mail_message").set({ status: "withheld", last_error: withheld }).where("message_id", "=", messageId).execute()
  if (kind === "user_invited") record(work, invitationMailFailed, { messageId, email: recipient, businessKey })
}

async function noteFailure(work: Work, messageId: string, { kind, recipient, businessKey }: Queued, message: string, lastTry: boolean): Promise<void> {
  await scopedUpdate(work, "integrations.mail_message")
    .set((column) => ({ last_error: message.slice(0, 1_000), attempts: column("attempts", "+", 1), status: lastTry ? "failed" : "queued" }))
    .where("message_id", "=", messageId).execute()
  if (lastTry && isAboutMoney(kind)) await noteContactMail(work, recipient, message)
  if (lastTry && kind === "user_invited") record(work, invitationMailFailed, { messageId, email: recipient, businessKey })
}
