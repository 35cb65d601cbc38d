import { automation, withWork } from "@entrepot/db"
import { endTerms, notifyDue, remindHeld, runDue, wakePaused } from "@entrepot/domain/subscriptions"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"

const NetworkJob = z.object({ networkId: z.int().optional() })

/** Every minute. A tick that was missed is not made up for: the next one finds the same dates due, and the catch-up policy speaks. */
export const RECURRING_CRONTAB = "* * * * * run_occurrences"

/**
 * What comes again: pauses that end, notices, orders that are due, and reminders of what waits, of one network (somebody asked for it now) or of all (the clock). Any number of workers
 * may run it at once.
 */
export function runOccurrencesTask({ worker, log }: TaskContext): Task {
  return async (payload, { query, abortSignal }) => {
    const { networkId } = NetworkJob.parse(payload ?? {})
    const { rows } = networkId ? { rows: [{ id: networkId }] } : await query<{ id: number }>("select network_id as id from tenancy.network where status = 'active' order by network_id")
    for (const { id } of rows) await runNetwork(id, { worker, log }, () => abortSignal.aborted)
  }
}

async function runNetwork(networkId: number, { worker, log }: Pick<TaskContext, "worker" | "log">, stopped: () => boolean): Promise<void> {
  const woken = await withWork(worker, { audience: "worker", networkId }, automation("subscriptions"), wakePaused)
  const notified = await notifyDue(worker, networkId, { stopped })
  const onError = (error: unknown, { occurrenceId }: { readonly occurrenceId: string }) => log.warn({ err: error, networkId, occurrenceId }, "An occurrence could not be made; it is tried again.")
  const counts = await runDue(worker, networkId, { stopped, onError })
  const terms = await withWork(worker, { audience: "worker", networkId }, automation("subscriptions"), endTerms)
  const reminded = await withWork(worker, { audience: "worker", networkId }, automation("subscriptions"), remindHeld)
  if (woken + notified + reminded + terms.told + terms.ended + counts.made + counts.held + counts.skipped + counts.failed > 0) log.info({ networkId, woken, notified, reminded, terms, ...counts }, "What was due has been made.")
}
