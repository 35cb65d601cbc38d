import { runStamp } from "@entrepot/domain/provisioning"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"

const StampJob = z.object({ networkId: z.int(), key: z.string() })

export function runStampTask({ worker }: TaskContext): Task {
  return async (payload) => {
    await runStamp(worker, StampJob.parse(payload))
  }
}
