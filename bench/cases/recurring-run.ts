import { Client } from "pg"
import type { Finding, Stage } from "../lib/case.ts"
import { memoryMiBOf } from "../lib/cpu.ts"
import type { Base } from "../lib/database.ts"
import { round, spent } from "../lib/measure.ts"
import { startWorker, type Running } from "../lib/processes.ts"
import { FULL } from "../lib/dataset.ts"
import { counted, generateSubscriptions, makeDue, progressOf } from "../lib/recurring.ts"
import { select } from "../lib/questions.ts"

/** Dates of each tenant: ten are ten thousand of a thousand tenants; in a lean or small world there are fewer unless it is said how many, and the rate is what counts. */
const eachOf = ({ size, dates }: Stage): number => dates ?? (size === FULL ? 10 : 2)
/** A machine that others use may be too slow for all of it: then so much is measured as was done by then. Whoever says how many wants them all. */
const mostSecondsOf = ({ dates }: Stage): number => (dates === undefined ? 400 : 1_200)
const AIM_PER_SECOND = 10_000 / 600

/** One run of everything that was due, from the moment it was until its last invoice was final. */
export type Ran = {
  readonly due: number; readonly done: number; readonly orderedAfter: number; readonly invoicedAfter: number; readonly quietAfter: number
  readonly perSecond: number; readonly cpu: { readonly worker: number; readonly database: number; readonly all: number }
  /** Of our transactions, per occurrence: statements beside begin, enter and commit, and how many transactions. */
  readonly statements: number; readonly works: number
  readonly memoryMiB: { readonly start: number; readonly middle: number; readonly end: number }
}

/** All that a network has due, by the worker's own processes: run, orders, outbox, shipments, invoices and mails. */
export async function runThrough(stage: Stage, base: Base, of: { readonly set: string; readonly tenants: number; readonly each: number; readonly workers: number }): Promise<Ran> {
  await generateSubscriptions(base.adminUrl, stage.size, { set: of.set, tenants: of.tenants, each: of.each })
  await emptyQueue(base)
  await autovacuum(base, true)
  const workers = await Promise.all(Array.from({ length: of.workers }, () => startWorker(base)))
  try {
    return await watched(stage, base, of.set, workers)
  } finally {
    await Promise.all(workers.map((one) => one.stop()))
    await autovacuum(base, false)
  }
}

async function watched(stage: Stage, base: Base, set: string, workers: readonly Running[]): Promise<Ran> {
  const client = new Client({ connectionString: base.adminUrl })
  await client.connect()
  try {
    const memory = () => workers.reduce((sum, one) => sum + memoryMiBOf(one.pid), 0)
    const spentBy = () => ({ worker: workers.reduce((sum, one) => sum + spent({ worker: one.pid, database: stage.database }).worker, 0), database: spent({ database: stage.database }).database })
    const [before, statements, samples] = [spentBy(), await statementsOf(workers), [] as { at: number; ordered: number; invoiced: number; memory: number }[]]
    const due = await makeDue(base.adminUrl, set)
    const started = performance.now()
    const seconds = () => (performance.now() - started) / 1000
    await client.query("select graphile_worker.add_job('run_occurrences', '{}'::json)")
    while ((samples.at(-1)?.invoiced ?? 0) < due) {
      if (seconds() > mostSecondsOf(stage)) break
      await new Promise((resolve) => setTimeout(resolve, due > 500 ? 2_000 : 250))
      samples.push({ at: seconds(), ...(await progressOf(client, set)), memory: memory() })
    }
    const [after, sent] = [spentBy(), await statementsOf(workers)]
    const { at: invoicedAfter, invoiced: done } = samples.at(-1)!
    await quiet(base, done === due)
    const each = (of: "worker" | "database") => round((after[of] - before[of]) / done)
    return {
      due, done, orderedAfter: round((samples.find((one) => one.ordered === due) ?? samples.at(-1)!).at), invoicedAfter: round(invoicedAfter), quietAfter: round(seconds()), perSecond: round(done / invoicedAfter),
      cpu: { worker: each("worker"), database: each("database"), all: round(each("worker") + each("database")) },
      statements: round((sent.statements - statements.statements) / done), works: round((sent.works - statements.works) / done),
      memoryMiB: { start: round(samples[Math.floor(samples.length * 0.1)]!.memory), middle: round(samples[Math.floor(samples.length / 2)]!.memory), end: round(samples.at(-1)!.memory) },
    }
  } finally {
    await client.end()
  }
}

