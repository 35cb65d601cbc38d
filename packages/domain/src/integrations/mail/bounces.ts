import { record, scoped, scopedInsert, type Work } from "@entrepot/db"
import { sql } from "kysely"
import { noteContactMail } from "../../billing/index.ts"
import { markUndeliverable } from "../../tenancy/index.ts"
import { invitationMailFailed, mailBounced } from "../events.ts"

/** What a server says became of a mail (RFC 3464); `reportId` names the report, so that it counts once. */
export type MailReport = { readonly messageId: string; readonly reportId: string; readonly action: "failed" | "delayed"; readonly status: string; readonly diagnostic: string }
export type BounceVerdict = "gone" | "refused" | "delayed"

/** Of class 5: what is wrong with the address itself (RFC 3463). A full mailbox, a policy or the mail's size or content are not. */
const ADDRESS = /^5\.(0\.\d+|1\.(?![78]$)\d+|2\.[01]|4\.\d+)$/

export function verdictOn({ action, status }: Pick<MailReport, "action" | "status">): BounceVerdict {
  if (action === "delayed") return "delayed"
  return ADDRESS.test(status) ? "gone" : "refused"
}

/**
 * Takes a report about a mail of the tenant. A mail that did not arrive is bounced, with the reason, and whoever should know is told; an address that is
 * not there gets no more mail. What is only late changes nothing. The same report again changes nothing either. False where there is no such mail.
 */
export async function takeReport(work: Work, report: MailReport): Promise<"unknown" | "known" | BounceVerdict> {
  const { messageId, reportId, status, diagnostic } = report
  const mail = await scoped(work, "integrations.mail_message").select(["kind", "recipient", "business_key"]).where("message_id", "=", messageId).forUpdate().executeTakeFirst()
  if (!mail) return "unknown"
  const verdict = verdictOn(report)
  const kept = await scopedInsert(work, "integrations.mail_bounce", { message_id: messageId, report_id: reportId.slice(0, 500), verdict, status: status.slice(0, 20), diagnostic: diagnostic.slice(0, 1_000), reported_at: work.now.toString() })
    .onConflict((conflict) => conflict.doNothing()).returning("report_id").executeTakeFirst()
  if (!kept) return "known"
  if (verdict === "delayed") return verdict
  const reason = diagnostic || status
  await sql`update integrations.mail_message set status = 'bounced', last_error = ${reason.slice(0, 1_000)} where network_id = ${work.scope.networkId} and tenant_id = ${work.scope.tenantId} and message_id = ${messageId}`.execute(work.db)
  await noteContactMail(work, mail.recipient, reason)
  if (verdict === "gone") await markUndeliverable(work, mail.recipient, reason)
  if (mail.kind === "user_invited") record(work, invitationMailFailed, { messageId, email: mail.recipient, businessKey: mail.business_key })
  // A mail that tells of a bounce and bounces itself tells of nothing more.
  if (mail.kind !== "mail_bounced") record(work, mailBounced, { messageId, gone: verdict === "gone" })
  return verdict
}
