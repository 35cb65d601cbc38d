import { cpuMillisOf, cpuMillisOfTree, memoryMiBOf } from "./cpu.ts"

export type Watched = { readonly server?: number; readonly worker?: number; readonly database: number }

/** CPU milliseconds per operation, by who spent them. */
export type Cpu = { readonly server: number; readonly worker: number; readonly database: number; readonly all: number }

export type Figures = {
  readonly operations: number
  readonly concurrency: number
  readonly perSecond: number
  readonly p50Millis: number
  readonly p95Millis: number
  readonly cpu: Cpu
  readonly serverMemoryMiB: number
}

/** `index` counts operations, `lane` says which of those at work at once this is. */
export type Operation = (index: number, lane: number) => Promise<unknown>
export type MeasureOptions = { readonly count: number; readonly concurrency: number; readonly warmUp?: number; readonly seconds?: number }

/**
 * Runs `operation` at most `count` times and `seconds` long with `concurrency` at once, after a warm-up, and says what one cost:
 * latency, throughput and the CPU of each process that took part. Operations must not fail; the first failure ends the run.
 */
export async function measure(watched: Watched, operation: Operation, { count, concurrency, warmUp = Math.min(count, 50), seconds = 15 }: MeasureOptions): Promise<Figures> {
  let next = -warmUp
  const latencies: number[] = []
  const lanes = async (until: number, deadline: number) => {
    await Promise.all(Array.from({ length: concurrency }, async (_, lane) => {
      while (next < until && performance.now() < deadline) {
        const index = next++
        const from = performance.now()
        await operation(index + warmUp, lane)
        if (until > 0) latencies.push(performance.now() - from)
      }
    }))
  }
  await lanes(0, performance.now() + seconds * 1000)
  next = 0
  const before = spent(watched)
  const started = performance.now()
  await lanes(count, started + seconds * 1000)
  return figuresOf(watched, { millis: latencies, concurrency, elapsed: performance.now() - started, before })
}

/** The same for `count` operations that another process times itself, one after the other. */
export async function measureRun(watched: Watched, run: (count: number) => Promise<readonly number[]>, count: number, warmUp: number): Promise<Figures> {
  await run(warmUp)
  const before = spent(watched)
  const millis = await run(count)
  return figuresOf(watched, { millis, concurrency: 1, elapsed: millis.reduce((sum, one) => sum + one, 0), before })
}

function figuresOf(watched: Watched, { millis, concurrency, elapsed, before }: { millis: readonly number[]; concurrency: number; elapsed: number; before: Spent }): Figures {
  return {
    operations: millis.length, concurrency,
    perSecond: round((millis.length * 1000) / elapsed), p50Millis: round(quantile(millis, 0.5)), p95Millis: round(quantile(millis, 0.95)),
    cpu: cpuBetween(before, spent(watched), millis.length),
    serverMemoryMiB: watched.server ? round(memoryMiBOf(watched.server)) : 0,
  }
}

export type Spent = { readonly server: number; readonly worker: number; readonly database: number }

export function spent({ server, worker, database }: Watched): Spent {
  return { server: server ? cpuMillisOf(server) : 0, worker: worker ? cpuMillisOf(worker) : 0, database: cpuMillisOfTree(database) }
}

export function cpuBetween(before: Spent, after: Spent, operations: number): Cpu {
  const each = (who: keyof Spent) => round((after[who] - before[who]) / Math.max(1, operations))
  const cpu = { server: each("server"), worker: each("worker"), database: each("database") }
  return { ...cpu, all: round(cpu.server + cpu.worker + cpu.database) }
}

export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
