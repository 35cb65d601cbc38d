import { deliverEvents, deliverOne, type DeliverOptions } from "@entrepot/domain/integrations"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"
import { takeTurn } from "./turn.ts"

const Tenant = z.object({ networkId: z.int(), tenantId: z.int() })
/** What one work announced; jobs of an earlier version name one event. */
const EventKeys = Tenant.extend({ eventIds: z.array(z.uuid()).optional(), eventId: z.uuid().optional() })
const eventIdsOf = (payload: unknown): string[] => {
  const { eventIds, eventId } = EventKeys.parse(payload)
  return eventIds ?? (eventId ? [eventId] : [])
}
const DeliveryKey = Tenant.extend({ eventId: z.uuid(), handler: z.string() })

/** A tenant's events share a queue: one turn delivers ours and those that wait behind them. */
export function deliverEventTask(context: TaskContext): Task {
  const options = optionsOf(context)
  return async (payload, helpers) => {
    const tenant = Tenant.parse(payload)
    await deliverEvents(context.worker, { ...tenant, eventIds: eventIdsOf(payload) }, context.handlers, options)
    await takeTurn(helpers, async (waiting) => {
      await deliverEvents(context.worker, { ...tenant, eventIds: waiting.flatMap((job) => eventIdsOf(job.payload)) }, context.handlers, options)
      return waiting
    })
  }
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
