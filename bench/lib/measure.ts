import { cpuMillisOf, cpuMillisOfTree, memoryMiBOf } from "./cpu.ts"

export type Watched = { readonly server?: number; readonly worker?: number; readonly database: number }

export type Figures = {
  readonly operations: number
  readonly concurrency: number
  readonly perSecond: number
  readonly p50Millis: number
  readonly p95Millis: number
  /** CPU milliseconds per operation, by who spent them. */
  readonly cpu: { readonly server: number; readonly worker: number; readonly database: number; readonly all: number }
  readonly serverMemoryMiB: number
}

/**
 * Runs `operation` `count` times with `concurrency` at once, after a warm-up, and says what one cost: latency, throughput and the
 * CPU of each process that took part. Operations must not fail; the first failure ends the run.
 */
export async function measure(watched: Watched, operation: (index: number) => Promise<unknown>, options: { count: number; concurrency: number; warmUp?: number; settle?: () => Promise<void> }): Promise<Figures> {
  for (let index = 0; index < (options.warmUp ?? Math.min(options.count, 50)); index++) await operation(-1 - index)
  const before = spent(watched)
  const latencies: number[] = []
  const started = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: options.concurrency }, async () => {
      while (next < options.count) {
        const index = next++
        const from = performance.now()
        await operation(index)
        latencies.push(performance.now() - from)
      }
    }),
  )
  const elapsed = performance.now() - started
  await options.settle?.()
  const after = spent(watched)
  latencies.sort((a, b) => a - b)
  const each = (pick: (all: ReturnType<typeof spent>) => number) => round((pick(after) - pick(before)) / options.count)
  const cpu = { server: each((all) => all.server), worker: each((all) => all.worker), database: each((all) => all.database) }
  return {
    operations: options.count,
    concurrency: options.concurrency,
    perSecond: round((options.count * 1000) / elapsed),
    p50Millis: round(quantile(latencies, 0.5)),
    p95Millis: round(quantile(latencies, 0.95)),
    cpu: { ...cpu, all: round(cpu.server + cpu.worker + cpu.database) },
    serverMemoryMiB: watched.server ? round(memoryMiBOf(watched.server)) : 0,
  }
}

function spent({ server, worker, database }: Watched): { server: number; worker: number; database: number } {
  return { server: server ? cpuMillisOf(server) : 0, worker: worker ? cpuMillisOf(worker) : 0, database: cpuMillisOfTree(database) }
}

function quantile(sorted: readonly number[], at: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
