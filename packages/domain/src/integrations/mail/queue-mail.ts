import { enqueue, scopedInsert, type Work } from "@entrepot/db"
import { newId } from "@entrepot/kernel"
import { renderMail, type MailContent } from "./render.ts"
import type { MailTenant } from "./tenant.db.ts"

/** documentId: what goes with it as PDF, drawn when it is sent: an invoice or credit note of a customer's, a statement of settlement, or what corrects one. */
export type OwedMail = { readonly businessKey: string; readonly recipient: string; readonly content: MailContent; readonly documentId?: string; readonly documentOf?: "billing" | "settlement" | "correction" }

/**
 * Writes the mails that are owed and queues their sending, in the caller's transaction. The business key makes it one mail
 * however often its cause is replayed.
 */
export async function queueMails(work: Work, tenant: MailTenant, owed: readonly OwedMail[]): Promise<void> {
  if (owed.length === 0) return
  const sender = JSON.stringify({ name: tenant.brand.name, address: tenant.from })
  const rows = owed.map(({ businessKey, recipient, content, documentId, documentOf = "billing" }) => {
    const { subject, text, html } = renderMail(tenant.brand, content)
    return { message_id: newId(work.now.epochMilliseconds), business_key: businessKey, kind: content.kind, recipient, sender, subject, text_body: text, html_body: html, locale: content.locale, document_id: documentId ?? null, document_of: documentOf, status: "queued", queued_at: work.now.toString() }
  })
  const written = await scopedInsert(work, "integrations.mail_message", rows).onConflict((conflict) => conflict.doNothing()).returning("message_id").execute()
  for (const { message_id } of written) queueSending(work, message_id)
}

export function queueSending(work: Work, messageId: string): void {
  enqueue(work, { task: "send_mail", payload: { messageId, ...(work.scope.tenantId === undefined ? {} : { tenantId: work.scope.tenantId }) }, key: `mail:${messageId}` })
}
