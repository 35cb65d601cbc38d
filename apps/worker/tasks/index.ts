import type { TaskList } from "graphile-worker"
import { applyWebhookTask } from "./apply-webhook.ts"
import { chargeAttemptTask } from "./charge-attempt.ts"
import { clockTask, CLOCK_CRONTAB } from "./clock.ts"
import type { TaskContext } from "./context.ts"
import { deliverEventTask, deliverOneTask } from "./deliver.ts"
import { detachMethodTask } from "./detach-method.ts"
import { openSetupTask } from "./open-setup.ts"
import { proveBooksTask, PROOF_CRONTAB } from "./prove-books.ts"
import { readMethodTask } from "./read-method.ts"
import { reconcilePaymentsTask } from "./reconcile-payments.ts"
import { runImportTask } from "./run-import.ts"
import { RECURRING_CRONTAB, runOccurrencesTask } from "./run-occurrences.ts"
import { runStampTask } from "./run-stamp.ts"
import { sendMailTask } from "./send-mail.ts"
import { sendRefundTask } from "./send-refund.ts"

export type LanePlan = { readonly name: string; readonly tasks: TaskList; readonly concurrency: number; readonly pollMillis: number; readonly restMillis: number; readonly crontab?: string }

/** Who waits for whom: tasks in one lane share its workers, tasks in two lanes never wait for each other. */
export function lanesOf(context: TaskContext): LanePlan[] {
  return [
    { name: "events", concurrency: 6, pollMillis: 250, restMillis: 50, tasks: { deliver_event: deliverEventTask(context) } },
    { name: "retries", concurrency: 3, pollMillis: 1_000, restMillis: 250, tasks: { deliver_one: deliverOneTask(context) } },
    { name: "mail", concurrency: 4, pollMillis: 1_000, restMillis: 250, tasks: { send_mail: sendMailTask(context) } },
    {
      name: "payments", concurrency: 6, pollMillis: 500, restMillis: 250,
      tasks: { charge_attempt: chargeAttemptTask(context), open_setup: openSetupTask(context), send_refund: sendRefundTask(context), detach_method: detachMethodTask(context), read_method: readMethodTask(context), reconcile_payments: reconcilePaymentsTask(context), apply_webhook: applyWebhookTask(context) },
    },
    { name: "recurring", concurrency: 2, pollMillis: 1_000, restMillis: 500, tasks: { run_occurrences: runOccurrencesTask(context) }, crontab: RECURRING_CRONTAB },
    { name: "stamps", concurrency: 2, pollMillis: 1_000, restMillis: 250, tasks: { run_stamp: runStampTask(context) } },
    { name: "imports", concurrency: 2, pollMillis: 1_000, restMillis: 500, tasks: { run_import: runImportTask(context) } },
    { name: "clock", concurrency: 1, pollMillis: 5_000, restMillis: 1_000, tasks: { tick: clockTask(context), prove_books: proveBooksTask(context) }, crontab: `${CLOCK_CRONTAB}\n${PROOF_CRONTAB}` },
  ]
}
