import { adopt, audit, type Work } from "@entrepot/db"
import { Refusal } from "@entrepot/kernel"
import { sql } from "kysely"
import { authorize } from "../../tenancy/index.ts"
import type { ListMails, ResendMail } from "../contract.ts"
import { queueSending } from "./queue-mail.ts"

export type MailRow = { readonly networkId: number; readonly tenantId: number; readonly messageId: string; readonly kind: string; readonly recipient: string; readonly subject: string; readonly status: "queued" | "sent" | "failed"; readonly attempts: number; readonly lastError: string | null; readonly queuedAt: string; readonly sentAt: string | null }

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
  const page = rows.slice(0, limit).map((row) => ({ ...row, queuedAt: row.queuedAt.toISOString(), sentAt: row.sentAt?.toISOString() ?? null }))
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.queuedAt ?? null) : null }
}

/** Tries a failed mail again, with all its tries. Throws integrations.mail_not_found, integrations.mail_not_failed. */
export async function resendMail(work: Work, { networkId, tenantId, messageId }: ResendMail): Promise<void> {
  authorize(work, work.scope.audience === "platform" ? "platform.delivery.replay" : "network.delivery.replay")
  const network = work.scope.networkId ?? networkId
  if (network === undefined) throw new Refusal("integrations.network_missing", "invalid")
  const inside = work.scope.audience === "platform" ? await adopt(work, network, tenantId) : { ...work, scope: { ...work.scope, tenantId } }
  const { rows } = await sql<{ status: string }>`select status from integrations.mail_message where network_id = ${network} and tenant_id = ${tenantId} and message_id = ${messageId}`.execute(inside.db)
  if (!rows[0]) throw new Refusal("integrations.mail_not_found", "not_found")
  if (rows[0].status !== "failed") throw new Refusal("integrations.mail_not_failed", "conflict", { status: rows[0].status })
  queueSending(inside, messageId)
  audit(inside, { action: "integrations.mail_resent", subjectKind: "mail", subjectId: messageId, tenantId })
}
