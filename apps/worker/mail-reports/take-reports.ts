import { automation, withWork } from "@entrepot/db"
import { takeReport } from "@entrepot/domain/integrations"
import type { TaskContext } from "../tasks/context.ts"
import type { TakeMailReport } from "../webhook-endpoint.ts"
import { readReport } from "./read-report.ts"
import { isSigned } from "./signature.ts"

const POSTMASTER = automation("postmaster")

/** Takes a mail that a server sent back to us: read, matched with the mail that it is about, and noted in that one's tenant, in one transaction. */
export function takeReports({ worker, config: { mailWebhookSecrets = [] }, log }: TaskContext): TakeMailReport {
  return async ({ body, signature }) => {
    if (mailWebhookSecrets.length === 0) return "closed"
    if (!isSigned(body, signature, mailWebhookSecrets, Date.now())) return "unsigned"
    const report = await readReport(body)
    if (!report) return "ignored"
    const { networkId, tenantId, ...about } = report
    const taken = await withWork(worker, { audience: "worker", networkId, tenantId }, POSTMASTER, (work) => takeReport(work, about))
    log.info({ taken, networkId, tenantId, messageId: about.messageId, status: about.status, action: about.action }, "A mail server reported about a mail.")
    return taken === "unknown" ? "ignored" : "stored"
  }
}
