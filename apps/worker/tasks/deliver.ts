import { deliverEvents, deliverOne, type DeliverOptions } from "@entrepot/domain/integrations"
import type { JobHelpers, Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"

const EventKey = z.object({ networkId: z.int(), tenantId: z.int(), eventId: z.uuid() })
const DeliveryKey = EventKey.extend({ handler: z.string() })

/** How long one turn of a tenant lasts, and how many events it takes at once; then whoever waits longest has the lane. */
const TURN_MILLIS = 1_000
const BATCH = 50

/**
 * A tenant's events share a queue, so while we run, nobody else runs them: we deliver our own event and then the ones that wait
 * behind it. Their jobs are removed when they are delivered, so a kill leaves them to be found again.
 */
export function deliverEventTask(context: TaskContext): Task {
  const options = optionsOf(context)
  return async (payload, helpers) => {
    const { eventId, ...tenant } = EventKey.parse(payload)
    const deadline = Date.now() + TURN_MILLIS
    await deliverEvents(context.worker, { ...tenant, eventIds: [eventId] }, context.handlers, options)
    while (Date.now() < deadline && !helpers.abortSignal.aborted) {
      const waiting = await findWaiting(helpers)
      if (waiting.length === 0) return
      await deliverEvents(context.worker, { ...tenant, eventIds: waiting.map((job) => job.eventId) }, context.handlers, options)
      await helpers.query("select graphile_worker.complete_jobs($1)", [waiting.map((job) => job.id)])
    }
  }
}

async function findWaiting({ job, query }: JobHelpers): Promise<{ id: string; eventId: string }[]> {
  if (!job.job_queue_id) return []
  const { rows } = await query<{ id: string; eventId: string }>(
    `select id::text, payload ->> 'eventId' as "eventId" from graphile_worker._private_jobs
      where job_queue_id = $1 and id <> $2 and locked_at is null and is_available and run_at <= now() order by priority, run_at, id limit ${BATCH}`, [job.job_queue_id, job.id])
  return rows
}

export function deliverOneTask(context: TaskContext): Task {
  const options = optionsOf(context)
  return async (payload) => {
    const { handler, ...key } = DeliveryKey.parse(payload)
    await deliverOne(context.worker, key, handler, context.handlers, options)
  }
}

function optionsOf({ config, log }: TaskContext): DeliverOptions {
  const { firstBackoffMillis } = config
  return {
    mostAttempts: config.mostAttempts,
    ...(firstBackoffMillis === undefined ? {} : { backoff: (failures: number) => firstBackoffMillis * 2 ** (failures - 1) }),
    onFailure: (handler, error, attempts) => log.warn({ err: error, handler, attempts }, "A delivery failed."),
  }
}
