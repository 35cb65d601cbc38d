import { runImport } from "@entrepot/domain/integrations"
import type { Task } from "graphile-worker"
import { z } from "zod"
import type { TaskContext } from "./context.ts"

const ImportJob = z.object({ networkId: z.int(), runId: z.uuid(), rehearse: z.boolean().default(false) })

export function runImportTask({ worker }: TaskContext): Task {
  return async (payload) => {
    await runImport({ worker }, ImportJob.parse(payload))
  }
}
