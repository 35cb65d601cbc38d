import { deliverEvent, deliverOne, type DeliverOptions } from "@entrepot/domain/integrations"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./index.ts"

const EventKey = z.object({ networkId: z.int(), tenantId: z.int(), eventId: z.uuid() })
const DeliveryKey = EventKey.extend({ handler: z.string() })

export function deliverEventTask(context: TaskContext): Task {
  const options = optionsOf(context)
  return async (payload) => {
    await deliverEvent(context.worker, EventKey.parse(payload), context.handlers, options)
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
