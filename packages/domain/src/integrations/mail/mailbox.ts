import { json, type Work } from "@entrepot/db"
import { Refusal, pageOf } from "@entrepot/kernel"
import { sql } from "kysely"
import { authorize } from "../../tenancy/index.ts"
import type { GetMailboxMessage, ListMailbox } from "../contract.ts"

export type MailboxMessage = { readonly smtpId: string; readonly sender: string; readonly recipients: readonly string[]; readonly subject: string; readonly receivedAt: string }

/** A file that came with a message, of which the mailbox keeps the fingerprint and not the content. */
export type MailboxAttachment = { readonly name: string; readonly type: string; readonly bytes: number; readonly sha256: string }

/** Keeps what came in over SMTP. A message that is handed over twice (same Message-ID) is kept once. */
export async function keepMailboxMessage(work: Work, mail: { smtpId: string; sender: string; recipients: readonly string[]; subject: string; text: string; html: string; attachments: readonly MailboxAttachment[] }): Promise<void> {
  await work.db.insertInto("integrations.mailbox_message")
    .values({ smtp_id: mail.smtpId, sender: mail.sender, recipients: [...mail.recipients], subject: mail.subject, text_body: mail.text, html_body: mail.html, attachments: json(mail.attachments), received_at: work.now.toString() })
    .onConflict((conflict) => conflict.doNothing()).execute()
}

/** The development mailbox, newest first; `search` looks in recipients and subject. */
export async function listMailbox(work: Work, { search, before, limit }: ListMailbox): Promise<{ rows: MailboxMessage[]; next: string | null }> {
  authorize(work, "platform.mail.view")
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } = await sql<MailboxMessage & { receivedAt: Date }>`
    select smtp_id as "smtpId", sender, recipients, subject, received_at as "receivedAt" from integrations.mailbox_message
     where true ${search === "" ? sql`` : sql`and (subject ilike ${pattern} or array_to_string(recipients, ' ') ilike ${pattern})`}
       ${before === undefined ? sql`` : sql`and received_at < ${before}::timestamptz`}
     order by received_at desc limit ${limit + 1}`.execute(work.db)
  const { page, last } = pageOf(rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() })), limit)
  return { rows: page, next: last?.receivedAt ?? null }
}

/** One message with its bodies and the names of its files. Throws integrations.mail_not_found. */
export async function getMailboxMessage(work: Work, { smtpId }: GetMailboxMessage): Promise<MailboxMessage & { text: string; html: string; attachments: readonly MailboxAttachment[] }> {
  authorize(work, "platform.mail.view")
  const row = await work.db.selectFrom("integrations.mailbox_message").selectAll().where("smtp_id", "=", smtpId).executeTakeFirst()
  if (!row) throw new Refusal("integrations.mail_not_found", "not_found")
  return { smtpId: row.smtp_id, sender: row.sender, recipients: row.recipients, subject: row.subject, receivedAt: (row.received_at as Date).toISOString(), text: row.text_body, html: row.html_body, attachments: row.attachments as readonly MailboxAttachment[] }
}
