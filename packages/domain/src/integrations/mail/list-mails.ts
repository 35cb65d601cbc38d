import { adopt, audit, type Work } from "@entrepot/db"
import { Refusal, pageOf } from "@entrepot/kernel"
import { sql } from "kysely"
import { authorize, trustAddress } from "../../tenancy/index.ts"
import type { ListMails, MailStatus, ResendMail } from "../contract.ts"
import { SECRET_KINDS } from "./send-mail.ts"
import { queueSending } from "./queue-mail.ts"

const AGAIN: ReadonlySet<string> = new Set(["failed", "bounced", "withheld"] satisfies MailStatus[])

export type MailRow = { readonly networkId: number; readonly tenantId: number; readonly messageId: string; readonly kind: string; readonly recipient: string; readonly subject: string; readonly status: MailStatus; readonly attempts: number; readonly lastError: string | null; readonly queuedAt: string; readonly sentAt: string | null }

/** The mails that tenants owed and what became of them; bodies are not shown to anybody. */
export async function listMails(work: Work, { networkId, tenantId, status, before, limit }: ListMails): Promise<{ rows: MailRow[]; next: string | null }> {
  authorize(work, work.scope.audience === "platform" ? "platform.mail.view" : "network.delivery.replay")
  const network = work.scope.networkId ?? networkId
  const { rows } = await sql<MailRow & { queuedAt: Date; sentAt: Date | null }>`
    select network_id as "networkId", tenant_id as "tenantId", message_id as "messageId", kind, recipient, subject, status, attempts, last_error as "lastError", queued_at as "queuedAt", sent_at as "sentAt"
      from integrations.mail_message
     where true ${network === undefined ? sql`` : sql`and network_id = ${network}::integer`} ${tenantId === undefined ? sql`` : sql`and tenant_id = ${tenantId}::integer`}
       ${status === undefined ? sql`` : sql`and status = ${status}`} ${before === undefined ? sql`` : sql`and queued_at < ${before}::timestamptz`}
     order by queued_at desc limit ${limit + 1}`.execute(work.db)
  const { page, last } = pageOf(rows.map((row) => ({ ...row, queuedAt: row.queuedAt.toISOString(), sentAt: row.sentAt?.toISOString() ?? null })), limit)
  return { rows: page, next: last?.queuedAt ?? null }
}

/**
 * Tries a failed mail again, with all its tries. One that came back, or was withheld, goes again as well: who asks for it says that the address works. A body that carried
 * a link with a token is gone once it was sent, so such a mail is asked for anew where it came from. Throws integrations.mail_not_found, integrations.mail_not_failed.
 */
export async function resendMail(work: Work, { networkId, tenantId, messageId }: ResendMail): Promise<void> {
  authorize(work, work.scope.audience === "platform" ? "platform.delivery.replay" : "network.delivery.replay")
  const network = work.scope.networkId ?? networkId
  if (network === undefined) throw new Refusal("integrations.network_missing", "invalid")
  const inside = work.scope.audience === "platform" ? await adopt(work, network, tenantId) : { ...work, scope: { ...work.scope, tenantId } }
  const { rows } = await sql<{ status: string; kind: string; recipient: string }>`select status, kind, recipient from integrations.mail_message where network_id = ${network} and tenant_id = ${tenantId} and message_id = ${messageId}`.execute(inside.db)
  if (!rows[0]) throw new Refusal("integrations.mail_not_found", "not_found")
  const { status, kind, recipient } = rows[0]
  if (!AGAIN.has(status) || (status === "bounced" && SECRET_KINDS.has(kind))) throw new Refusal("integrations.mail_not_failed", "conflict", { status })
  await trustAddress(inside, recipient)
  queueSending(inside, messageId)
  audit(inside, { action: "integrations.mail_resent", subjectKind: "mail", subjectId: messageId, tenantId })
}
