import * as integrations from "@entrepot/domain/integrations"
import type { Task } from "graphile-worker"
import type { TaskContext } from "./index.ts"

const { runImport } = integrations as unknown as { runImport: (pool: TaskContext["worker"], payload: unknown) => Promise<void> }

export function runImportTask({ worker }: TaskContext): Task {
  return async (payload) => {
    await runImport(worker, payload)
  }
}