/** What the workers say of their own transactions. */
async function statementsOf(workers: readonly Running[]): Promise<{ statements: number; works: number }> {
  const texts = await Promise.all(workers.map(async ({ port }) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()))
  const sum = (what: string) => texts.reduce((all, text) => all + Number(new RegExp(`^entrepot_statements_per_work_${what}\\{audience="worker"\\} (\\S+)`, "m").exec(text)?.[1] ?? 0), 0)
  return { statements: sum("sum"), works: sum("count") }
}

/** Until no job waits: every mail is out. */
async function quiet(base: Base, all: boolean): Promise<void> {
  const waiting = () => counted(base.adminUrl, "select count(*)::int as n from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts")
  for (let left = all ? await waiting() : 0; left > 0; left = await waiting()) await new Promise((resolve) => setTimeout(resolve, 500))
}

/** What earlier cases left behind is not to be done in the middle of this one. */
export async function emptyQueue(base: Base): Promise<void> {
  await select(base, "delete from graphile_worker._private_jobs where locked_at is null")
}

/** A run of minutes is nothing without it: the queue's dead rows pile up, and statements are planned for tables that were empty. */
async function autovacuum(base: Base, on: boolean): Promise<void> {
  await select(base, `alter system set autovacuum = ${on ? "on" : "off"}`)
  await select(base, "alter system set autovacuum_naptime = '10s'")
  await select(base, "select pg_reload_conf()")
}

function told(ran: Ran): string {
  const { due, done, orderedAfter, invoicedAfter, quietAfter, perSecond, cpu, statements, works, memoryMiB } = ran
  return `${done} of ${due} due were done: all ordered after ${orderedAfter.toFixed(0)} s, invoiced after ${invoicedAfter.toFixed(0)} s (${perSecond.toFixed(1)} a second), mails out after ${quietAfter.toFixed(0)} s; CPU of one ${cpu.worker.toFixed(1)} ms in the worker and ${cpu.database.toFixed(1)} ms in the database; ` +
    `${statements.toFixed(1)} statements in ${works.toFixed(1)} transactions each; ${memoryMiB.start.toFixed(0)}, ${memoryMiB.middle.toFixed(0)} and ${memoryMiB.end.toFixed(0)} MiB at the start, in the middle and at the end`
}

/** One worker, in the world with few tenants and in the whole one. */
export async function recurringRun(stage: Stage): Promise<Finding[]> {
  const few = await runThrough(stage, stage.bases.few, { set: "few", tenants: stage.size.networks, each: 10, workers: 1 })
  const many = await runThrough(stage, stage.base, { set: "one", tenants: stage.size.tenants, each: eachOf(stage), workers: 1 })
  const grown = round((many.statements + many.works * 3) / (few.statements + few.works * 3))
  const flat = round(many.memoryMiB.end / many.memoryMiB.start)
  const minutes = round(10_000 / many.perSecond / 60)
  return [
    { id: "r1", title: `what is due of ${stage.size.tenants} tenants, to confirmed orders with final invoices, one worker`, aim: "10,000 inside 10 minutes", met: many.perSecond >= AIM_PER_SECOND, said: `10,000 take ${minutes.toFixed(1)} minutes here, and ${(many.cpu.all / 6).toFixed(1)} minutes of one core. ${told(many)}`, figures: many },
    { id: "r1 tenants", title: `the same of ${stage.size.networks} tenants`, aim: "statements of one do not grow with the tenants (within 5 %)", met: grown <= 1.05, said: `${grown}x from ${stage.size.networks} tenants to ${stage.size.tenants}. ${told(few)}`, figures: { few, grown } },
    { id: "r1 memory", title: "memory of the run", aim: "flat (the end within 25 % of the start)", met: flat <= 1.25, said: `${flat}x`, figures: many.memoryMiB },
  ]
}

/** Two workers over as many dates of their own. */
export async function recurringRunOfTwo(stage: Stage): Promise<Finding> {
  const two = await runThrough(stage, stage.base, { set: "two", tenants: stage.size.tenants, each: eachOf(stage), workers: 2 })
  return { id: "r1 two", title: `what is due of ${stage.size.tenants} tenants, two workers`, aim: "10,000 inside 10 minutes", met: two.perSecond >= AIM_PER_SECOND, said: told(two), figures: two }
}
