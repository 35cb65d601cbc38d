import { automation, withWork, type Work } from "@entrepot/db"
import { billServices, followUpPayments, runDunning, warnOfExpiry } from "@entrepot/domain/billing"
import { expireApprovals, sweepBackorders } from "@entrepot/domain/ordering"
import { offerTemplatePlans } from "@entrepot/domain/provisioning"
import { draftDueStatements } from "@entrepot/domain/settlement"
import { renewHolidays } from "@entrepot/domain/subscriptions"
import { NETWORK_PERMISSIONS, PORTAL_PERMISSIONS } from "@entrepot/domain/tenancy"
import type { Task } from "graphile-worker"
import type { TaskContext } from "./context.ts"

/** An order that nobody decided for this long is rejected; its credit is free again. */
const APPROVAL_DAYS = 14

/** Every five minutes. A tick that was missed while nobody ran is not made up for: the next one does the same. */
export const CLOCK_CRONTAB = "*/5 * * * * tick"

const CHORES: readonly { readonly name: string; readonly run: (work: Work) => Promise<number> }[] = [
  { name: "expire_approvals", run: (work) => expireApprovals(work, { days: APPROVAL_DAYS }) },
  { name: "sweep_backorders", run: sweepBackorders },
  { name: "follow_up_payments", run: followUpPayments },
  { name: "warn_of_expiry", run: warnOfExpiry },
  { name: "bill_services", run: billServices },
  { name: "dun", run: runDunning },
  { name: "draft_statements", run: draftDueStatements },
  { name: "renew_holidays", run: renewHolidays },
  { name: "offer_template_plans", run: offerTemplatePlans },
]

/** What happens because time passes, in every network; a network or chore that fails holds up no other. */
export function clockTask({ worker, log }: TaskContext): Task {
  return async (_payload, { query }) => {
    const { rows } = await query<{ id: number }>("select network_id as id from tenancy.network where status = 'active' order by network_id")
    for (const { id: networkId } of rows) {
      for (const { name, run } of CHORES) {
        const actor = automation(`clock.${name}`, [...Object.keys(PORTAL_PERMISSIONS), ...Object.keys(NETWORK_PERMISSIONS)])
        const done = await withWork(worker, { audience: "worker", networkId }, actor, run).catch((error: unknown) => void log.error({ err: error, networkId, chore: name }, "A chore failed; the next tick tries again."))
        if (done) log.info({ networkId, chore: name, done }, "The clock did something.")
      }
    }
  }
}
