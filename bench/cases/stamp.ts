import { automation, createPool, withWork } from "@entrepot/db"
import { requestStamp, runStamp } from "@entrepot/domain/provisioning"
import { StampParams } from "@entrepot/domain/provisioning/contract"
import { PLATFORM_PERMISSIONS } from "@entrepot/domain/tenancy"
import { newId } from "@entrepot/kernel"
import { capture, recordingOf, type Recording } from "../lib/capture.ts"
import type { Case, Finding, Stage } from "../lib/case.ts"
import { cpuMillisOf } from "../lib/cpu.ts"
import { cpuBetween, measure, measureRun, quantile, round, spent, type Figures } from "../lib/measure.ts"
import { startWorker } from "../lib/processes.ts"
import { NETWORK, select } from "../lib/questions.ts"
import { costOf, idsMadeSince, templateOf, type Script } from "../lib/script.ts"
import { drained } from "./order.ts"

const operator = { ...automation("bench"), permissions: new Set(Object.keys(PLATFORM_PERMISSIONS)) }

type Stamper = { readonly platform: Recording; readonly worker: Recording; readonly end: () => Promise<void> }

function stamper(stage: Stage): Stamper {
  const [platform, worker] = [recordingOf(createPool("platform", stage.base.urlOf("platform"), { max: 2 })), recordingOf(createPool("worker", stage.base.urlOf("worker"), { max: 2 }))]
  return { platform, worker, end: async () => void (await Promise.all([platform.pool.end(), worker.pool.end()])) }
}

function request(networkId: number, code: string) {
  const params = StampParams.parse({
    code, name: `Tenant ${code}`, legalName: `Tenant ${code} Ltd`, host: `${code}.localhost`, account: { address: { line1: "Road 1", city: "Berlin", postalCode: "10115" }, creditLimit: "50000.00" },
    invitations: [{ email: `admin@${code}.example`, name: "Ada Admin" }],
  })
  return { key: `stamp-${code}`, networkId, templateCode: "dealer", params }
}

const ask = ({ platform }: Stamper, networkId: number, code: string) => withWork(platform.pool, { audience: "platform" }, operator, (work) => requestStamp(work, request(networkId, code)))
const run = ({ worker }: Stamper, networkId: number, code: string) => runStamp(worker.pool, { networkId, key: `stamp-${code}` })

/** A code that no stamp had before, always of the same length. */
let stamps = 0
const nextCode = (): string => `bench-${String(++stamps).padStart(6, "0")}`

/**
 * Twice: request and stamp by our code against the same statements without it, and the whole way through the worker's own process,
 * with its queue, the outbox and the invitation's mail, which the bare statements do not have.
 */
export async function stamping(stage: Stage): Promise<Case[]> {
  const hand = stamper(stage)
  const count = stage.count(100)
  try {
    const limit = await bareStamps(stage, hand, count)
    const alone = await measure({ server: process.pid, database: stage.database }, () => stampOnce(hand, NETWORK), { count, concurrency: 1, warmUp: 30, seconds: stage.seconds })
    const shared = { aims: { ratio: "bare script" as const, most: 5 }, limit: { script: limit.script }, sql: limit.sql }
    const worker = await startWorker(stage.base)
    try {
      await drained(stage, 60)
      for (let warm = 0; warm < 30; warm++) await ask(hand, NETWORK, nextCode())
      await drained(stage, 60)
      await select(stage.base, "vacuum analyze")
      const whole = await throughWorker(stage, hand, worker.pid, count)
      return [
        { id: "6", title: "stamping a tenant: request and stamp", ...shared, ours: { at1: alone } },
        { id: "6 whole", title: "stamping a tenant through queue and outbox, its invitation sent", ...shared, ours: { at1: whole }, notes: ["CPU of the server is that of the process which asks. The limit has no queue, no events and no mail."] },
      ]
    } finally {
      await worker.stop()
    }
  } finally {
    await hand.end()
  }
}

/** CPU over many at once, latency one after the other: whoever waits asks the database, and that must not count. */
async function throughWorker(stage: Stage, hand: Stamper, workerPid: number, count: number): Promise<Figures> {
  const watched = { server: process.pid, worker: workerPid, database: stage.database }
  const before = spent(watched)
  const started = performance.now()
  for (let done = 0; done < count; done++) await ask(hand, NETWORK, nextCode())
  await drained(stage, 60)
  const elapsed = performance.now() - started
  const cpu = cpuBetween(before, spent(watched), count)
  const latencies: number[] = []
  for (let done = 0; done < 20; done++) latencies.push(await untilDone(stage, hand))
  return { operations: count, concurrency: 1, perSecond: round((count * 1000) / elapsed), p50Millis: round(quantile(latencies, 0.5)), p95Millis: round(quantile(latencies, 0.95)), cpu, serverMemoryMiB: 0 }
}

async function untilDone(stage: Stage, hand: Stamper): Promise<number> {
  const code = nextCode()
  const started = performance.now()
  await ask(hand, NETWORK, code)
  for (const deadline = started + 20_000; performance.now() < deadline; ) {
    const [row] = await select<{ status: string }>(stage.base, `select status from provisioning.stamp where idempotency_key = 'stamp-${code}'`)
    if (row?.status === "done") return performance.now() - started
    if (row?.status === "failed") throw new Error(`The stamp ${code} failed.`)
  }
  throw new Error(`The stamp ${code} was not done within 20 s.`)
}

/** The statements of request and stamp, each time for another tenant, without our code. */
async function bareStamps(stage: Stage, hand: Stamper, count: number): Promise<{ script: Figures; sql: Case["sql"] }> {
  const code = nextCode()
  const started = Date.now()
  const asked = await capture(hand.platform, () => ask(hand, NETWORK, code))
  const ran = await capture(hand.worker, () => run(hand, NETWORK, code))
  const [row] = await select<{ tenant: number }>(stage.base, `select tenant_id as tenant from provisioning.stamp where idempotency_key = 'stamp-${code}'`)
  const tenant = String(row!.tenant)
  const unique = [...idsMadeSince([...asked, ...ran], started), code, tenant]
  let next = 5_000_000
  const fresh = (words: Map<string, string>) => (word: string) => words.get(word) ?? newId()
  const made = Array.from({ length: count + 20 }, () => {
    const words = new Map([[code, nextCode()], [tenant, String(++next)]])
    return [templateOf(asked, unique)(fresh(words)), templateOf(ran, unique)(fresh(words))] as const
  })
  const figures = await replayStamps(stage, made, count)
  return { script: figures, sql: costOf([...asked, ...ran]) }
}

/** Two logins, as ours: first everything that is asked, then everything that is made. */
async function replayStamps(stage: Stage, made: readonly (readonly [Script, Script])[], count: number): Promise<Figures> {
  await stage.bare.load("stamp-ask", stage.base.urlOf("platform"), made.map(([asked]) => asked))
  await stage.bare.load("stamp-run", stage.base.urlOf("worker"), made.map(([, ran]) => ran))
  return measureRun({ server: stage.bare.pid, database: stage.database }, async (many) => {
    const asked = await stage.bare.run("stamp-ask", many)
    const ran = await stage.bare.run("stamp-run", many)
    return asked.map((millis, index) => millis + ran[index]!)
  }, count, 20)
}

/** The same stamp into the largest catalogue and into one of 300 products, turn by turn. */
export async function catalogueSizes(stage: Stage): Promise<Finding> {
  const hand = stamper(stage)
  const [few] = await select<{ n: number; products: number }>(stage.base, "select network_id as n, count(*)::int as products from catalog.product group by 1 order by 2 limit 1")
  const networks = [NETWORK, few!.n]
  const millis: number[][] = [[], []]
  const cpu = [0, 0]
  try {
    for (let warm = 0; warm < 20; warm++) await stampOnce(hand, networks[warm % 2]!)
    for (let turn = 0; turn < stage.count(10) * 2; turn++) {
      const before = cpuOf(stage)
      for (let done = 0; done < 10; done++) {
        const started = performance.now()
        await stampOnce(hand, networks[turn % 2]!)
        millis[turn % 2]!.push(performance.now() - started)
      }
      cpu[turn % 2] = cpu[turn % 2]! + cpuOf(stage) - before
    }
  } finally {
    await hand.end()
  }
  const [large, small] = [0, 1].map((which) => ({ p50Millis: round(quantile(millis[which]!, 0.5)), cpuMillis: round(cpu[which]! / millis[which]!.length) })) as [Sized, Sized]
  const ratio = round(large.cpuMillis / small.cpuMillis)
  return {
    id: "6b", title: `stamping with ${few!.products} products and with all`, aim: "independent of the catalogue's size (CPU within 15 %)", met: ratio <= 1.15,
    said: `${small.cpuMillis} ms CPU and ${small.p50Millis} ms against ${few!.products} products, ${large.cpuMillis} ms and ${large.p50Millis} ms against the largest catalogue: ${ratio}x`, figures: { large, small, ratio },
  }
}

type Sized = { readonly p50Millis: number; readonly cpuMillis: number }

async function stampOnce(hand: Stamper, networkId: number): Promise<void> {
  const code = nextCode()
  await ask(hand, networkId, code)
  await run(hand, networkId, code)
}

const cpuOf = (stage: Stage): number => cpuMillisOf(process.pid) + spent({ database: stage.database }).database
